import type { AnswerOf, InputOf } from "@/lib/contract/endpoints";
import type { Vote } from "@/lib/domain/judging/vote";
import { call } from "./call";
import { ClientError } from "./client-error";
import { isStillIn } from "./left-project";
import { isMadeIn, type MadeIn } from "./made-in";
import { createOutbox, type Outbox, type OutboxPorts, type Sendable } from "./outbox";
import { firstProject } from "./project-here";
import { isFields, isNumber, isOneOf, isText, readStored, removeStored, storedKeys, writeStored } from "./stored";

type OfReview = { assignmentId: string; queueId: string };
type OfJudging = { ballotId: string; evaluationId: string };

/**
 * Something that a person did and the studio shall have: it waits in their outbox until then, and goes to the project in
 * which it was made, whichever is open. The two kinds of `take_back` undo an answer or a vote of which nobody knows
 * whether it arrived.
 */
export type OutboxEntry = Sendable & { project: MadeIn } & (
    | (OfReview & { kind: "answer"; body: InputOf<"answerItem">["body"] })
    | (OfReview & { kind: "skip"; body: InputOf<"skipItem">["body"] })
    | (OfReview & { kind: "take_back" })
    | (OfJudging & { kind: "vote"; body: { voteId: string; vote: Vote; seconds: number } })
    | (OfJudging & { kind: "skip_ballot"; body: InputOf<"skipBallot">["body"] })
    | (OfJudging & { kind: "take_back_vote" })
  );

export type EntryKind = OutboxEntry["kind"];
export type EntryOf<Kind extends EntryKind> = Extract<OutboxEntry, { kind: Kind }>;

/** What the studio made of an entry, where somebody is to be told. */
export type EntryOutcome =
  | { kind: "answer"; outcome: AnswerOf<"answerItem"> }
  | { kind: "vote" | "skip_ballot"; ballot: AnswerOf<"castVote"> };

/** What an entry is about, by id: the assignment or the ballot. */
export function subjectOf(entry: OutboxEntry): string {
  return "assignmentId" in entry ? entry.assignmentId : entry.ballotId;
}

/** The queue or the evaluation that it belongs to. */
export function workOf(entry: OutboxEntry): string {
  return "queueId" in entry ? entry.queueId : entry.evaluationId;
}

/** Sends it to its project. Whoever was taken out of that one meanwhile is told so, and keeps it. */
async function sendEntry(entry: OutboxEntry): Promise<EntryOutcome | null> {
  try {
    return await sendTo(entry.project.id, entry);
  } catch (error) {
    const isGone = error instanceof ClientError && error.code === "not_found";
    if (!isGone || (await isStillIn(entry.project))) throw error;
    throw new ClientError(
      "not_found",
      `You are no longer in ${entry.project.name || "its project"}; this was not sent: copy it.`,
    );
  }
}

async function sendTo(project: string, entry: OutboxEntry): Promise<EntryOutcome | null> {
  switch (entry.kind) {
    case "answer": {
      const params = { assignmentId: entry.assignmentId };
      return { kind: "answer", outcome: await call("answerItem", { project, params, body: entry.body }) };
    }
    case "skip":
      await call("skipItem", { project, params: { assignmentId: entry.assignmentId }, body: entry.body });
      return null;
    case "take_back":
      await call("takeBackAnswer", { project, params: { assignmentId: entry.assignmentId } });
      return null;
    case "vote": {
      const params = { ballotId: entry.ballotId };
      return { kind: "vote", ballot: await call("castVote", { project, params, body: entry.body }) };
    }
    case "skip_ballot": {
      const params = { ballotId: entry.ballotId };
      return { kind: "skip_ballot", ballot: await call("skipBallot", { project, params, body: entry.body }) };
    }
    case "take_back_vote":
      await call("takeBackVote", { project, params: { ballotId: entry.ballotId } });
      return null;
  }
}

const isReviewKind = isOneOf("answer", "skip", "take_back");
const isJudgingKind = isOneOf("vote", "skip_ballot", "take_back_vote");

/** An entry as it is kept in storage; null for what is none. What a version before kept gets the project that it knew. */
function readEntry(stored: unknown): OutboxEntry | null {
  const entry = isFields(stored) && stored.project === undefined ? { ...stored, project: firstProject } : stored;
  return isEntry(entry) ? entry : null;
}

/** What is said in its body is for the studio to check. */
function isEntry(stored: unknown): stored is OutboxEntry {
  if (!isFields(stored) || !isText(stored.id) || !isNumber(stored.at) || !isMadeIn(stored.project)) return false;
  const { kind, problem, body } = stored;
  if (problem !== undefined && !isText(problem)) return false;
  const isUndo = kind === "take_back" || kind === "take_back_vote";
  if (!isUndo && !isFields(body)) return false;
  if (kind === "answer" && !isFields(isFields(body) && body.answer)) return false;
  if (kind === "vote" && !isFields(isFields(body) && body.vote)) return false;
  if (isReviewKind(kind)) return isText(stored.assignmentId) && isText(stored.queueId);
  return isJudgingKind(kind) && isText(stored.ballotId) && isText(stored.evaluationId);
}

/** Votes that waited in the outbox that they once had of their own go on waiting in this one. */
function adoptWaitingVotes(oldPrefix: string, prefix: string): void {
  for (const key of storedKeys(oldPrefix)) {
    const stored = readStored(key);
    const vote = readEntry(isFields(stored) ? Object.assign({ kind: "vote" }, stored) : null);
    if (vote && writeStored(prefix + vote.id, vote)) removeStored(key);
  }
}

/** An outbox in this browser's storage: what somebody else left here waits until they are back. */
function portsOf(prefix: string): OutboxPorts<OutboxEntry, EntryOutcome> {
  return {
    // What cannot be read stays where it is, and nothing of it is sent.
    load: () =>
      storedKeys(prefix)
        .map((key) => readEntry(readStored(key)))
        .filter((entry) => entry !== null)
        .toSorted((a, b) => a.at - b.at),
    keep: (one) => localStorage.setItem(prefix + one.id, JSON.stringify(one)),
    forget: (id) => removeStored(prefix + id),
    placeOf: subjectOf,
    send: sendEntry,
    later: (work, ms) => setTimeout(work, ms),
    alone: async (work) => {
      await whilePainting();
      await (navigator.locks ? navigator.locks.request(prefix, work) : work());
    },
  };
}

/** What follows a key waits for the picture that the key asked for: the next item. */
export function whilePainting(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 60));
}

const made = new Map<string, Outbox<OutboxEntry, EntryOutcome>>();

/**
 * What a person did in reviews and comparisons and the studio has not taken yet: one outbox per person in this page.
 * It goes on by itself when the network or the person comes back.
 */
export function outboxOf(personId: string): Outbox<OutboxEntry, EntryOutcome> {
  const known = made.get(personId);
  if (known) return known;
  const prefix = `realchat.outbox.${personId}.`;
  adoptWaitingVotes(`realchat.votes.${personId}.`, prefix);
  const outbox = createOutbox(portsOf(prefix));
  made.set(personId, outbox);
  window.addEventListener("online", () => void outbox.flush());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && void outbox.flush());
  void outbox.flush();
  return outbox;
}
