import { type JudgedDialogue, JudgedTree, type JudgedTurn, shown } from "./judged-dialogue";
import {
  type BinarySignal,
  isAnswerable,
  isBlank,
  type PreferencePair,
  type Preferences,
  type ShownContext,
} from "./preference";
import type { Signal } from "./signal";
import { signalSchema } from "./signal";
import { type Word, wordsOfActs } from "./words-of-acts";

/**
 * What people's acts on a dialogue tell of its turns, of either side. Two texts for the same place that both say something
 * and differ; each pair once; where people told opposite things, none. In no context stands a turn that was rejected, what
 * comes after the end that a real user would make is left out, and so is what people took out of training.
 */
export function signalsOfDialogue(dialogue: JudgedDialogue): Preferences {
  const tree = new JudgedTree(dialogue);
  const pairs = pairsOf(tree);
  const labels = labelsOf(tree);
  return {
    pairs: pairs.told,
    labels: labels.told,
    opposed: { pairs: pairs.opposed, labels: labels.opposed },
  };
}

type Told<T> = { told: T[]; opposed: number };

function pairsOf(tree: JudgedTree): Told<PreferencePair> {
  const groups = new Map<string, { context: ShownContext; words: Word[] }>();
  for (const word of wordsOfActs(tree)) {
    const { better, worse } = word;
    if (better.text.trim() === worse.text.trim() || tree.isRejected(better)) continue;
    const context = usableContext(tree, better);
    if (!context || !usableContext(tree, worse)) continue;
    const key = JSON.stringify([tree.placeOf(better), ...[better.text, worse.text].sort()]);
    const group = groups.get(key) ?? { context, words: [] };
    groups.set(key, group);
    group.words.push(word);
  }
  return gathered([...groups.values()], ({ context, words }) => {
    const last = lastOfEach(words);
    const [first] = last;
    if (!first || last.some(({ better }) => better.text !== first.better.text)) return null;
    const { better, worse } = first;
    const signals = inOrder(words.filter((word) => word.better.text === better.text));
    return { dialogueId: tree.dialogue.id, signals, context, chosen: shown(better), rejected: shown(worse) };
  });
}

/** The last word of each person. */
function lastOfEach(words: readonly Word[]): Word[] {
  const last = new Map<string | null, Word>();
  for (const word of words.toSorted((a, b) => a.at - b.at)) last.set(word.personId, word);
  return [...last.values()];
}

/** Where a turn stands, when something can be learned from it there. */
function usableContext(tree: JudgedTree, turn: JudgedTurn): ShownContext | null {
  if (isBlank(turn.text) || !tree.isTrained(turn)) return null;
  const context = tree.contextOf(turn);
  return context && isAnswerable(context, turn.speaker) ? context : null;
}

function labelsOf(tree: JudgedTree): Told<BinarySignal> {
  const groups = new Map<string, (Omit<BinarySignal, "signals" | "dialogueId"> & { signal: Signal })[]>();
  const tell = (turn: JudgedTurn, label: boolean, signal: Signal) => {
    const context = usableContext(tree, turn);
    if (!context) return;
    const key = `${tree.placeOf(turn)} ${turn.text}`;
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push({ context, completion: shown(turn), label, signal });
  };
  for (const turn of tree.turns.values()) if (tree.isRejected(turn)) tell(turn, false, "rejection");
  if (tree.dialogue.verdict === "accepted")
    for (const turn of tree.path) if (isAsWritten(tree, turn)) tell(turn, true, "acceptance");
  return gathered([...groups.values()], (group) => {
    const [first] = group;
    if (!first || group.some(({ label }) => label !== first.label)) return null;
    const { context, completion, label } = first;
    return { dialogueId: tree.dialogue.id, signals: inOrder(group), context, completion, label };
  });
}

/** What a model or a file said, and no person changed. */
function isAsWritten(tree: JudgedTree, turn: JudgedTurn): boolean {
  const origin = tree.originOf(turn);
  return origin === "model" || origin === "imported";
}

function inOrder(told: readonly { signal: Signal }[]): Signal[] {
  return signalSchema.options.filter((signal) => told.some((one) => one.signal === signal));
}

function gathered<G, T>(groups: readonly G[], agreed: (group: G) => T | null): Told<T> {
  const told = groups.map(agreed).filter((one) => one !== null);
  return { told, opposed: groups.length - told.length };
}
