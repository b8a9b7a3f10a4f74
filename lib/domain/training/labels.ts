import * as z from "zod";
import { type LabelValues, labelValuesSchema } from "../review/answer";
import { complaintAbout } from "../review/check-answer";
import type { LabelField } from "../review/guideline";

/** What people said of a dialogue and of its turns (by their ids), by the labels of a data set. */
export const labelsSchema = z.object({ dialogue: labelValuesSchema, turns: z.record(z.string(), labelValuesSchema) });
export type Labels = z.infer<typeof labelsSchema>;

/** What counts of a review item that was settled. */
export type SettledLabels = { labels: LabelValues; turnLabels: Record<string, LabelValues> };

/**
 * What was said by these labels, as it was settled last: queues ask by labels of their own, of which those count that have
 * the same key and fit. Null where nobody said anything.
 */
export function labelsBy(fields: readonly LabelField[], settled: readonly SettledLabels[]): Labels | null {
  const found: Labels = { dialogue: {}, turns: {} };
  for (const { labels, turnLabels } of settled) {
    Object.assign(found.dialogue, fitting(labels, "dialogue", fields));
    for (const [turnId, values] of Object.entries(turnLabels)) {
      const fit = fitting(values, "turn", fields);
      if (Object.keys(fit).length > 0) found.turns[turnId] = { ...found.turns[turnId], ...fit };
    }
  }
  const isEmpty = Object.keys(found.dialogue).length === 0 && Object.keys(found.turns).length === 0;
  return isEmpty ? null : found;
}

function fitting(values: LabelValues, target: LabelField["target"], fields: readonly LabelField[]): LabelValues {
  const wanted = fields.filter((field) => field.target === target);
  return Object.fromEntries(
    wanted.flatMap((field) => {
      const value = values[field.key];
      return value !== undefined && complaintAbout(value, field) === null ? [[field.key, value]] : [];
    }),
  );
}

/** With what was said of a turn said of its copies, too: an edit further up gave it another id and no other text. */
export function withCopies(labels: Labels, copies: readonly { id: string; of: string }[]): Labels {
  const ofCopies = copies.flatMap(({ id, of }) => (labels.turns[of] ? [[id, labels.turns[of]]] : []));
  return { ...labels, turns: { ...labels.turns, ...Object.fromEntries(ofCopies) } };
}
