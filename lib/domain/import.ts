import * as z from "zod";
import { speakerSchema, verdictSchema } from "./dialogue";
import { importOptionsSchema, importSourceSchema } from "./import-options";
import { jobSchema } from "./job";

/** A file of dialogues that was taken in, or is on its way. */
export const importSchema = z.object({
  id: z.string(),
  name: z.string(),
  format: z.string(),
  fileName: z.string(),
  /** SHA-256 of the file once unpacked, in hex. */
  digest: z.string(),
  /** null of imports from before there were choices. */
  options: importOptionsSchema.nullable(),
  source: importSourceSchema.nullable(),
  /** Dialogues so far, and lines that could not be taken. */
  taken: z.number().int(),
  refused: z.number().int(),
  /** Turns that became one with the one before, and turns of an assistant who began that were left out. */
  joined: z.number().int(),
  cut: z.number().int(),
  createdBy: z.object({ id: z.string(), name: z.string() }),
  createdAt: z.iso.datetime(),
  /** null while there is more to take in. */
  finishedAt: z.iso.datetime().nullable(),
  /** The work on it that was asked for last. */
  job: jobSchema.pick({ id: true, status: true, error: true }).nullable(),
});
export type Import = z.infer<typeof importSchema>;

/** A line that could not be taken, where in it, and why. */
export const importProblemSchema = z.object({
  line: z.number().int(),
  column: z.number().int().nullable(),
  message: z.string(),
});
export type ImportProblem = z.infer<typeof importProblemSchema>;

/** What the first rows of a file would become. */
export const importPreviewSchema = z.object({
  /** By the shape of its records; null where none is known. */
  recognised: z.string().nullable(),
  /** The one that it was read in: the one that was asked for, or else the recognised one. */
  format: z.string().nullable(),
  dialogues: z.array(
    z.object({
      line: z.number().int(),
      id: z.string().nullable(),
      system: z.string(),
      language: z.string().nullable(),
      model: z.string().nullable(),
      /** The way that is read first. */
      path: z.array(z.object({ speaker: speakerSchema, text: z.string(), reasoning: z.string().nullable() })),
      /** Turns on other branches. */
      elsewhere: z.number().int(),
      /** Messages of systems and tools between turns. */
      asides: z.number().int(),
      /** Turns in which letters were lost before the file was saved. */
      lost: z.number().int(),
      joined: z.number().int(),
      cut: z.number().int(),
      /** Of a file of our own: how it was judged there, its tags, and how many acts of people are told. */
      verdict: verdictSchema.nullable(),
      tags: z.array(z.string()),
      acts: z.number().int(),
    }),
  ),
  problems: z.array(importProblemSchema),
  /** Of a Parquet file: what has to be sent, too, before anything can be shown. */
  needs: z.array(z.object({ start: z.number().int(), end: z.number().int() })),
});
export type ImportPreview = z.infer<typeof importPreviewSchema>;
