import * as z from "zod";

/**
 * Which votes a ruling is about: those of a person who votes here, of a judge's run, of a file of judgments or votes, or
 * people's on texts in which something may be a model's name (`open_names`; its subject is the evaluation).
 */
export const rulingSubjectSchema = z.enum(["rater", "judge_run", "import", "open_names"]);
export type RulingSubject = z.infer<typeof rulingSubjectSchema>;

/** `remove`: gone for good, what it held with it. What people voted is never removed. */
export const rulingActSchema = z.enum(["leave_out", "count", "remove"]);
export type RulingAct = z.infer<typeof rulingActSchema>;

/** What a removal takes away. */
export const lostSchema = z.strictObject({ judgments: z.number().int(), votes: z.number().int(), cost: z.number() });
export type Lost = z.infer<typeof lostSchema>;

/** A lead's word on whose votes count in an evaluation. */
export const rulingSchema = z.object({
  id: z.string(),
  subject: rulingSubjectSchema,
  subjectId: z.string(),
  /** What it was called then. */
  name: z.string(),
  act: rulingActSchema,
  reason: z.string(),
  lost: lostSchema.nullable(),
  person: z.object({ id: z.string(), name: z.string() }),
  createdAt: z.iso.datetime(),
});
export type Ruling = z.infer<typeof rulingSchema>;
