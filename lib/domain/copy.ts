import * as z from "zod";
import { idOf } from "./reference";

/** By slug or id. */
const to = z.string().min(1).max(120);

/** What can be copied from one project to another: how something is set up, never what people said. */
export const copySchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("seed_set"), seedSetId: idOf("seedSet", z.string()), to }),
  z.strictObject({ kind: z.literal("benchmark"), benchmarkId: idOf("benchmark", z.string()), to }),
  /** With its newest guideline; without items, answers and people. */
  z.strictObject({ kind: z.literal("queue"), queueId: idOf("queue", z.string()), to }),
  /** The newest guideline of a queue becomes the next version of that of a queue there. */
  z.strictObject({
    kind: z.literal("guideline"),
    queueId: idOf("queue", z.string()),
    to,
    toQueueId: z.string().min(1).max(60),
  }),
]);
export type Copy = z.infer<typeof copySchema>;
