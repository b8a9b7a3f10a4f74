import * as z from "zod";
import { jobSchema } from "@/lib/domain/job";
import {
  gapFindingsSchema,
  gapKeptSchema,
  gapOrderSchema,
  gapSchema,
  gapSideSchema,
} from "@/lib/domain/statistics/gap";
import { vectorEstimateSchema } from "@/lib/domain/statistics/vectoriser";
import { type Endpoint, pageOf, pageQuery } from "../endpoint";

export const vectorEndpoints = {
  estimateVectors: {
    summary:
      "What it would come to, to get an endpoint's vectors of all questions of a snapshot; nothing is sent for it",
    access: "dataSet.manage",
    scope: "read",
    response: vectorEstimateSchema,
  },
  getVectors: {
    summary:
      "Ask an endpoint for the vectors that questions of a snapshot lack: a job, which costs what was told before",
    access: "dataSet.manage",
    scope: "manage",
    response: jobSchema,
    status: 201,
  },
} as const satisfies Record<string, Endpoint>;

export const gapEndpoints = {
  listGaps: {
    summary: "What simulators capture, miss and invent of what people say: comparisons, newest first",
    access: "member",
    scope: "read",
    query: z.strictObject(pageQuery),
    response: pageOf(gapSchema),
  },
  createGap: {
    summary:
      "Ask what a simulator captures, misses and invents: turns of two snapshots are clustered together by a job",
    access: "dataSet.manage",
    scope: "manage",
    body: gapOrderSchema,
    response: gapSchema,
    status: 201,
  },
  getGap: {
    summary: "A comparison with its clusters; findings are null until its job is done",
    access: "member",
    scope: "read",
    response: z.object({ gap: gapSchema, findings: gapFindingsSchema.nullable() }),
  },
  getClusterDialogues: {
    summary: "The first 200 dialogues that one side has in a cluster, and how many there are",
    access: "member",
    scope: "read",
    query: z.strictObject({
      cluster: z.coerce.number<number>().int().min(0).max(1_000).default(0),
      side: gapSideSchema.default("people"),
    }),
    response: z.object({ dialogueIds: z.array(z.string()), total: z.number().int() }),
  },
  keepCluster: {
    summary: "Make a cluster a seed set of what was said there, or a data set of its dialogues",
    access: "dataSet.manage",
    scope: "manage",
    body: gapKeptSchema,
    response: z.object({ id: z.string(), size: z.number().int() }),
    status: 201,
  },
  seedsOfTag: {
    summary:
      "Make a seed set of the first questions of a snapshot's dialogues that carried a tag when they were frozen",
    access: "seedSet.manage",
    scope: "manage",
    body: z.strictObject({
      tag: z.string().min(1, "Name a tag").max(200),
      name: z.string().trim().min(1, "Give it a name").max(200),
    }),
    response: z.object({ id: z.string(), size: z.number().int() }),
    status: 201,
  },
} as const satisfies Record<string, Endpoint>;
