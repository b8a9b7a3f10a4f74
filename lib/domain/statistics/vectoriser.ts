import * as z from "zod";
import type { Model } from "../model";
import { idOf } from "../reference";

/** By what texts become vectors: the studio's own vectoriser, which costs nothing, or an endpoint of the catalogue. */
export const vectoriserSchema = z.union([z.literal("own"), idOf("model", z.string().max(60))]);
export type Vectoriser = z.infer<typeof vectoriserSchema>;

/** Whose vectors may stand beside one another, whatever the entry of the catalogue is called. */
export function sourceOf({ upstreamModel, baseUrl }: Pick<Model, "upstreamModel" | "baseUrl">): string {
  return `${upstreamModel} at ${baseUrl}`;
}

/** What asking for the vectors of a snapshot would come to. */
export const vectorEstimateSchema = z.object({
  /** Different questions. */
  texts: z.number().int(),
  /** Of which so many have no vector yet. */
  missing: z.number().int(),
  /** That these have at most, about: a token for each three bytes. */
  tokens: z.number().int(),
  cost: z.number(),
  /** Numbers a vector, as this endpoint gave last; null where it was not asked yet. */
  dimensions: z.number().int().nullable(),
});
export type VectorEstimate = z.infer<typeof vectorEstimateSchema>;
