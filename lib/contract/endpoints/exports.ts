import * as z from "zod";
import { speakerSchema } from "@/lib/domain/dialogue";
import { dialogueFilter, refuseBadRanges, verdictFilterSchema } from "@/lib/domain/dialogue-filter";
import { exportPreviewSchema } from "@/lib/domain/export-preview";
import { writableIds } from "@/lib/formats/registry";
import type { Endpoint } from "../endpoint";
import { fileOut } from "../files";

/** Training files, and what they will hold. */
export const exportEndpoints = {
  previewExport: {
    summary: "What a training file of these dialogues will hold: how many, turns trained on and left out by side",
    access: "dialogue.export",
    scope: "export",
    query: z
      .strictObject({
        ...dialogueFilter,
        verdict: z.union([verdictFilterSchema, z.literal("any")]).default("accepted"),
      })
      .superRefine(refuseBadRanges),
    response: exportPreviewSchema,
  },
  exportDialogues: {
    summary: "Active paths that end on an answer, as a training file",
    access: "dialogue.export",
    scope: "export",
    query: z
      .strictObject({
        format: z.enum(writableIds("dialogues")),
        /** Whose turns are trained on. */
        target: speakerSchema.default("assistant"),
        ...dialogueFilter,
        verdict: z.union([verdictFilterSchema, z.literal("any")]).default("accepted"),
      })
      .superRefine(refuseBadRanges),
    response: fileOut("dialogues"),
  },
} as const satisfies Record<string, Endpoint>;
