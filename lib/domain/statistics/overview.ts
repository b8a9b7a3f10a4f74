import * as z from "zod";
import { spentLimitSchema } from "../project-budget";
import { targetProgressSchema } from "../training/target";

/** What was done in 24 hours. */
const doneInADaySchema = z.object({
  ended: z.number().int(),
  accepted: z.number().int(),
  rejected: z.number().int(),
  edited: z.number().int(),
  imported: z.number().int(),
  snapshots: z.number().int(),
  runsEnded: z.number().int(),
  votes: z.number().int(),
  spent: z.number(),
});
export type DoneInADay = z.infer<typeof doneInADaySchema>;

/** A review queue that is open, with what its items wait for. */
export const queueAtWorkSchema = z.object({
  id: z.string(),
  name: z.string(),
  isPaused: z.boolean(),
  /** Items that are not settled. */
  open: z.number().int(),
  /** Items that a free place can be taken at. */
  vacant: z.number().int(),
  /** Answered and contested: they wait for somebody to settle them. */
  toSettle: z.number().int(),
  /** With free places, but skipped by somebody and taken by nobody. */
  skipped: z.number().int(),
  /** Dialogues of items that are in the trash. */
  binned: z.number().int(),
  /** People who hold an item now, and who answered in the last day. */
  atWork: z.number().int(),
  activeToday: z.number().int(),
  /** Whether an item needs more people than answered in the last week. */
  needsPeople: z.number().int(),
  lastAnswerAt: z.iso.datetime().nullable(),
  /** Krippendorff's alpha of accept and reject, and over how many items; null where nobody shares any. */
  agreement: z.object({ alpha: z.number().nullable(), items: z.number().int() }).nullable(),
});
export type QueueAtWork = z.infer<typeof queueAtWorkSchema>;

/** How a project's data comes along, for whoever leads it. */
export const overviewSchema = z.object({
  /** The last days in UTC, the oldest first; today is not over. */
  days: z.array(
    z.object({ day: z.iso.date(), ended: z.number().int(), accepted: z.number().int(), rejected: z.number().int() }),
  ),
  lastDay: doneInADaySchema,
  dayBefore: doneInADaySchema,
  cost: z.object({
    accepted: z.number().int(),
    decided: z.number().int(),
    /** At the catalogue's prices, for all dialogues that were decided, and the tokens of these. */
    spent: z.number(),
    tokens: z.number(),
  }),
  queues: z.array(queueAtWorkSchema),
  runs: z.object({
    parked: z.number().int(),
    paused: z.array(z.object({ id: z.string(), name: z.string(), detail: z.string().nullable() })),
    running: z.number().int(),
    /** Workers that gave a sign of life; null where nobody knows. */
    workers: z.number().int().nullable(),
    spentLimit: spentLimitSchema.nullable(),
  }),
  targets: z.array(z.object({ dataSetId: z.string(), name: z.string(), progress: targetProgressSchema })),
});
export type Overview = z.infer<typeof overviewSchema>;
