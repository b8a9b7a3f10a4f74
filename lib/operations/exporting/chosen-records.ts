import { listSnapshotIds } from "@/lib/data/snapshots/choice";
import { readSnapshotDialogues, type WhichDialogues } from "@/lib/data/snapshots/read-dialogues";
import type { ExportedDialogue } from "@/lib/domain/dialogue-in-file";
import type { ShownTurn } from "@/lib/domain/training/preference";
import type { Recipe } from "@/lib/domain/training/recipe";
import { isOfSignals } from "@/lib/domain/training/signals-of-target";
import type { SplitPart } from "@/lib/domain/training/split-spec";
import { readLabels, readPairs, type Wanted } from "../data-sets/signals";
import { type From, placesInPart } from "./places-in-part";
import { type WhichWhole, wholeRecords } from "./whole-records";

/** What rows are made of: a dialogue, a pair, a label or all that is known of a dialogue, with the dialogue that it belongs to and all turns in it. */
export type ChosenRecord = {
  given: unknown;
  dialogueId: string;
  turns: readonly ShownTurn[];
  /** What people said of the last of these turns; none of a dialogue. */
  answers: readonly ("chosen" | "rejected" | null)[];
  /** null where the row is not of a dialogue's one way. */
  dialogue: ExportedDialogue | null;
  /** Whether it shows somebody who is in no record before it, where people are numbered. */
  isFirst?: boolean;
};

/** All of them, but that of dialogues there may be just some. */
export type WhichRecords = WhichWhole & { part?: SplitPart | null };

/** The records of a part, some at a time, as they were when its snapshots were made; the same each time. */
export async function* chosenRecords(
  { target, side, signals, options }: Pick<Recipe, "target" | "side" | "signals" | "options">,
  from: From,
  { part = null, ...which }: WhichRecords = {},
): AsyncGenerator<ChosenRecord[]> {
  if (target === "whole") {
    for await (const some of wholeRecords(from, { part, remarks: options.remarks === "keep" }, which))
      yield some.map(({ tree, given, isFirst }) => {
        const turns = tree.turns.map(({ id, speaker, text, by: origin }) => ({ id, speaker, text, origin }));
        return { given, dialogueId: tree.id, turns, answers: [], dialogue: null, isFirst };
      });
    return;
  }
  if (!isOfSignals(target)) {
    for await (const { snapshotId, ...places } of placesInPart(from, which)) yield* dialoguesOf(snapshotId, places);
    return;
  }
  for (const { snapshotId, positions } of from) {
    const wanted = { signals, side, dialogueIds: positions && (await idsAt(snapshotId, positions)) };
    yield* target === "binary" ? labelsOf(snapshotId, wanted) : pairsOf(snapshotId, wanted);
  }
}

async function* dialoguesOf(snapshotId: string, which: WhichDialogues): AsyncGenerator<ChosenRecord[]> {
  for await (const dialogues of readSnapshotDialogues(snapshotId, which))
    yield dialogues.map((dialogue) => ({
      given: dialogue,
      dialogueId: dialogue.id,
      turns: dialogue.turns,
      answers: [],
      dialogue,
    }));
}

async function* pairsOf(snapshotId: string, wanted: Wanted): AsyncGenerator<ChosenRecord[]> {
  for await (const pair of readPairs(snapshotId, wanted)) {
    const turns = [...pair.context.turns, pair.chosen, pair.rejected];
    yield [{ given: pair, dialogueId: pair.dialogueId, turns, answers: ["chosen", "rejected"], dialogue: null }];
  }
}

async function* labelsOf(snapshotId: string, wanted: Wanted): AsyncGenerator<ChosenRecord[]> {
  for await (const label of readLabels(snapshotId, wanted)) {
    const turns = [...label.context.turns, label.completion];
    yield [{ given: label, dialogueId: label.dialogueId, turns, answers: [null], dialogue: null }];
  }
}

async function idsAt(snapshotId: string, positions: readonly number[]): Promise<Set<string>> {
  const ids = await listSnapshotIds(snapshotId);
  return new Set(positions.flatMap((position) => ids[position - 1] ?? []));
}

export async function* oneByOne(records: AsyncIterable<ChosenRecord[]>): AsyncGenerator<ChosenRecord> {
  for await (const some of records) yield* some;
}

/** What a format writes. */
export async function* givenOf(records: AsyncIterable<ChosenRecord[]>): AsyncGenerator<unknown> {
  for await (const some of records) for (const { given } of some) yield given;
}
