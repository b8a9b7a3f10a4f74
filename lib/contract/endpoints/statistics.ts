import * as z from "zod";
import { jobSchema } from "@/lib/domain/job";
import { idOf } from "@/lib/domain/reference";
import { corpusFiguresSchema } from "@/lib/domain/statistics/corpus-figures";
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
  getCorpusFigures: {
    summary: "What is measured of a snapshot as a whole, and of how it stands to real people",
    access: "member",
    scope: "read",
    response: corpusFiguresSchema,
  },
  measureCorpus: {
    summary: "Ask for the job that measures a snapshot as a whole, held against a snapshot of real people or nothing",
    access: "member",
    scope: "manage",
    body: z.strictObject({ peopleId: idOf("snapshot", z.string().max(60)).nullable() }),
    response: jobSchema,
    status: 201,
  },
} as const satisfies Record<string, Endpoint>;
