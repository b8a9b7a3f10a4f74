import type { ActChange, ActInput, NewTurn, Refusal } from "./act-plan";
import { endAt, isAtWork, moveHead, pathOf, refuse, stateOf, writeOn } from "./act-plan";
import { branchEnd } from "./branch-end";
import type { DialogueAct } from "./decision";
import { otherSpeaker, type Speaker, type Turn } from "./dialogue";
import { isRejected } from "./is-rejected";
import { activePath, indexTurns, lastAnswered } from "./turn-tree";

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

  const edited = { ...byPerson(input, old.parentId, old.speaker, act.text), placeOfId: old.id };
  const turns: NewTurn[] = [edited];
  const successors = new Map([[old.id, edited.id]]);
  if (act.after === "reroll") return { ...writeOn(dialogue, edited.id), turns, successors };
  if (act.after === "stop") {
    const head = lastAnswered([...path.slice(0, at), edited]);
    return { ...endAt(dialogue, head, "Ended by a person with an edit."), turns, successors };
  }
  let parentId = edited.id;
  for (const turn of path.slice(at + 1)) {
    const copy = keep(turn, parentId, input);
    turns.push(copy);
    successors.set(turn.id, copy.id);
    parentId = copy.id;
  }
  return { ...moveHead(dialogue, parentId), turns, successors };
}

/** Other texts take the places of turns of the path, and all that stands between and below them is kept. */
export function planAmend(input: ActInput, act: ActOf<"amend">): ActChange | Refusal {
  const path = pathOf(input);
  const texts = new Map(act.turns.map(({ turnId, text, reasoning }) => [turnId, { text, reasoning }]));
  const first = path.findIndex(({ id }) => texts.has(id));
  if (path.filter(({ id }) => texts.has(id)).length < texts.size || first < 0) return refuse("conflict", offPath);
  const turns: NewTurn[] = [];
  const successors = new Map<string, string>();
  let parentId = path[first]?.parentId ?? null;
  for (const old of path.slice(first)) {
    const said = texts.get(old.id);
    const turn: NewTurn = said
      ? { ...byPerson(input, parentId, old.speaker, said.text), reasoning: said.reasoning, placeOfId: old.id }
      : keep(old, parentId, input);
    turns.push(turn);
    successors.set(old.id, turn.id);
    parentId = turn.id;
  }
  return { ...moveHead(input.dialogue, parentId), turns, successors };
}

/** The head goes back before the turn, and the model writes it again. Only the note of `regenerate` is shown to it. */
export function planRewrite(input: ActInput, act: ActOf<"regenerate"> | ActOf<"reject_turn">): ActChange | Refusal {
  const turn = pathOf(input).find(({ id }) => id === act.turnId);
  if (!turn) return refuse("conflict", offPath);
  if (turn.origin === "seed")
    return refuse("invalid", "This turn was given by the seed set, not written by a model. Edit it instead.");
  const written = writeOn(input.dialogue, turn.parentId);
  const rewritesId = turn.id;
  if (act.kind === "regenerate") return { ...written, note: act.note || null, rewritesId };
  return { ...written, note: null, rewritesId, flag: { turnId: turn.id, flag: "rejected_by_person", on: true } };
}

/** A person says the next turn, whoever's turn it is; the models answer it. */
export function planTakeOver(input: ActInput, act: ActOf<"take_over">): ActChange {
  const last = pathOf(input).at(-1);
  const turn = byPerson(input, last?.id ?? null, last ? otherSpeaker(last.speaker) : "user", act.text);
  return { ...writeOn(input.dialogue, turn.id), turns: [turn] };
}

/** The head goes back to any turn of the tree; a new continuation is written beside the old one. */
export function planBranch(input: ActInput, act: ActOf<"branch">): ActChange | Refusal {
  const { dialogue } = input;
  if (act.turnId === dialogue.headId && isAtWork(dialogue))
    return refuse("conflict", "The next turn is being written from here already. Branch from an earlier turn.");
  return rejectedOnTheWay(input, act.turnId) ?? writeOn(dialogue, act.turnId);
}

/**
 * The head goes to the newest leaf below the turn, past replies that were abandoned or rejected. A dialogue that had ended
 * rests on that leaf's last answer. A rejected version is chosen only by somebody who says that they know: the rejection is
 * taken back by it.
 */
export function planChoose(input: ActInput, act: ActOf<"choose">): ActChange | Refusal {
  const { dialogue, turns } = input;
  const turn = turns.find(({ id }) => id === act.turnId);
  if (!turn) return refuse("not_found", "This dialogue has no such turn.");
  const takesBack = isRejected(turn);
  if (takesBack && !act.despiteRejection)
    return refuse(
      "conflict",
      "This version was rejected, so it was not chosen. To choose it takes the rejection back.",
    );
  // Else undoing the choice would reject what nobody had rejected.
  if (act.despiteRejection && !takesBack)
    return refuse("conflict", "Nobody rejects this version any more, so nothing was changed. Look at it again.");
  const leaf = branchEnd(turns, turn);
  const head = dialogue.status === "ended" && leaf.speaker === "user" ? leaf.parentId : leaf.id;
  if (head === dialogue.headId && !takesBack) return refuse("conflict", "The dialogue follows this branch already.");
  const refusal = rejectedOnTheWay(input, turn.parentId);
  if (refusal) return refusal;
  const flag = takesBack ? { turnId: turn.id, flag: "rejected_by_person" as const, on: false } : undefined;
  if (head === dialogue.headId) return { state: stateOf(dialogue), flag };
  const moved =
    dialogue.status === "ended" ? endAt(dialogue, head, "A person chose this branch.") : moveHead(dialogue, head);
  return { ...moved, flag };
}

/** Nobody gets onto a path through a rejected turn without having chosen that turn. */
function rejectedOnTheWay(input: ActInput, turnId: string | null): Refusal | null {
  const followed = new Set(pathOf(input).map(({ id }) => id));
  const rejected = activePath(indexTurns(input.turns), turnId).some(
    (turn) => isRejected(turn) && !followed.has(turn.id),
  );
  return rejected ? refuse("conflict", "An earlier turn of that branch was rejected. Look at that turn first.") : null;
}

function byPerson({ newId, personId }: ActInput, parentId: string | null, speaker: Speaker, text: string): NewTurn {
  const made = { origin: "person", personId, modelId: null, keptFromId: null } as const;
  return { id: newId(), parentId, speaker, text, reasoning: null, flags: [], placeOfId: null, ...made };
}

function keep(turn: Turn, parentId: string | null, { newId, personId }: ActInput): NewTurn {
  const { id, speaker, text, reasoning, modelId, flags } = turn;
  const made = { origin: "kept", personId, keptFromId: id } as const;
  return { id: newId(), parentId, speaker, text, reasoning, modelId, flags, placeOfId: id, ...made };
}
