import * as z from "zod";
import { idOf } from "@/lib/domain/reference";
import { headlineSchema, humanReferenceSchema } from "@/lib/domain/statistics/human-reference";
import { figureRowSchema } from "@/lib/domain/training/snapshot-figures";
import { type Endpoint, pageOf, pageQuery } from "../endpoint";

const referenceAnswer = z.object({
  /** Null as long as none is chosen. */
  reference: humanReferenceSchema.nullable(),
  /** A handful of its figures; none where it is not measured yet. */
  figures: z.array(figureRowSchema),
});

export const statisticsEndpoints = {
  getHumanReference: {
    summary: "The snapshot of real people that figures are held against, and a handful of its figures",
    access: "member",
    scope: "read",
    response: referenceAnswer,
  },
  setHumanReference: {
    summary:
      "Choose the snapshot of real people that figures are held against, or none; it is measured where it was not",
    access: "dataSet.manage",
    scope: "manage",
    body: z.strictObject({ snapshotId: idOf("snapshot", z.string().max(60)).nullable() }),
    response: referenceAnswer,
  },
  listHeadlines: {
    summary: "A handful of figures of each data set by its newest snapshot, beside people's; newest data set first",
    access: "member",
    scope: "read",
    query: z.strictObject(pageQuery),
    response: pageOf(headlineSchema),
  },
} as const satisfies Record<string, Endpoint>;
