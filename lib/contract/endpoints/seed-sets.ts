import * as z from "zod";
import {
  seedKindSchema,
  seedPreviewSchema,
  seedSchema,
  seedSetInputSchema,
  seedSetSchema,
} from "@/lib/domain/seed-set";
import { readableIds } from "@/lib/formats/registry";
import { legacyEncodingSchema } from "@/lib/formats/text/legacy-text";
import { type Endpoint, nothing, pageOf, pageQuery } from "../endpoint";
import { fileOf } from "../files";

const importBytes = 64 * 1024 * 1024;

const howRead = {
  kind: seedKindSchema,
  format: z.enum(readableIds("seeds")),
  /** How the file was saved, where it is not UTF-8. */
  encoding: legacyEncodingSchema.optional(),
};

export const seedSetEndpoints = {
  listSeedSets: {
    summary: "Seed sets, newest first",
    access: "member",
    scope: "read",
    query: z.strictObject(pageQuery),
    response: pageOf(seedSetSchema),
  },
  createSeedSet: {
    summary: "Make a seed set from questions, or questions with answers",
    access: "seedSet.manage",
    scope: "manage",
    body: seedSetInputSchema,
    response: seedSetSchema,
    status: 201,
    bodyLimit: importBytes,
  },
  importSeedSet: {
    summary: "Make a seed set of a file: all of its lines, or none and the errors by line in details.errors",
    access: "seedSet.manage",
    scope: "manage",
    query: z.strictObject({
      name: z.string().trim().min(1, "Give the seed set a name").max(200),
      ...howRead,
    }),
    body: fileOf(importBytes, "seeds"),
    response: seedSetSchema,
    status: 201,
  },
  previewSeeds: {
    summary: "What the first lines of a file would become. Stores nothing",
    access: "seedSet.manage",
    scope: "manage",
    query: z.strictObject({
      ...howRead,
      /** `yes`: only the beginning of a file is sent, which may break off anywhere. */
      part: z.enum(["yes", "no"]).default("no"),
    }),
    body: fileOf(importBytes, "seeds"),
    response: seedPreviewSchema,
  },
  getSeedSet: {
    summary: "A seed set with its first seeds",
    access: "member",
    scope: "read",
    query: z.strictObject({ first: z.coerce.number().int().min(0).max(1_000).default(100) }),
    response: z.object({ seedSet: seedSetSchema, seeds: z.array(seedSchema) }),
  },
  deleteSeedSet: {
    summary: "Delete a seed set that no run uses",
    access: "seedSet.manage",
    scope: "manage",
    response: nothing,
    status: 204,
  },
} as const satisfies Record<string, Endpoint>;
