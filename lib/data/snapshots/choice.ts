import { AppError } from "@/lib/base/app-error";
import { type ChosenPart, chooseDialogues } from "@/lib/domain/training/choose-dialogues";
import type { SplitPart } from "@/lib/domain/training/split-spec";
import { first } from "../door/execute";
import { sql } from "../door/fragment";
import { texts } from "../door/row";
import { statement } from "../door/statement";
import type { Queryable } from "../sql";
import { findSplit, readSplitParts } from "./splits";

/** What a recipe says of which dialogues a training file holds. */
export type Choice = {
  parts: readonly { snapshotId: string; weight: number | null }[];
  subset: { size: number; seed: number } | null;
  /** A split of all these snapshots; null = all is trained on. */
  splitId: string | null;
  leftOut: readonly string[];
};

const listIds = statement(
  "choice.listIds",
  { dialogueIds: texts },
  (snapshotId: string) => sql`
    SELECT ARRAY(SELECT s.dialogue_id FROM snapshot_dialogue s WHERE s.snapshot_id = ${snapshotId} ORDER BY s.position) AS "dialogueIds"`,
);

/** The dialogues of a snapshot in its order: the first one stands at position 1. */
export async function listSnapshotIds(snapshotId: string, on?: Queryable): Promise<string[]> {
  return (await first(listIds(snapshotId), on))?.dialogueIds ?? [];
}

/**
 * The dialogues of a training file, part by part, for whichever side it is. Snapshots and splits never change, so the same
 * choice gives the same dialogues at any time.
 */
export async function readChosen({ parts, subset, splitId, leftOut }: Choice, on?: Queryable): Promise<ChosenPart[]> {
  const partOf = splitId === null ? null : await requireParts(splitId, parts, on);
  const sources = [];
  for (const { snapshotId, weight } of parts)
    sources.push({ snapshotId, weight, dialogueIds: await listSnapshotIds(snapshotId, on) });
  return chooseDialogues({ sources, subset, partOf, leftOut: new Set(leftOut) });
}

async function requireParts(splitId: string, parts: Choice["parts"], on?: Queryable): Promise<Map<string, SplitPart>> {
  const split = await findSplit(splitId, on);
  if (!split) throw new AppError("not_found", "There is no such split.");
  const covered = new Set(split.snapshots.map(({ id }) => id));
  if (parts.some(({ snapshotId }) => !covered.has(snapshotId)))
    throw new AppError(
      "invalid",
      `The split “${split.name}” was made without one of these snapshots, whose dialogues would stand in no part. Make a split of all of them.`,
    );
  return readSplitParts(splitId, on);
}
