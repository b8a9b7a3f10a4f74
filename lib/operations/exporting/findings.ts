import type { Audit } from "@/lib/domain/training/audit";
import type { ExportCounts } from "@/lib/domain/training/manifest";
import type { PreviewRow } from "@/lib/domain/training/preview";
import type { Recipe } from "@/lib/domain/training/recipe";
import type { MadeRows } from "@/lib/formats/trainers/trainer";
import { startAudit } from "@/lib/training/audit-rows";
import type { AuditedRow, AuditPlan } from "@/lib/training/audited-row";
import { previewRow } from "@/lib/training/preview-row";
import { rulesFor } from "@/lib/training/rules";
import { auditedRow } from "./audited-row";
import type { ChosenRecord } from "./chosen-records";
import type { RecipeDialect } from "./dialect-of";
import { readerOf } from "./reader-of";

/** What became of the dialogues of a recipe, while the rows of its files go by. */
export class Findings {
  readonly counts: ExportCounts = { dialogues: 0, rows: 0, trainedTurns: 0, trainedBy: {}, told: {} };
  /** Ids of models, imports and runs that wrote some of it. */
  readonly authors = new Set<string>();
  readonly rowsOf: Record<string, number> = {};

  /** Dialogues that gave a pair or a label. */
  private readonly telling = new Set<string>();
  private readonly auditing: ReturnType<typeof startAudit> | null;

  private constructor(private readonly plan: AuditPlan | null) {
    this.auditing = plan && startAudit(plan);
  }

  /** With an audit: in the trainer's own words and length, unless another one is said. */
  static async open(
    recipe: Recipe,
    { options }: Pick<RecipeDialect, "options">,
    maxLength?: number,
  ): Promise<Findings> {
    const { trainer, target } = recipe;
    const isTaught = target === "assistant" || target === "user" || rulesFor(trainer, target);
    if (!isTaught) return new Findings(null);
    const known = options as Record<string, unknown>;
    return new Findings({ trainer, target, options: known, maxLength, ...(await readerOf(recipe)) });
  }

  made(file: string, part: string | null, chosen: ChosenRecord, { rows, told }: MadeRows): void {
    const { counts, rowsOf, telling } = this;
    const { dialogue, dialogueId } = chosen;
    if (dialogue || !telling.has(dialogueId)) counts.dialogues += 1;
    if (!dialogue) telling.add(dialogueId);
    counts.rows += rows.length;
    rowsOf[file] = (rowsOf[file] ?? 0) + rows.length;
    // A turn that stands in several rows is trained by one of them.
    const trained = rows.flatMap(({ turns }) => turns.flatMap(({ id, isTrained }) => (isTrained ? [id] : [])));
    const once = new Set(trained);
    counts.trainedTurns += once.size;
    for (const { id, origin } of dialogue?.turns ?? [])
      if (once.has(id)) counts.trainedBy[origin] = (counts.trainedBy[origin] ?? 0) + 1;
    for (const { rule } of told) counts.told[rule] = (counts.told[rule] ?? 0) + 1;
    for (const row of rows) this.auditing?.take(auditedRow(chosen, row, part));
  }

  author(id: string): void {
    this.authors.add(id);
  }

  /** A row as the trainer will see it. */
  seen(row: AuditedRow): PreviewRow | null {
    return this.plan && previewRow(row, this.plan);
  }

  audit(): Audit | null {
    return this.auditing?.result() ?? null;
  }
}
