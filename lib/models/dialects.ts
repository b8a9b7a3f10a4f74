import type { ChatMessage, ModelFault, ModelRequest } from "@/lib/domain/chat-model";
import { type Dialect, type Omittable, omittableSchema } from "@/lib/domain/dialect";

/** More would be a long wait for a person, and every one of them asks the endpoint. */
const mostTries = 12;

/** Azure's newest that is no preview of an older kind of address. */
const apiVersion = "2024-10-21";

const leaveOut = (name: Omittable, hint: RegExp): Change => ({
  hint,
  apply: (dialect) => ({ ...dialect, omits: [...new Set([...dialect.omits, name])] }),
});

type Asked = { origin: string; upstreamModel: string; dialect: Dialect };
type UpstreamRequest = { path: string; body: Record<string, unknown> };

/** What is sent, and where: the request in the words of the protocol, as the endpoint's dialect has them. */
export function requestOf(request: ModelRequest, { origin, upstreamModel, dialect }: Asked): UpstreamRequest {
  const { prompt, temperature, topP, maxTokens, seed } = request;
  const stop = [...(prompt.kind === "completion" ? prompt.stop : []), ...(request.stop ?? [])];
  const fields = {
    ...dialect.body,
    model: upstreamModel,
    temperature,
    top_p: topP,
    seed,
    stop: stop.length > 0 ? stop : undefined,
    stream: true,
    stream_options: { include_usage: true },
  };
  const common = Object.fromEntries(
    Object.entries(fields).filter(
      ([name, value]) => value !== undefined && !dialect.omits.some((left) => left === name),
    ),
  );
  if (prompt.kind === "completion")
    return { path: "/completions", body: { ...common, prompt: prompt.text, max_tokens: maxTokens } };
  return {
    path: "/chat/completions",
    body: {
      ...common,
      [lengthParameterOf(dialect, origin)]: maxTokens,
      messages: messagesFor(prompt.messages, dialect.systemRole),
    },
  };
}

/** OpenAI's newer models refuse the old name, there and at Azure; most other servers know only that. */
export function lengthParameterOf(
  { lengthParameter }: Pick<Dialect, "lengthParameter">,
  origin: string,
): "max_completion_tokens" | "max_tokens" {
  if (lengthParameter) return lengthParameter;
  const isNew = /^https:\/\/(?:api\.openai\.com|[\w-]+\.(?:openai|services\.ai)\.azure\.com)$/.test(origin);
  return isNew ? "max_completion_tokens" : "max_tokens";
}

type SentMessage = { role: ChatMessage["role"] | "developer"; content: string };

/** Templates without a system role, which also want both sides in turns, get its text with the first message. */
function messagesFor(messages: ChatMessage[], systemRole: Dialect["systemRole"]): SentMessage[] {
  if (systemRole === "system") return messages;
  const system = messages.filter(({ role }) => role === "system");
  const others = messages.filter(({ role }) => role !== "system");
  if (systemRole === "developer")
    return messages.map(({ role, content }) => ({ role: role === "system" ? "developer" : role, content }));
  const [first, ...rest] = others;
  const text = system.map(({ content }) => content).join("\n\n");
  if (text === "") return others;
  if (first?.role !== "user") return [{ role: "user", content: text }, ...others];
  return [{ role: "user", content: `${text}\n\n${first.content}` }, ...rest];
}

type Change = { hint: RegExp; apply: (dialect: Dialect) => Dialect };

/** What an endpoint may want otherwise, with the words by which it says so; the most frequent first. */
function changesFor(stored: Dialect, origin: string, hasKey: boolean): Change[] {
  const other = lengthParameterOf(stored, origin) === "max_tokens" ? "max_completion_tokens" : "max_tokens";
  const systemAsUser: Change = {
    hint: /\b(?:system|developer)\b|\broles?\b|messages?\[0\]|chat template/i,
    apply: (dialect) => ({ ...dialect, systemRole: "user" }),
  };
  const otherHeader: Change = {
    hint: /refused the API key/,
    apply: (dialect) => ({ ...dialect, keyHeader: stored.keyHeader === "api-key" ? "authorization" : "api-key" }),
  };
  return [
    { hint: /max_(?:completion_)?tokens/i, apply: (dialect) => ({ ...dialect, lengthParameter: other }) },
    leaveOut("stream_options", /stream_options|include_usage/i),
    systemAsUser,
    leaveOut("temperature", /temperature/i),
    leaveOut("seed", /\bseed\b/i),
    leaveOut("top_p", /top_p/i),
    leaveOut("stop", /\bstop\b/i),
    ...(hasKey ? [otherHeader] : []),
    { hint: /api[-_ ]?version|resource not found/i, apply: (dialect) => ({ ...dialect, apiVersion }) },
  ];
}

export type FoundDialect = { dialect: Dialect; fault: ModelFault | null };

/**
 * Looks for the way in which an endpoint can be asked: as stored, and where it refuses that, with what its words name
 * changed; where they name nothing, with one change after the other. `fault` is what still stands in the way.
 */
export async function findDialect(
  stored: Dialect,
  { origin, hasKey }: { origin: string; hasKey: boolean },
  ask: (dialect: Dialect) => Promise<ModelFault | null>,
): Promise<FoundDialect> {
  let changes = changesFor(stored, origin, hasKey);
  let dialect = stored;
  let fault = await ask(dialect);
  for (let tries = 1; fault && mayBeSettled(fault) && changes.length > 0 && tries < mostTries; tries++) {
    const { message } = fault;
    const named: Change | undefined = changes.find(({ hint }) => hint.test(message));
    const change: Change | undefined = named ?? (fault.kind === "unauthorized" ? undefined : changes[0]);
    if (!change) break;
    changes = changes.filter((one) => one !== change);
    const changed: Dialect = change.apply(dialect);
    const now: ModelFault | null = await ask(changed);
    // What made no difference is left as it was.
    if (now && now.message === message) continue;
    if (now && !mayBeSettled(now)) return { dialect: stored, fault: now };
    [dialect, fault] = [changed, now];
  }
  // Whoever refuses two things and names neither is asked for as little as can be.
  if (fault?.kind === "bad_request" && dialect === stored) {
    const bare: Dialect = { ...stored, omits: [...omittableSchema.options] };
    if (!(await ask(bare))) return { dialect: bare, fault: null };
  }
  return fault ? { dialect: stored, fault } : { dialect, fault };
}

/** Faults that come of how it was asked. */
function mayBeSettled({ kind, message }: ModelFault): boolean {
  // Azure has no resource for whoever names no version.
  if (kind === "unknown_model") return /resource not found/i.test(message);
  // A template that fails on a role is told with a status of failure by llama.cpp and its like.
  if (kind === "overloaded") return /template|system role|roles? (?:must|should|not)/i.test(message);
  return kind === "bad_request" || kind === "unauthorized";
}
