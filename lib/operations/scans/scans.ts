import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import { enqueueJob } from "@/lib/data/jobs/enqueue";
import { openFindings } from "@/lib/data/scan-findings";
import { findScan, insertScan, readScanCourse } from "@/lib/data/scans";
import { requireComplete } from "@/lib/data/search-index";
import { type Queryable, transaction } from "@/lib/data/sql";
import type { DialogueAct } from "@/lib/domain/decision";
import type { DialogueFilter } from "@/lib/domain/dialogue-filter";
import { amended, wordOf } from "@/lib/domain/scan/look-at";
import type { Scan, ScanAsked, TextKind } from "@/lib/domain/scan/scan";
import { partsOf } from "@/lib/domain/scan/split-long";
import { activePath, indexTurns } from "@/lib/domain/turn-tree";
import type { Viewer } from "@/lib/domain/viewer";
import { loadTokenCounter } from "@/lib/models/tokens";
import type { LockedDialogue } from "../apply-act";

/** Asks for dialogues to be looked through. Changes nothing of them. */
export async function createScan(viewer: Viewer, filter: DialogueFilter, asked: ScanAsked): Promise<Scan> {
  await requireComplete(filter);
  const id = newId("scan");
  await transaction(async (tx) => {
    await insertScan(tx, { id, personId: viewer.id, filter, asked });
    await enqueueJob(tx, {
      kind: "scan",
      payload: { scanId: id },
      subject: id,
      key: `scan:${id}`,
      personId: viewer.id,
    });
  });
  return must(await findScan(id), "the scan");
}

type Asked = { scanId: string; kinds: TextKind[] };

/**
 * Takes out of a dialogue, as it is now, what a scan found in it and nobody left: the very words, wherever they stand on
 * its way, also where an edit since moved them. Throws where nothing of it is there any more.
 */
export async function amendOf(
  tx: Queryable,
  { scanId, kinds }: Asked,
  { dialogue, turns }: LockedDialogue,
): Promise<DialogueAct> {
  const found = await openFindings(tx, scanId, dialogue.id, kinds);
  const amends = { kinds: new Set(kinds), words: new Set(found.map(({ kind, text }) => wordOf(kind, text))) };
  const clean = activePath(indexTurns(turns), dialogue.headId).flatMap(({ id, text, reasoning }) => {
    const now = amended(text, amends);
    const thought = reasoning && amended(reasoning, amends);
    // A turn says something: one of which nothing would be left stays as it is.
    if (now.trim() === "" || (now === text && thought === reasoning)) return [];
    return [{ turnId: id, text: now, reasoning: thought }];
  });
  if (clean.length === 0) throw new AppError("conflict", "Nothing of what was found is in it any more.");
  return { kind: "amend", headId: dialogue.headId, turns: clean };
}

/** Where a dialogue, as it is now, is cut so that its parts are as long as a scan was asked for. Throws where it is not. */
export async function splitOf(scanId: string, { dialogue, turns }: LockedDialogue): Promise<DialogueAct> {
  const { asked } = must(await readScanCourse(scanId), "the scan");
  const countTokens = await loadTokenCounter();
  const path = activePath(indexTurns(turns), dialogue.headId);
  const counted = path.map(({ speaker, text }) => ({ speaker, tokens: countTokens(text) }));
  if (counted.reduce((sum, { tokens }) => sum + tokens, 0) <= asked.longest)
    throw new AppError("conflict", "It is no longer too long.");
  const parts = partsOf(counted, asked.longest);
  const lengths = parts.map((part) => part.turns);
  const ends = lengths.slice(1).flatMap((_, i) => {
    const before = lengths.slice(0, i + 1).reduce((sum, length) => sum + length, 0);
    return path[before - 1]?.id ?? [];
  });
  if (ends.length === 0)
    throw new AppError("conflict", "A single exchange takes all of its length, so there is no place to split it at.");
  return { kind: "split", headId: dialogue.headId, ends };
}
