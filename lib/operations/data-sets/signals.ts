import { createHash } from "node:crypto";
import { seedFrom } from "@/lib/base/random";
import { countPlainlyAccepted, readJudgedComparisons, readJudgedDialogues } from "@/lib/data/snapshots/judged";
import type { Speaker } from "@/lib/domain/dialogue";
import {
  type BinarySignal,
  keyOfContext,
  type PreferencePair,
  type Preferences,
  type ShownTurn,
} from "@/lib/domain/training/preference";
import { shuffledApart } from "@/lib/domain/training/seeded-order";
import { noSignals, type Signal, type SignalCounts } from "@/lib/domain/training/signal";
import { signalsOfDialogue } from "@/lib/domain/training/signals-of-dialogue";
import { signalsOfVotes } from "@/lib/domain/training/signals-of-votes";
import { openComparisons } from "../judging/hidden-names";

export type Wanted = {
  signals: readonly Signal[];
  /** Whose turns they are about. */
  side: Speaker;
  /** Of these dialogues only; null = of all. */
  dialogueIds: ReadonlySet<string> | null;
};

/** The pairs that a snapshot gives, each once: those of its dialogues in its order, then those of votes. The same each time. */
export async function* readPairs(snapshotId: string, wanted: Wanted): AsyncGenerator<PreferencePair> {
  const isNew = firstTimes();
  for await (const { pairs } of readPreferences(snapshotId, { accepted: false }))
    for (const pair of pairs) if (isWanted(pair, pair.chosen, wanted) && isNew(pair)) yield pair;
}

/** The texts of a snapshot that are labelled, in an order that is shuffled, and the same each time. */
export function readLabels(snapshotId: string, wanted: Wanted): AsyncGenerator<BinarySignal> {
  return shuffledApart(
    labelsOf(snapshotId, wanted),
    ({ context }) => seedFrom(keyOfContext(context)),
    seedFrom(snapshotId),
  );
}

async function* labelsOf(snapshotId: string, wanted: Wanted): AsyncGenerator<BinarySignal> {
  const accepted = wanted.signals.includes("acceptance");
  for await (const { labels } of readPreferences(snapshotId, { accepted }))
    for (const label of labels) if (isWanted(label, label.completion, wanted)) yield label;
}

/** How many rows each signal gives, as files would hold them. */
export async function countSignals(snapshotId: string): Promise<SignalCounts> {
  const counts = noSignals();
  const isNew = firstTimes();
  for await (const { pairs, labels, opposed } of readPreferences(snapshotId, { accepted: false })) {
    counts.opposed.pairs += opposed.pairs;
    counts.opposed.labels += opposed.labels;
    for (const pair of pairs.filter(isNew)) {
      const { pairs: own } = counts[pair.chosen.speaker];
      own.all += 1;
      for (const signal of pair.signals) own.bySignal[signal] += 1;
    }
    for (const { completion, label, signals } of labels) {
      const { labels: own } = counts[completion.speaker];
      own[label ? "good" : "bad"] += 1;
      for (const signal of signals) own.bySignal[signal] += 1;
    }
  }
  const plain = await countPlainlyAccepted(snapshotId);
  for (const side of ["assistant", "user"] as const) {
    counts[side].labels.good += plain[side];
    counts[side].labels.bySignal.acceptance += plain[side];
  }
  return counts;
}

async function* readPreferences(snapshotId: string, which: { accepted: boolean }): AsyncGenerator<Preferences> {
  for await (const dialogue of readJudgedDialogues(snapshotId, which)) yield signalsOfDialogue(dialogue);
  const isOpen = openComparisons();
  for await (const comparison of readJudgedComparisons(snapshotId))
    yield signalsOfVotes((await isOpen(comparison)) ? { ...comparison, ballots: [] } : comparison);
}

function isWanted(
  { signals, dialogueId }: Pick<PreferencePair, "signals" | "dialogueId">,
  { speaker }: ShownTurn,
  { signals: some, side, dialogueIds }: Wanted,
): boolean {
  const isOfOne = dialogueIds === null || dialogueIds.has(dialogueId);
  return speaker === side && isOfOne && signals.some((signal) => some.includes(signal));
}

/** True of a pair the first time that it comes, in whatever dialogue. */
function firstTimes(): (pair: PreferencePair) => boolean {
  const seen = new Set<string>();
  return ({ context, chosen, rejected }) => {
    const said = JSON.stringify([chosen.speaker, keyOfContext(context), chosen.text, rejected.text]);
    const digest = createHash("sha256").update(said).digest("base64").slice(0, 22);
    return seen.size < seen.add(digest).size;
  };
}
