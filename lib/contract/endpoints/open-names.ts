import * as z from "zod";
import type { Endpoint } from "../endpoint";
import { freshness } from "./evaluation-results";

/** Places in what raters read at which something may be a model's name; it is shown, since it may be a word as well. */
export const openNamesSchema = z.object({
  /** Of all such places, and of the texts that have one. */
  places: z.number().int(),
  texts: z.number().int(),
  /** Leads left people's votes on these texts out of the figures. */
  isLeftOut: z.boolean(),
  /** The first of them. */
  first: z.array(
    z.object({
      comparisonId: z.string().nullable(),
      candidateId: z.string(),
      candidate: z.string(),
      opening: z.string(),
      speaker: z.enum(["user", "assistant"]),
      /** From 1. */
      round: z.number().int(),
      /** The name that it may be, and what is written, with what stands around it. */
      name: z.string(),
      before: z.string(),
      word: z.string(),
      after: z.string(),
    }),
  ),
});
export type OpenNames = z.infer<typeof openNamesSchema>;

export const openNameEndpoints = {
  getOpenNames: {
    summary: "Where in the texts something may be a model's name or a word; for leads, and for all once it is closed",
    access: "member",
    scope: "read",
    response: openNamesSchema.extend(freshness.shape),
  },
} as const satisfies Record<string, Endpoint>;
