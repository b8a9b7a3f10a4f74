import * as z from "zod";

/** `failed`: after bounded retries. */
export const judgmentStatusSchema = z.enum(["waiting", "ready", "failed"]);
export type JudgmentStatus = z.infer<typeof judgmentStatusSchema>;

/** What a judge of pairs found, in terms of candidates. */
export const judgedOutcomeSchema = z.enum(["first", "second", "tie"]);
export type JudgedOutcome = z.infer<typeof judgedOutcomeSchema>;
