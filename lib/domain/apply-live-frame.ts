import type { Turn } from "./dialogue";
import type { Draft, LiveDialogue, LiveFrame } from "./live";

type Delta = Extract<LiveFrame, { type: "delta" }>;

/**
 * The one fold of the event stream: what a watcher holds of a dialogue after `frame`.
 *
 * Applying a frame twice, or late, changes nothing: dialogues are merged by version, turns by id (the higher version
 * wins), drafts by birth of their turn, deltas by offset, so only what is new is appended. Returns the same reference
 * when nothing changed. Without a state only a snapshot counts. A draft is dropped once its turn has landed, once the
 * head has left its parent, or once the dialogue is no longer being written.
 */
export function applyLiveFrame(state: LiveDialogue | undefined, frame: LiveFrame): LiveDialogue | undefined {
  if (!state) return frame.type === "snapshot" ? frame.live : undefined;
  if (frame.type === "delta") return write(state, frame);
  return frame.type === "snapshot" ? merge(state, frame.live) : merge(state, { ...frame, draft: null });
}

/**
 * True when something between `state` and `frame` is missing, so that only a fresh snapshot helps: the dialogue is
 * unknown, the head is not among the turns, or a delta begins beyond the text held. The fold leaves the state of a
 * gap in a delta untouched. The answer is the same before and after {@link applyLiveFrame}.
 */
export function isGap(state: LiveDialogue | undefined, frame: LiveFrame): boolean {
  if (frame.type === "snapshot") return false;
  if (!state) return true;
  if (frame.type === "change") {
    const { headId, version } = frame.dialogue;
    if (headId === null || version < state.dialogue.version) return false;
    return ![...state.turns, ...frame.turns].some((turn) => turn.id === headId);
  }
  if (isLate(state, frame)) return false;
  if (frame.parentId !== state.dialogue.headId) return true;
  return frame.at > draftOf(state, frame)[frame.reasoning ? "reasoning" : "text"].length;
}

function merge(state: LiveDialogue, next: LiveDialogue): LiveDialogue {
  const newer = next.dialogue.version > state.dialogue.version;
  const dialogue = newer ? next.dialogue : state.dialogue;
  const turns = mergeTurns(state.turns, next.turns);
  const draft = mergeDrafts(state.draft, next.draft);
  // A claim may reach a watcher after its first words, so "queued" silences a draft only when it is news.
  const silent = newer ? dialogue.status !== "running" : isResting(state);
  const stale = draft && (silent || draft.parentId !== dialogue.headId || turns.some(({ id }) => id === draft.turnId));
  const kept = stale ? null : draft;
  if (dialogue === state.dialogue && turns === state.turns && kept === state.draft) return state;
  return { dialogue, turns, draft: kept };
}

function mergeTurns(held: Turn[], coming: Turn[]): Turn[] {
  const byId = new Map(held.map((turn) => [turn.id, turn]));
  const news = coming.filter((turn) => turn.version > (byId.get(turn.id)?.version ?? -1));
  if (news.length === 0) return held;
  for (const turn of news) byId.set(turn.id, turn);
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function mergeDrafts(held: Draft | null, coming: Draft | null): Draft | null {
  if (!held || !coming) return held ?? coming;
  if (held.turnId !== coming.turnId) return held.turnId > coming.turnId ? held : coming;
  const text = longer(held.text, coming.text);
  const reasoning = longer(held.reasoning, coming.reasoning);
  return text === held.text && reasoning === held.reasoning ? held : { ...held, text, reasoning };
}

function write(state: LiveDialogue, delta: Delta): LiveDialogue {
  if (isLate(state, delta) || isGap(state, delta)) return state;
  const draft = draftOf(state, delta);
  const part = delta.reasoning ? "reasoning" : "text";
  const news = delta.text.slice(draft[part].length - delta.at);
  if (news === "" && draft === state.draft) return state;
  return { ...state, draft: { ...draft, [part]: draft[part] + news } };
}

/** The draft that a delta adds to: the one held, or an empty one for a turn that has just begun. */
function draftOf(state: LiveDialogue, { turnId, parentId, speaker }: Delta): Draft {
  return state.draft?.turnId === turnId ? state.draft : { turnId, parentId, speaker, text: "", reasoning: "" };
}

/** True for words of a turn that has landed, was overtaken by a newer one, or whose parent is no longer the head. */
function isLate(state: LiveDialogue, delta: Delta): boolean {
  if (isResting(state) || (state.draft && state.draft.turnId > delta.turnId)) return true;
  const known = (id: string | null) => id === null || state.turns.some((turn) => turn.id === id);
  if (known(delta.turnId)) return true;
  return delta.parentId !== state.dialogue.headId && known(delta.parentId);
}

function isResting({ dialogue }: LiveDialogue): boolean {
  return dialogue.status !== "running" && dialogue.status !== "queued";
}

function longer(a: string, b: string): string {
  return b.length > a.length ? b : a;
}
