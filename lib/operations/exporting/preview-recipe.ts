import { setImmediate as breath } from "node:timers/promises";
import { auditName } from "@/lib/domain/training/manifest";
import type { Recipe } from "@/lib/domain/training/recipe";
import type { RecipePreview } from "@/lib/domain/training/recipe-preview";
import type { Viewer } from "@/lib/domain/viewer";
import { auditedRow } from "./audited-row";
import { authorizeExport } from "./authorize-export";
import { chosenRecords, oneByOne } from "./chosen-records";
import { openDialect } from "./dialect-of";
import { filesOfExport } from "./files-of-export";
import { Findings } from "./findings";
import { planExport } from "./plan-export";

/** So many dialogues are looked at, and so many rows shown: enough to see what the trainer does, and nobody waits. */
const [usualLook, mostRows] = [{ dialogues: 100, ms: 60_000 }, 5];
/** Of a row so many letters are shown. */
const mostLetters = 4_000;

/**
 * What a recipe gives: counted by part; its first dialogues made into rows as its files will hold them, and what the trainer will
 * do with these, cut at `maxLength` tokens where that is said. Stores nothing.
 */
export async function previewRecipe(
  viewer: Viewer,
  recipe: Recipe,
  { look = usualLook, maxLength }: { look?: typeof usualLook; maxLength?: number } = {},
): Promise<RecipePreview> {
  await authorizeExport(viewer, recipe);
  const dialect = await openDialect(recipe);
  const plan = await planExport(recipe);
  const findings = await Findings.open(recipe, dialect, maxLength);
  const until = performance.now() + look.ms;
  const rows: RecipePreview["rows"] = [];
  for await (const record of oneByOne(chosenRecords(recipe, plan[0]?.from ?? []))) {
    const { given, dialogueId } = record;
    const made = dialect.rowsOf(given);
    findings.made("", null, record, made);
    const [first] = made.rows;
    if (first && rows.length < mostRows)
      rows.push({
        dialogueId,
        json: JSON.stringify(first.record, null, 2).slice(0, mostLetters),
        seen: findings.seen(auditedRow(record, first, null)),
      });
    if (findings.counts.dialogues >= look.dialogues || performance.now() > until) break;
    // Counting tokens takes the thread: others have their turn in between.
    await breath();
  }
  const audit = findings.audit();
  return {
    parts: plan.map(({ part, dialogues }) => ({ part, dialogues })),
    looked: findings.counts,
    audit,
    notes: [...dialect.trainer.notes(dialect.options as never)],
    files: [
      ...filesOfExport({ recipe, dialect, plan }).map(({ name }) => name),
      ...(audit ? [auditName] : []),
      "README.md",
      "croissant.json",
    ],
    rows,
  };
}
