import * as z from "zod";
import { changedDestinationSchema, destinationSchema, newDestinationSchema } from "@/lib/domain/destination";
import { idOf } from "@/lib/domain/reference";
import { signingKeySchema } from "@/lib/domain/training/manifest";
import { pushSchema } from "@/lib/domain/training/push";
import { recipeSchema } from "@/lib/domain/training/recipe";
import { recipePreviewSchema } from "@/lib/domain/training/recipe-preview";
import { auditedExportSchema, exportDownloadSchema, trainingExportSchema } from "@/lib/domain/training/training-export";
import { formats, writableIds } from "@/lib/formats/registry";
import { type Endpoint, nothing, pageOf, pageQuery } from "../endpoint";

export const destinationEndpoints = {
  listDestinations: {
    summary: "Places of the team's own to which exports can be pushed: hubs and buckets; never their keys",
    access: "dialogue.export",
    scope: "read",
    response: z.object({ items: z.array(destinationSchema) }),
  },
  createDestination: {
    summary:
      "Add a repository of a Hugging Face hub, or a bucket that speaks S3; its key is sealed and never comes back",
    access: "dialogue.export",
    scope: "manage",
    body: newDestinationSchema,
    response: destinationSchema,
    status: 201,
  },
  updateDestination: {
    summary: "Another name, another key; leave the key out to keep the stored one. Where it is stays",
    access: "dialogue.export",
    scope: "manage",
    body: changedDestinationSchema,
    response: destinationSchema,
  },
  removeDestination: {
    summary: "Remove a destination and its key; what was pushed there stays, and is still told",
    access: "dialogue.export",
    scope: "manage",
    response: nothing,
    status: 204,
  },
  testDestination: {
    summary: "Test the connection: a worker tries whether a push would get through, and leaves nothing behind",
    access: "dialogue.export",
    scope: "manage",
    response: destinationSchema,
    status: 201,
  },
  listPushes: {
    summary: "Where an export was pushed, by whom, and what came of it; newest first",
    access: "dialogue.export",
    scope: "read",
    query: z.strictObject(pageQuery),
    response: pageOf(pushSchema),
  },
  createPush: {
    summary:
      "Push all files of an export to a destination: a job sends what is not there yet, and checks each by SHA-256",
    access: "dialogue.export",
    scope: "export",
    body: z.strictObject({ destinationId: idOf("destination", z.string()) }),
    response: pushSchema,
    status: 201,
  },
} as const satisfies Record<string, Endpoint>;

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
