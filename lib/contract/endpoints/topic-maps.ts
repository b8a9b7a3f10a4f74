import * as z from "zod";
import { jobSchema } from "@/lib/domain/job";
import { mapChoiceSchema, mapNewcomerSchema, mapPointSchema, topicMapSchema } from "@/lib/domain/statistics/topic-map";
import type { Endpoint } from "../endpoint";

export const topicMapEndpoints = {
  getTopicMap: {
    summary: "The topic map of a snapshot beside real people, without its points; null where it was not drawn",
    access: "member",
    scope: "read",
    query: mapChoiceSchema,
    response: z.object({ map: topicMapSchema.nullable() }),
  },
  drawTopicMap: {
    summary: "Ask for the job that draws the topic map of a snapshot, or draws it anew",
    access: "member",
    scope: "manage",
    body: mapChoiceSchema,
    response: jobSchema,
    status: 201,
  },
  downloadMapPoints: {
    summary:
      "The points of a topic map, little-endian: x and y of each in two bytes, its run or import in two, its verdict in one, its end reason in one",
    access: "member",
    scope: "read",
    query: mapChoiceSchema,
    response: { kind: "file", mediaTypes: ["application/octet-stream"] },
  },
  tellMapPoints: {
    summary: "The dialogues of some points of a topic map, each once, and the first hundred of the points in words",
    access: "member",
    scope: "read",
    body: mapChoiceSchema.extend({ points: z.array(z.number().int().min(0).max(100_000)).min(1).max(60_000) }),
    response: z.object({ dialogueIds: z.array(z.string()), told: z.array(mapPointSchema) }),
    whileArchived: true,
  },
  listMapNewcomers: {
    summary:
      "Dialogues that the data set holds since, the newest hundred, each placed on the map among its neighbours; others: those without a vector",
    access: "member",
    scope: "read",
    query: mapChoiceSchema,
    response: z.object({ newcomers: z.array(mapNewcomerSchema), others: z.number().int() }),
  },
} as const satisfies Record<string, Endpoint>;
