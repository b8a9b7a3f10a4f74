import type { ActChange, ActInput, NewTurn, Refusal } from "./act-plan";
import { endAt, isAtWork, moveHead, pathOf, refuse, writeOn } from "./act-plan";
import type { DialogueAct } from "./decision";
import type { Speaker, Turn } from "./dialogue";
import { otherSpeaker } from "./dialogue";
import { indexTurns, lastAnswered, newestLeaf } from "./turn-tree";

type ActOf<K extends DialogueAct["kind"]> = Extract<DialogueAct, { kind: K }>;

const offPath = "This turn is on another branch. Choose that branch first. Nothing was changed.";

/** A sibling with the person's text takes the turn's place; `act.after` says what becomes of the turns below. */
export function planEdit(input: ActInput, act: ActOf<"edit">): ActChange | Refusal {
  const { dialogue } = input;
  const path = pathOf(input);
  const at = path.findIndex((turn) => turn.id === act.turnId);
  const old = path[at];
  if (!old) return refuse("conflict", offPath);
  if (old.text === act.text) return refuse("invalid", "The text is the same as before, so there is nothing to save.");

  const edited = byPerson(input, old.parentId, old.speaker, act.text);
  if (act.after === "reroll") return { ...writeOn(dialogue, edited.id), turns: [edited] };
  if (act.after === "stop") {
    const head = lastAnswered([...path.slice(0, at), edited]);
    return { ...endAt(dialogue, head, "Ended by a person with an edit."), turns: [edited] };
  }
  const turns = [edited];
  let parentId = edited.id;
  for (const turn of path.slice(at + 1)) {
    const copy = keep(turn, parentId, input);
    turns.push(copy);
    parentId = copy.id;
  }
  return { ...moveHead(dialogue, parentId), turns };
}

/** The head goes back before the turn, and the model writes it again. Only the note of `regenerate` is shown to it. */
export function planRewrite(input: ActInput, act: ActOf<"regenerate"> | ActOf<"reject_turn">): ActChange | Refusal {
  const turn = pathOf(input).find(({ id }) => id === act.turnId);
  if (!turn) return refuse("conflict", offPath);
  if (turn.origin === "seed")
    return refuse("invalid", "This turn was given by the seed set, not written by a model. Edit it instead.");
  const note = act.kind === "regenerate" ? act.note || null : null;
  return { ...writeOn(input.dialogue, turn.parentId), note };
}

/** A person says the next turn, whoever's turn it is; the models answer it. */
export function planTakeOver(input: ActInput, act: ActOf<"take_over">): ActChange {
  const last = pathOf(input).at(-1);
  const turn = byPerson(input, last?.id ?? null, last ? otherSpeaker(last.speaker) : "user", act.text);
  return { ...writeOn(input.dialogue, turn.id), turns: [turn] };
}

/** The head goes back to any turn of the tree; a new continuation is written beside the old one. */
export function planBranch({ dialogue }: ActInput, act: ActOf<"branch">): ActChange | Refusal {
  if (act.turnId === dialogue.headId && isAtWork(dialogue))
    return refuse("conflict", "The next turn is being written from here already. Branch from an earlier turn.");
  return writeOn(dialogue, act.turnId);
}

/**
 * The head goes to the newest leaf below the turn, past replies that were abandoned. A dialogue that had ended rests
 * on that leaf's last answer.
 */
export function planChoose({ dialogue, turns }: ActInput, act: ActOf<"choose">): ActChange | Refusal {
  const tree = indexTurns(turns.filter((turn) => !turn.abandoned || turn.id === act.turnId));
  const turn = tree.get(act.turnId);
  if (!turn) return refuse("not_found", "This dialogue has no such turn.");
  const leaf = newestLeaf(tree, turn);
  const head = dialogue.status === "ended" && leaf.speaker === "user" ? leaf.parentId : leaf.id;
  if (head === dialogue.headId) return refuse("conflict", "The dialogue follows this branch already.");
  return dialogue.status === "ended" ? endAt(dialogue, head, "A person chose this branch.") : moveHead(dialogue, head);
}

function byPerson({ newId, personId }: ActInput, parentId: string | null, speaker: Speaker, text: string): NewTurn {
  const made = { origin: "person", personId, modelId: null, keptFromId: null } as const;
  return { id: newId(), parentId, speaker, text, reasoning: null, flags: [], ...made };
}

function keep(turn: Turn, parentId: string, { newId, personId }: ActInput): NewTurn {
  const { id, speaker, text, reasoning, modelId, flags } = turn;
  const made = { origin: "kept", personId, keptFromId: id } as const;
  return { id: newId(), parentId, speaker, text, reasoning, modelId, flags, ...made };
}
