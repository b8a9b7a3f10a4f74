import { activePath } from "../turn-tree";
import type { JudgedTree, JudgedTurn, JudgingAct } from "./judged-dialogue";
import type { Signal } from "./signal";

/** What somebody said of two versions of a turn; of one person the last word counts. */
export type Word = {
  signal: Signal;
  better: JudgedTurn;
  worse: JudgedTurn;
  personId: string | null;
  /** The place of the act among all that stand. */
  at: number;
};

/** All that acts tell of two versions of the same turn. */
export function wordsOfActs(tree: JudgedTree): Word[] {
  return [...wordsOfEdits(tree), ...wordsOfChoices(tree), ...wordsOfAcceptance(tree), ...wordsOfRejections(tree)];
}

/** A person's text for the model's that it replaced; of edits of edits the last one, for the model's at the beginning. */
function* wordsOfEdits(tree: JudgedTree): Generator<Word> {
  const edits = editsOf(tree);
  const replaced = new Set([...edits.values()].map(({ old }) => old.id));
  for (const { made, old, act, at } of edits.values()) {
    if (replaced.has(made.id)) continue;
    const worse = firstOf(old, edits);
    if (tree.originOf(worse) !== "person") yield { signal: "edit", better: made, worse, personId: act.personId, at };
  }
}

type Edit = { made: JudgedTurn; old: JudgedTurn; act: JudgingAct; at: number };

/** By the turn that came of it. */
function editsOf(tree: JudgedTree): Map<string, Edit> {
  const edits = tree.acts.flatMap((act, at): Edit[] => {
    const old = act.kind === "edit" ? tree.turns.get(act.turnId ?? "") : undefined;
    const made = old && tree.versionsBeside(old).find(({ origin, text }) => origin === "person" && text === act.text);
    return made ? [{ made, old, act, at }] : [];
  });
  return new Map(edits.map((edit) => [edit.made.id, edit]));
}

function firstOf(turn: JudgedTurn, edits: Map<string, Edit>): JudgedTurn {
  for (let first = turn, steps = edits.size; ; steps--) {
    const edit = edits.get(first.id);
    if (!edit || steps === 0) return first;
    first = edit.old;
  }
}

/** The version that a person took, for all others that were there; by each person their last choice at a place. */
function* wordsOfChoices(tree: JudgedTree): Generator<Word> {
  const last = new Map<string, { better: JudgedTurn; act: JudgingAct; at: number }>();
  for (const [at, act] of tree.acts.entries()) {
    const better = act.kind === "choose" ? tree.turns.get(act.turnId ?? "") : undefined;
    if (better) last.set(JSON.stringify([act.personId, better.parentId]), { better, act, at });
  }
  for (const { better, act, at } of last.values()) {
    const others = tree.versionsBeside(better).filter((turn) => !turn.abandoned && turn.createdAt <= act.createdAt);
    const signal = isRewritten(tree, [better, ...others]) ? "regeneration" : "branch";
    for (const worse of others) yield { signal, better, worse, personId: act.personId, at };
  }
}

function isRewritten(tree: JudgedTree, versions: JudgedTurn[]): boolean {
  const ids = new Set(versions.map(({ id }) => id));
  return tree.acts.some(({ kind, turnId }) => isRewriting(kind) && turnId !== null && ids.has(turnId));
}

function isRewriting(kind: JudgingAct["kind"]): boolean {
  return kind === "regenerate" || kind === "reject_turn";
}

/**
 * Who accepts a dialogue takes the versions that stand in it for those that people left for them: had them written anew, or
 * branched off before them. Versions that nobody left say nothing.
 */
function* wordsOfAcceptance(tree: JudgedTree): Generator<Word> {
  if (tree.dialogue.verdict !== "accepted") return;
  const at = tree.acts.findLastIndex(({ kind }) => kind === "accept");
  const personId = tree.acts[at]?.personId ?? null;
  const onPath = new Map(tree.path.map((turn) => [turn.parentId, turn]));
  for (const act of tree.acts) {
    const worse = leftBy(tree, act);
    const better = worse && onPath.get(worse.parentId);
    if (!better || better.id === worse.id || worse.abandoned) continue;
    yield { signal: act.kind === "branch" ? "branch" : "regeneration", better, worse, personId, at };
  }
}

/** The version that an act left for another one to be written. */
function leftBy(tree: JudgedTree, { kind, turnId, headId }: JudgingAct): JudgedTurn | undefined {
  if (turnId === null) return undefined;
  if (kind === "regenerate") return tree.turns.get(turnId);
  if (kind !== "branch" || headId === null || !tree.turns.has(headId)) return undefined;
  return activePath(tree.turns, headId).find(({ parentId }) => parentId === turnId);
}

/** What took the place of a version that was rejected: the one that stands in the dialogue, or the newest that still stands. */
function* wordsOfRejections(tree: JudgedTree): Generator<Word> {
  const onPath = new Set(tree.path.map(({ id }) => id));
  const edited = new Set([...editsOf(tree).values()].map(({ old }) => old.id));
  for (const [at, { kind, turnId, personId, createdAt }] of tree.acts.entries()) {
    const worse = kind === "reject_turn" ? tree.turns.get(turnId ?? "") : undefined;
    if (!worse || !tree.isRejected(worse)) continue;
    const standing = tree.versionsBeside(worse).filter((turn) => !tree.isRejected(turn));
    const better =
      standing.find(({ id }) => onPath.has(id)) ??
      standing.findLast((turn) => !turn.abandoned && !edited.has(turn.id) && turn.createdAt >= createdAt);
    if (better) yield { signal: "rejection", better, worse, personId, at };
  }
}
