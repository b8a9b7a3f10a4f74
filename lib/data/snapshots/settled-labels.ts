import * as z from "zod";
import type { DialogueFilter } from "@/lib/domain/dialogue-filter";
import { labelValuesSchema } from "@/lib/domain/review/answer";
import type { LabelField } from "@/lib/domain/review/guideline";
import { type Labels, labelsBy, type SettledLabels, withCopies } from "@/lib/domain/training/labels";
import { filterForms, whereDialogues } from "../dialogue-filter";
import { all } from "../door/execute";
import { sql } from "../door/fragment";
import { json, text } from "../door/row";
import { statement } from "../door/statement";
import type { Queryable } from "../sql";

const forms = filterForms as DialogueFilter[];

const list = statement(
  "settledLabels.list",
  { dialogueId: text, labels: json(labelValuesSchema), turnLabels: json(z.record(z.string(), labelValuesSchema)) },
  (filter: DialogueFilter) => sql`
    SELECT d.id AS "dialogueId", coalesce(i.resolution #> '{answer,labels}', '{}') AS labels,
      coalesce(i.resolution #> '{answer,turnLabels}', '{}') AS "turnLabels"
    FROM dialogue d JOIN review_item i ON i.dialogue_id = d.id
    WHERE i.status = 'settled' AND i.gold IS NULL AND ${whereDialogues(filter)} ORDER BY i.resolved_at, i.id`,
  { examples: forms.map((filter): [DialogueFilter] => [filter]) },
);

const listCopies = statement(
  "settledLabels.listCopies",
  { id: text, dialogueId: text, of: text },
  (dialogueIds: readonly string[]) => sql`
    WITH RECURSIVE copy AS (
      SELECT t.id, t.dialogue_id, t.kept_from_id AS of FROM turn t
      WHERE t.dialogue_id = ANY(${[...dialogueIds]}::text[]) AND t.kept_from_id IS NOT NULL
      UNION
      SELECT c.id, c.dialogue_id, t.kept_from_id FROM copy c JOIN turn t ON t.id = c.of WHERE t.kept_from_id IS NOT NULL
    ) SELECT c.id, c.dialogue_id AS "dialogueId", c.of FROM copy c ORDER BY c.id, c.of`,
  { examples: [[["d"]]] },
);

/** What people said, by these labels, of the dialogues that a filter finds: what was settled last, in whichever queue. */
export async function readSettledLabels(
  tx: Queryable,
  filter: DialogueFilter,
  fields: readonly LabelField[],
): Promise<Record<string, Labels>> {
  if (fields.length === 0) return {};
  const settled = new Map<string, SettledLabels[]>();
  for (const { dialogueId, ...said } of await all(list(filter), tx))
    settled.set(dialogueId, [...(settled.get(dialogueId) ?? []), said]);
  const found = new Map<string, Labels>();
  for (const [id, said] of settled) {
    const labels = labelsBy(fields, said);
    if (labels) found.set(id, labels);
  }
  const ofTurns = [...found].flatMap(([id, { turns }]) => (Object.keys(turns).length > 0 ? [id] : []));
  const copies = ofTurns.length > 0 ? await all(listCopies(ofTurns), tx) : [];
  for (const { dialogueId, ...copy } of copies) {
    const labels = found.get(dialogueId);
    if (labels) found.set(dialogueId, withCopies(labels, [copy]));
  }
  return Object.fromEntries(found);
}
