import * as z from "zod";
import { idOf } from "@/lib/domain/reference";
import { performanceSchema } from "@/lib/domain/statistics/performance";
import { type Endpoint, nothing } from "../endpoint";

export const performanceEndpoints = {
  getPerformance: {
    summary:
      "Measures of snapshots against a score of the models that were trained on them, with three correlations each",
    access: "member",
    scope: "read",
    /** One of the answer's scores by its key; else the first. */
    query: z.strictObject({ score: z.string().max(200).default("") }),
    response: performanceSchema,
  },
  setTrainedOn: {
    summary: "Say on which snapshot, or how many dialogues of it, a model was trained",
    access: "model.manage",
    scope: "manage",
    body: z.strictObject({
      snapshotId: idOf("snapshot", z.string().min(1, "Choose a snapshot").max(60)),
      /** The first so many of its order; null for all. */
      dialogues: z.int("Give a whole number").min(1, "At least 1").max(100_000_000).nullable().default(null),
    }),
    response: nothing,
    status: 204,
  },
  forgetTrainedOn: {
    summary: "Take back what was said of a model's training",
    access: "model.manage",
    scope: "manage",
    response: nothing,
    status: 204,
  },
} as const satisfies Record<string, Endpoint>;
