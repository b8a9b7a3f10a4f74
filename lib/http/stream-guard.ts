import { AppError } from "@/lib/base/app-error";
import { log } from "@/lib/base/log";
import { listOpenTokens } from "@/lib/data/api-tokens";
import { listOpenSessions } from "@/lib/data/sessions";
import { underGrant } from "@/lib/domain/api-token";
import { auth } from "./auth";
import { bearerOf, hashOfToken } from "./viewer";

/** One person's event streams in this process at a time: windows of one browser share one. */
const most = 50;

/** A stream ends at most 2 s after its viewer lost the right to it. */
const checkMs = 1_500;

/** What a stream is opened with: a session's token, or the hash of an API token. */
export type Credential = { session: string } | { token: string };

type Watched = { personId: string; projectId: string; credential: Credential; end: () => void };

/** Keeps an open stream under watch until it is released; `end` is called once its viewer lost the right to it. */
export type StreamGuard = { watch(end: () => void): () => void };

const watched = new Set<Watched>();
let timer: NodeJS.Timeout | undefined;

/**
 * A guard for one more stream of a person. All streams of this process are looked after together, by one statement for all
 * sessions and one for all tokens, however many people watch. Throws `rate_limited` when the person has fifty open.
 * Nothing is awaited between that look and the stream's own start: fifty are fifty, however many come in one moment.
 */
export function guardStream(personId: string, projectId: string, credential: Credential): StreamGuard {
  const open = [...watched].filter((one) => one.personId === personId).length;
  if (open >= most)
    throw new AppError(
      "rate_limited",
      `You have ${most} event streams open, which is the most. Close some windows or scripts, then try again.`,
      { retryAfter: 10 },
    );
  return {
    watch(end) {
      const one: Watched = { personId, projectId, credential, end };
      watched.add(one);
      timer ??= setInterval(() => void lookAfterAll(), checkMs);
      return () => {
        watched.delete(one);
        if (watched.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
  };
}

/** What a request that opens a stream came with. */
export async function credentialOf(headers: Headers): Promise<Credential> {
  const token = bearerOf(headers);
  if (token !== undefined) return { token: hashOfToken(token) };
  return { session: (await auth().api.readSessionToken({ headers })) || "" };
}

async function lookAfterAll(): Promise<void> {
  try {
    const all = [...watched];
    const sessions = await projectsBySession(all);
    const tokens = await projectsByToken(all);
    for (const { credential, projectId, end } of all) {
      const projects = "session" in credential ? sessions.get(credential.session) : tokens.get(credential.token);
      if (!projects?.has(projectId)) end();
    }
  } catch (error) {
    log.warn({ err: error }, "The viewers of open streams were not checked");
  }
}

type Projects = ReadonlyMap<string, ReadonlySet<string>>;

async function projectsBySession(all: readonly Watched[]): Promise<Projects> {
  const asked = new Set(all.flatMap(({ credential }) => ("session" in credential ? [credential.session] : [])));
  const found = new Map<string, Set<string>>();
  if (asked.size === 0) return found;
  for (const { token, projectId } of await listOpenSessions([...asked]))
    found.set(token, (found.get(token) ?? new Set()).add(projectId));
  return found;
}

async function projectsByToken(all: readonly Watched[]): Promise<Projects> {
  const asked = new Set(all.flatMap(({ credential }) => ("token" in credential ? [credential.token] : [])));
  const found = new Map<string, Set<string>>();
  if (asked.size === 0) return found;
  for (const [token, { account, grant }] of await listOpenTokens([...asked])) {
    const open = underGrant(account, grant).memberships.filter(({ roles }) => roles.length > 0);
    found.set(token, new Set(open.map(({ project }) => project.id)));
  }
  return found;
}
