import * as z from "zod";
import { idOf } from "@/lib/domain/reference";
import { signingKeySchema } from "@/lib/domain/training/manifest";
import { recipeSchema } from "@/lib/domain/training/recipe";
import { recipePreviewSchema } from "@/lib/domain/training/recipe-preview";
import { auditedExportSchema, exportDownloadSchema, trainingExportSchema } from "@/lib/domain/training/training-export";
import { formats, writableIds } from "@/lib/formats/registry";
import { type Endpoint, pageOf, pageQuery } from "../endpoint";

/** What a file of an export may be sent as: data, what lies beside it, the archive of all. */
const mediaTypes = [
  ...new Set([
    ...writableIds("dialogues", "training", "whole").map((id) => formats[id].mediaType),
    "application/json",
    "application/jsonl",
    "application/ld+json",
    "application/vnd.apache.parquet",
    "application/x-tar",
    "text/markdown",
    "text/plain",
    "text/yaml",
  ]),
];

export const trainingExportEndpoints = {
  listTrainingExports: {
    summary: "Training files that were made: their recipes, what came of them, how often they were taken; newest first",
    access: "member",
    scope: "read",
    query: z.strictObject({ ...pageQuery, snapshot: idOf("snapshot", z.string()).optional() }),
    response: pageOf(trainingExportSchema),
  },
  previewTrainingExport: {
    summary:
      "What a recipe gives: how many dialogues go where, what its trainer does with them, its first rows. Stores nothing",
    access: "member",
    scope: "export",
    body: recipeSchema,
    response: recipePreviewSchema,
  },
  createTrainingExport: {
    summary: "Make the files of a recipe: a job counts, hashes and signs them; each download makes the same bytes anew",
    access: "member",
    scope: "export",
    body: recipeSchema,
    response: trainingExportSchema,
    status: 201,
  },
  getTrainingExport: {
    summary: "An export: its recipe, its files with their SHA-256, what was counted",
    access: "member",
    scope: "read",
    response: auditedExportSchema,
  },
  listExportDownloads: {
    summary: "Who took which file of an export, when and from which byte on; newest first",
    access: "member",
    scope: "read",
    query: z.strictObject(pageQuery),
    response: pageOf(exportDownloadSchema),
  },
  downloadExportFile: {
    summary: "A file of an export, its signed manifest, or the archive of all; goes on from any byte (Range, If-Range)",
    access: "member",
    scope: "export",
    response: { kind: "file", mediaTypes },
  },
  listSigningKeys: {
    summary: "The keys by which this server signs manifests, the one in use first; older ones for what they signed",
    access: "member",
    scope: "read",
    response: z.object({ items: z.array(signingKeySchema.extend({ createdAt: z.iso.datetime() })) }),
  },
} as const satisfies Record<string, Endpoint>;
