import * as z from "zod";

/**
 * What people did that tells which of two texts is better, or whether one is good. A pair that several acts tell counts for
 * the first of them. What each gives: docs/decisions/027-what-people-preferred.md.
 */
export const signalSchema = z.enum(["edit", "regeneration", "rejection", "branch", "vote", "acceptance"]);
export type Signal = z.infer<typeof signalSchema>;

/** What is trained on signals: pairs for preference and reward, single texts with a label for binary. */
export const signalTargetSchema = z.enum(["preference", "binary", "reward"]);
export type SignalTarget = z.infer<typeof signalTargetSchema>;

/** The signals that give rows to a target. */
export const signalsOf: Record<SignalTarget, readonly Signal[]> = {
  preference: ["edit", "regeneration", "rejection", "branch", "vote"],
  binary: ["rejection", "vote", "acceptance"],
  reward: ["edit", "regeneration", "rejection", "branch", "vote"],
};

const count = z.number().int();

/** What the signals of a snapshot come to, for one side; what two signals tell alike is counted for each, and once in all. */
export const signalCountsSchema = z.object({
  pairs: z.object({
    all: count,
    /** Told by nothing but a signal that is not here: with it switched off, so many are gone. */
    bySignal: z.partialRecord(signalSchema, count),
    /** Left out, since people preferred opposite ways. */
    opposed: count,
  }),
  binaries: z.object({
    good: count,
    bad: count,
    bySignal: z.partialRecord(signalSchema, count),
    /** Left out, since people said both of the same text. */
    opposed: count,
  }),
});
export type SignalCounts = z.infer<typeof signalCountsSchema>;
