import { AppError } from "@/lib/base/app-error";
import { openFindings } from "@/lib/data/scan-findings";
import type { Queryable } from "@/lib/data/sql";
import type { DialogueAct } from "@/lib/domain/decision";
import { amended, wordOf } from "@/lib/domain/scan/look-at";
import type { TextKind } from "@/lib/domain/scan/scan";
import { activePath, indexTurns } from "@/lib/domain/turn-tree";
import type { LockedDialogue } from "../apply-act";

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
