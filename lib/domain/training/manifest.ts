import * as z from "zod";
import { recipeSchema } from "./recipe";
import { writtenBySchema } from "./written-by";

/**
 * What a file of an export is: dialogues of a part of the split, what lies beside them for the trainer, the card of a
 * snapshot, what the trainer will make of each row, or who wrote each character.
 */
export const fileRoleSchema = z.enum(["train", "validation", "test", "beside", "card", "audit", "provenance"]);
export type FileRole = z.infer<typeof fileRoleSchema>;

export const exportedFileSchema = z.object({
  name: z.string(),
  mediaType: z.string(),
  role: fileRoleSchema,
  bytes: z.number().int(),
  /** In hex. */
  sha256: z.string(),
  /** Of data, and of who wrote it. */
  rows: z.number().int().nullable(),
});
export type ExportedFile = z.infer<typeof exportedFileSchema>;

/** What became of the dialogues of the recipe, counted while its files were made. */
export const exportCountsSchema = z.object({
  dialogues: z.number().int(),
  rows: z.number().int(),
  /** Turns that some row trains. */
  trainedTurns: z.number().int(),
  /** The same by who wrote them; empty of pairs and labels, and of exports from before it was counted. */
  trainedBy: z.partialRecord(writtenBySchema, z.number().int()).default({}),
  /** Dialogues, or turns of them, that a rule of the trainer's dialect befell, by rule. */
  told: z.record(z.string(), z.number().int()),
});
export type ExportCounts = z.infer<typeof exportCountsSchema>;

/** A server's key, by which its manifests are signed. */
export const signingKeySchema = z.object({
  algorithm: z.literal("Ed25519"),
  /** The public key, base64url. */
  x: z.string(),
  /** SHA-256 of its bytes, in hex. */
  fingerprint: z.string(),
});
export type SigningKey = z.infer<typeof signingKeySchema>;

/** All that there is to say of an export, for whoever has its files alone. `scripts/verify.mjs` reads it. */
export const manifestSchema = z.object({
  kind: z.literal("realchat-export/1"),
  export: z.string(),
  createdAt: z.iso.datetime(),
  software: z.object({ name: z.string(), version: z.string() }),
  recipe: recipeSchema,
  /** By which tokens were counted, or made, where the recipe names one; `sha256` is of its tokenizer.json. */
  tokenizer: z.object({ name: z.string(), sha256: z.string() }).nullable().default(null),
  snapshots: z.array(
    z.object({
      id: z.string(),
      dataSet: z.string(),
      number: z.number().int(),
      dialogues: z.number().int(),
      turns: z.number().int(),
      digest: z.string(),
      createdAt: z.iso.datetime(),
    }),
  ),
  counts: exportCountsSchema,
  /** What models, imports and runs that the provenance tells of were called then. */
  authors: z.array(z.object({ id: z.string(), name: z.string() })),
  files: z.array(exportedFileSchema),
  key: signingKeySchema,
});
export type Manifest = z.infer<typeof manifestSchema>;

export const manifestName = "manifest.json";
export const auditName = "audit.json";
export const signatureName = "manifest.json.sig";
