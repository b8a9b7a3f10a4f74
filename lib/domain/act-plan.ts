import type { Decision, DialogueAct, DialogueState } from "./decision";
import type { Dialogue, PersonsFlag, Turn } from "./dialogue";
import type { PathSummary } from "./path-summary";
import { activePath, indexTurns } from "./turn-tree";

export type ActInput = {
  dialogue: Dialogue;
  /** All turns of the dialogue, abandoned ones too. */
  turns: Turn[];
  act: DialogueAct;
  personId: string;
  /** Ids for new turns, in the order of their birth. */
  newId: () => string;
  /** The moment of the act, ISO. */
  now: string;
  /** The decision that an `undo` names, when it exists. */
  decision?: Decision;
  /** As the snapshot that `go_back` names has it, when it does. */
  pinned?: PinnedState;
};

/** A dialogue as a snapshot has it. */
export type PinnedState = Pick<DialogueState, "endMarkId" | "untrained" | "verdict" | "tags"> & {
  headId: string;
  turnIds: string[];
};

/** A turn that an act adds; the figures of a model call are null, since no model wrote it. */
export type NewTurn = Pick<
  Turn,
  "id" | "parentId" | "speaker" | "text" | "reasoning" | "origin" | "modelId" | "personId" | "flags" | "keptFromId"
> & {
  /** The turn whose place it takes: what stood before that one, said by neither speaker, stands before it, too. */
  placeOfId: string | null;
};

/** What an act changes. Of the optional fields, absent means: leave as it is. */
export type ActChange = {
  state: DialogueState;
  turns?: NewTurn[];
  /** Turns to write before the dialogue pauses again; null = on to its natural end. */
  turnsAllowed?: number | null;
  /** A person's instruction to the model, for the next turn only. */
  note?: string | null;
  /** The turn that the next one is written instead of; with a note of null or none it is forgotten as the note is. */
  rewritesId?: string;
  /** What a person says of a turn, set or taken away. */
  flag?: { turnId: string; flag: PersonsFlag; on: boolean };
  /** Turns that were rewritten, with what stands in their place now: what people said of the old ones holds for these. */
  successors?: ReadonlyMap<string, string>;
};

/** Everything an operation writes for an act; `state` becomes the decision's `after`. */
export type ActPlan = ActChange & {
  ok: true;
  turns: NewTurn[];
  /** Figures of the dialogue at the new head. */
  summary: PathSummary;
  /** The turn that the decision is about, when it is about one. */
  turnId: string | null;
  /** Head or status change: the fence grows, so a reply in flight is abandoned. */
  interrupts: boolean;
  /** There is work now: failures forgotten, due at once, workers told. */
  wakes: boolean;
};

/** `conflict`: the dialogue is not, or no longer, in a state for this. `invalid`: the act itself makes no sense. */
export type Refusal = { ok: false; code: "conflict" | "invalid" | "not_found"; message: string };

export function refuse(code: Refusal["code"], message: string): Refusal {
  return { ok: false, code, message };
}

/** The part of a dialogue that acts change. */
export function stateOf(dialogue: Dialogue): DialogueState {
  const { headId, status, holdRequested, endReason, statusDetail, verdict, ...rest } = dialogue;
  const { endMarkId, untrained, tags, deletedAt } = rest;
  return { headId, status, holdRequested, endReason, statusDetail, verdict, endMarkId, untrained, tags, deletedAt };
}

/** True while a worker writes it or will without further ado. */
export function isAtWork({ status }: Pick<DialogueState, "status">): boolean {
  return status === "queued" || status === "running";
}

export function pathOf({ dialogue, turns }: ActInput): Turn[] {
  return activePath(indexTurns(turns), dialogue.headId);
}

/**
 * The models write on from `headId`: one turn when the dialogue was paused or about to be, to its natural end when it
 * had ended, else as many as it was allowed anyway.
 */
export function writeOn(dialogue: Dialogue, headId: string | null): ActChange {
  const state = atHead(dialogue, headId, "queued");
  if (dialogue.status === "paused" || dialogue.holdRequested) return { state, note: null, turnsAllowed: 1 };
  return dialogue.status === "ended" ? { state, note: null, turnsAllowed: null } : { state, note: null };
}

/** The head moves and the dialogue goes on doing what it did; trouble at the old head is left behind as a pause. */
export function moveHead(dialogue: Dialogue, headId: string | null): ActChange {
  const { status, holdRequested, endReason, statusDetail } = dialogue;
  if (status === "ended") return { state: { ...atHead(dialogue, headId, "ended"), endReason, statusDetail } };
  const atWork = isAtWork(dialogue) && !holdRequested;
  return { state: atHead(dialogue, headId, atWork ? "queued" : "paused"), note: null };
}

/** Ends it by hand; `headId` must be an answer, or null. */
export function endAt(dialogue: Dialogue, headId: string | null, statusDetail: string): ActChange {
  return { state: { ...atHead(dialogue, headId, "ended"), endReason: "person", statusDetail }, note: null };
}

/** A verdict is about the turns that its person saw: it stands on a dialogue that has ended, at the head it was given at. */
function atHead(dialogue: Dialogue, headId: string | null, status: DialogueState["status"]): DialogueState {
  const verdict = headId === dialogue.headId && status === "ended" ? dialogue.verdict : null;
  const course = { headId, status, holdRequested: false, endReason: null, statusDetail: null };
  return { ...stateOf(dialogue), ...course, verdict };
}
