import * as z from "zod";
import { importPreviewSchema, importProblemSchema, importSchema } from "@/lib/domain/import";
import { importOptionsSchema, importSourceSchema } from "@/lib/domain/import-options";
import { readableIds } from "@/lib/formats/registry";
import { legacyEncodingSchema } from "@/lib/formats/text/legacy-text";
import { type Endpoint, pageOf, pageQuery } from "../endpoint";
import { fileOf } from "../files";

/** Of a file once unpacked: what a team has in one file, with room to spare. */
const fileBytes = 16 * 1024 * 1024 * 1024;
const previewBytes = 32 * 1024 * 1024;
const format = z.enum(readableIds("dialogues", "whole"));
/** How the file was saved, where it is not UTF-8. */
const encoding = legacyEncodingSchema.optional();

const asked = z.strictObject({
  ...importOptionsSchema.shape,
  ...importSourceSchema.shape,
  name: z.string().trim().min(1, "Give the import a name").max(200),
  fileName: z.string().trim().max(200).default(""),
  format,
  encoding,
  /** `yes`: take the file although the very same was taken before. */
  again: z.enum(["yes", "no"]).default("no"),
});
const uploadSchema = z.object({
  id: z.string(),
  /** Bytes that it is to have, and how many of them are here, from the first on. */
  size: z.number().int(),
  received: z.number().int(),
});

export const importEndpoints = {
  listImports: {
    summary: "Files of dialogues that were taken in or are on their way, newest first",
    access: "dialogue.import",
    scope: "read",
    query: z.strictObject(pageQuery),
    response: pageOf(importSchema),
  },
  previewImport: {
    summary:
      "What the first dialogues of a file would become; the format is recognised by what it holds. Stores nothing",
    access: "dialogue.import",
    scope: "manage",
    query: z.strictObject({
      ...importOptionsSchema.shape,
      /** The recognised one where nothing is said. */
      format: format.optional(),
      encoding,
      /** `yes`: only the beginning of a file is sent, which may break off anywhere. */
      part: z.enum(["yes", "no"]).default("no"),
      /** Of a Parquet file of which only some is sent: its size, and which bytes, such as `0-4000,90000-98304`. */
      size: z.coerce.number().int().min(1).max(fileBytes).optional(),
      ranges: z
        .string()
        .max(20_000)
        .regex(/^\d{1,15}-\d{1,15}(,\d{1,15}-\d{1,15})*$/)
        .optional(),
    }),
    body: fileOf(previewBytes, "dialogues"),
    response: importPreviewSchema,
  },
  createImport: {
    summary: "Take the dialogues of a file in: a job reads it, and goes on where it was should it be interrupted",
    access: "dialogue.import",
    scope: "manage",
    query: asked,
    body: fileOf(fileBytes, "dialogues"),
    response: importSchema,
    status: 201,
  },
  createUpload: {
    summary: "Begin to send a file by parts, so that one that breaks off goes on where it was",
    access: "dialogue.import",
    scope: "manage",
    body: z.strictObject({ size: z.number().int().min(1).max(fileBytes) }),
    response: uploadSchema,
    status: 201,
  },
  getUpload: {
    summary: "How much of a file is here. Kept for seven days after its last part",
    access: "dialogue.import",
    scope: "manage",
    response: uploadSchema,
  },
  sendPart: {
    summary:
      "The next part of a file, as it is, from `offset` on, which must be what is here. Parts of a multiple of 2 MiB are kept whole; of one that breaks off, or is of another length, what makes whole 2 MiB stays",
    access: "dialogue.import",
    scope: "manage",
    query: z.strictObject({ offset: z.coerce.number().int().min(0).max(fileBytes) }),
    body: { ...fileOf(256 * 1024 * 1024, "dialogues"), isPart: true },
    response: uploadSchema,
  },
  importUpload: {
    summary: "Take the dialogues of a file in that was sent by parts; as when it is sent at once",
    access: "dialogue.import",
    scope: "manage",
    query: asked,
    response: importSchema,
    status: 201,
  },
  getImport: {
    summary: "An import: what was chosen, how far it is, what was taken and refused",
    access: "dialogue.import",
    scope: "read",
    response: importSchema,
  },
  listImportProblems: {
    summary: "The lines of a file that could not be taken, and why, in their order",
    access: "dialogue.import",
    scope: "read",
    query: z.strictObject(pageQuery),
    response: pageOf(importProblemSchema),
  },
  downloadImportProblems: {
    summary: "The same as CSV, all of them",
    access: "dialogue.import",
    scope: "read",
    response: { kind: "file", mediaTypes: ["text/csv"] },
  },
} as const satisfies Record<string, Endpoint>;
