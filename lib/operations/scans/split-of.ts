import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { readScanCourse } from "@/lib/data/scans";
import type { DialogueAct } from "@/lib/domain/decision";
import { partsOf } from "@/lib/domain/scan/split-long";
import { activePath, indexTurns } from "@/lib/domain/turn-tree";
import { loadTokenCounter } from "@/lib/models/tokens";
import type { LockedDialogue } from "../apply-act";

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
