/** Tables with a row for a dialogue, or for a part of one. */
const ofDialogues: ReadonlySet<string> = new Set([
  "attempt",
  "bulk_act_item",
  "decision",
  "dialogue_fingerprint",
  "dialogue_words",
  "presence",
  "review_item",
  "stale_fingerprint",
  "turn",
]);

/**
 * The blindfold: what a rater of an open evaluation must not find is not there, in any table that holds it, for as long as
 * votes are taken. Put into statements where the project is, so that no read has to think of it.
 *
 * @param prefix - "d." where the table is called d
 * @param rater - what stands for the rater's id, as "$8"
 * @returns a condition, or null for a table that holds nothing of the kind
 */
export function notKeptFrom(table: string, prefix: string, rater: string): string | null {
  const origins = `((SELECT kept_origins(${rater}))::text[])`;
  if (table === "run" || table === "import") return `${prefix}id <> ALL${origins}`;
  if (table === "dialogue") return `coalesce(${prefix}run_id, ${prefix}import_id) <> ALL${origins}`;
  if (table === "model") return `${prefix}id <> ALL((SELECT kept_models(${rater}))::text[])`;
  if (!ofDialogues.has(table)) return null;
  return `NOT EXISTS (SELECT 1 FROM dialogue kept WHERE kept.id = ${prefix}dialogue_id AND coalesce(kept.run_id, kept.import_id) = ANY${origins})`;
}
