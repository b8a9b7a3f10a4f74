import * as z from "zod";
import { modelInputSchema, renderingSchema } from "../model";

const { name, upstreamModel, contextWindow, baseUrl } = modelInputSchema.shape;
const about = { name, rendering: renderingSchema, contextWindow };

/** What came of a bundle: an endpoint that serves it, or a model's folder on a machine where a trainer host serves it. */
export const trainingResultSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("endpoint"), ...about, baseUrl, upstreamModel }),
  z.strictObject({
    kind: z.literal("folder"),
    ...about,
    hostId: z.string().min(1, "Choose the host").max(60),
    /** As the host sees it. */
    folder: z.string().trim().min(1, "Name it").max(500),
  }),
]);
export type TrainingResult = z.infer<typeof trainingResultSchema>;
