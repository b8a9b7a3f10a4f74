import * as z from "zod";
import { listedModelSchema, modelInputSchema, modelSchema, probeSchema } from "@/lib/domain/model";
import { type Endpoint, nothing } from "../endpoint";

export const modelEndpoints = {
  listModels: {
    summary: "The model catalogue, newest first",
    access: "member",
    scope: "read",
    query: z.strictObject({ archived: z.stringbool().default(false) }),
    response: z.object({ items: z.array(listedModelSchema) }),
  },
  createModel: {
    summary: "Add an OpenAI-compatible endpoint; its key is sealed and never comes back",
    access: "model.manage",
    scope: "manage",
    body: modelInputSchema,
    response: modelSchema,
    status: 201,
  },
  getModel: { summary: "One model", access: "member", scope: "read", response: modelSchema },
  updateModel: {
    summary: "Replace a model's settings; leave apiKey out to keep the stored key",
    access: "model.manage",
    scope: "manage",
    body: modelInputSchema,
    response: modelSchema,
  },
  archiveModel: {
    summary: "Take a model out of use; what it wrote stays",
    access: "model.manage",
    scope: "manage",
    response: nothing,
    status: 204,
  },
  createProbe: {
    summary: "Test the connection: ask the model for one short reply",
    access: "model.manage",
    scope: "manage",
    response: probeSchema,
    status: 201,
  },
  getProbe: { summary: "How a connection test stands", access: "member", scope: "read", response: probeSchema },
} as const satisfies Record<string, Endpoint>;
