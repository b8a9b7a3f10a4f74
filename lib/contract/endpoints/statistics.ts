import * as z from "zod";
import { jobSchema } from "@/lib/domain/job";
import { idOf } from "@/lib/domain/reference";
import { corpusFiguresSchema } from "@/lib/domain/statistics/corpus-figures";
import { figuresOverTimeSchema } from "@/lib/domain/statistics/figures-over-time";
import { headlineSchema, humanReferenceSchema } from "@/lib/domain/statistics/human-reference";
import { figureRowSchema, snapshotFiguresSchema } from "@/lib/domain/training/snapshot-figures";
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
  getDataSetFigures: {
    summary:
      "What is measured of a data set as it stands, beside the snapshot of real people that is named, or else the project's",
    access: "member",
    scope: "read",
    query: z.strictObject({ people: idOf("snapshot", z.string().max(60)).optional() }),
    response: snapshotFiguresSchema,
  },
  followDataSet: {
    summary:
      "Ask for the job that brings the figures of a data set up to date; asked for again while it waits, it is the same",
    access: "member",
    scope: "read",
    response: jobSchema,
    status: 201,
  },
  getFiguresOverTime: {
    summary:
      "Each figure of a data set by the day on which its dialogues were begun, and by the number of its snapshots",
    access: "member",
    scope: "read",
    response: figuresOverTimeSchema,
  },
  listHeadlines: {
    summary: "A handful of figures of each data set as it stands, beside people's; newest data set first",
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
  getDataSetCorpus: {
    summary:
      "What was measured of a data set as a whole, as it stood then, and of how it stands to real people; whether it changed since",
    access: "member",
    scope: "read",
    response: corpusFiguresSchema,
  },
  measureDataSetCorpus: {
    summary:
      "Ask for the job that measures a data set as a whole, as it stands then, held against a snapshot of real people or nothing",
    access: "member",
    scope: "manage",
    body: z.strictObject({ peopleId: idOf("snapshot", z.string().max(60)).nullable() }),
    response: jobSchema,
    status: 201,
  },
} as const satisfies Record<string, Endpoint>;
