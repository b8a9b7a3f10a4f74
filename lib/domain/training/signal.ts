import * as z from "zod";

/**
 * What people did that tells which of two texts is better, or whether one is good. What each gives:
 * docs/decisions/027-what-people-preferred.md.
 */
export const signalSchema = z.enum(["edit", "regeneration", "rejection", "branch", "vote", "acceptance"]);
export type Signal = z.infer<typeof signalSchema>;

/** What is trained on signals: pairs for preference and reward, single texts with a label for binary. */
export const signalTargetSchema = z.enum(["preference", "binary", "reward"]);
export type SignalTarget = z.infer<typeof signalTargetSchema>;

const count = z.number().int();
/** Rows that a signal gives, alone or with others: what several tell is in each of them, and in the file once. */
const bySignal = z.record(signalSchema, count);
const ofSide = z.object({
  pairs: z.object({ all: count, bySignal }),
  labels: z.object({ good: count, bad: count, bySignal }),
});

/** What the signals of a snapshot come to, by whose turns they are about. */
export const signalCountsSchema = z.object({
  assistant: ofSide,
  user: ofSide,
  /** Left out, since people said opposite things of the same. */
  opposed: z.object({ pairs: count, labels: count }),
});
export type SignalCounts = z.infer<typeof signalCountsSchema>;

export function noSignals(): SignalCounts {
  const none = () => Object.fromEntries(signalSchema.options.map((signal) => [signal, 0])) as Record<Signal, number>;
  const side = () => ({ pairs: { all: 0, bySignal: none() }, labels: { good: 0, bad: 0, bySignal: none() } });
  return { assistant: side(), user: side(), opposed: { pairs: 0, labels: 0 } };
}
