import * as z from "zod";
import { jobSchema } from "@/lib/domain/job";
import { idOf } from "@/lib/domain/reference";
import { judgedSchema, mostScored, scorePreviewSchema } from "@/lib/domain/statistics/dialogue-scores";
import type { Endpoint } from "../endpoint";

const snapshot = idOf("snapshot", z.string().max(60));
const model = idOf("model", z.string().max(60));

const previewQuery = z.strictObject({
  modelId: model,
  people: snapshot.optional(),
  dialogues: z.coerce.number().int().min(1).max(mostScored),
});
const order = z.strictObject({
  modelId: model,
  peopleId: snapshot.nullable(),
  dialogues: z.number().int().min(1).max(mostScored),
});

export const dialogueScoreEndpoints = {
  listDialogueScores: {
    summary:
      "Complexity, relevancy, logicality and diversity of a snapshot's questions by each judge, beside real people",
    access: "member",
    scope: "read",
    query: z.strictObject({ people: snapshot.optional() }),
    response: z.object({ judged: z.array(judgedSchema) }),
  },
  previewDialogueScores: {
    summary: "What it would take to have a model score so many dialogues of a snapshot, and of one of real people",
    access: "member",
    scope: "read",
    query: previewQuery,
    response: scorePreviewSchema,
  },
  scoreDialogues: {
    summary:
      "Have a model score dialogues that are drawn of a snapshot, and of one of real people; what is scored stays so",
    access: "member",
    scope: "manage",
    body: order,
    response: jobSchema,
    status: 201,
  },
  listDataSetScores: {
    summary: "The same of a data set as it stands, as far as its dialogues have scores",
    access: "member",
    scope: "read",
    query: z.strictObject({ people: snapshot.optional() }),
    response: z.object({ judged: z.array(judgedSchema) }),
  },
  previewDataSetScores: {
    summary:
      "What it would take to have a model score so many dialogues of a data set as it stands, and of real people",
    access: "member",
    scope: "read",
    query: previewQuery,
    response: scorePreviewSchema,
  },
  scoreDataSet: {
    summary:
      "Have a model score dialogues that are drawn of a data set as it stands then, and of real people; what is scored stays so",
    access: "member",
    scope: "manage",
    body: order,
    response: jobSchema,
    status: 201,
  },
} as const satisfies Record<string, Endpoint>;
