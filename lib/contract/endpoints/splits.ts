import * as z from "zod";
import { jobSchema } from "@/lib/domain/job";
import { idOf } from "@/lib/domain/reference";
import { leaksSchema } from "@/lib/domain/training/leaks";
import { splitFactsSchema, splitSchema } from "@/lib/domain/training/split";
import { splitSpecSchema } from "@/lib/domain/training/split-spec";
import { type Endpoint, pageOf, pageQuery } from "../endpoint";

const asked = splitSpecSchema.extend({
  /** Several where mixes of them are not to leak either. */
  snapshotIds: z
    .array(idOf("snapshot", z.string().max(60)))
    .min(1)
    .max(16),
  /** An earlier split: what stood in a part there stays there. */
  earlierId: idOf("split", z.string().max(60)).nullable().default(null),
});

export const splitEndpoints = {
  listSplits: {
    summary: "Splits, newest first; of one snapshot where it is named",
    access: "member",
    scope: "read",
    query: z.strictObject({ ...pageQuery, snapshotId: idOf("snapshot", z.string().max(60)).optional() }),
    response: pageOf(splitSchema),
  },
  createSplit: {
    summary:
      "Ask for a split of a snapshot, or of several together, by cluster: none stands in two parts. It is there once its job is done",
    access: "member",
    scope: "manage",
    body: asked,
    response: z.object({ splitId: z.string(), job: jobSchema }),
    status: 201,
  },
  previewSplit: {
    summary: "What a split would come to; nothing is stored",
    access: "member",
    scope: "read",
    body: asked,
    response: splitFactsSchema,
  },
  getSplit: { summary: "A split with what it came to", access: "member", scope: "read", response: splitSchema },
  checkSplit: {
    summary: "What leaks between the parts of a split by what is known now",
    access: "member",
    scope: "read",
    response: z.object({ leaks: leaksSchema, uncompared: z.number().int() }),
  },
} as const satisfies Record<string, Endpoint>;
