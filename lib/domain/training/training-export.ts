import * as z from "zod";
import { jobSchema } from "../job";
import { auditSchema } from "./audit";
import { exportCountsSchema, exportedFileSchema } from "./manifest";
import { recipeSchema } from "./recipe";
import { splitPartSchema } from "./split-spec";

/** Which dialogues go into which part, in their order; `positions` null: all of the snapshot. */
export const exportPlanSchema = z.array(
  z.object({
    part: splitPartSchema,
    from: z.array(z.object({ snapshotId: z.string(), positions: z.array(z.number().int()).nullable() })),
    dialogues: z.number().int(),
  }),
);
export type ExportPlan = z.infer<typeof exportPlanSchema>;

const person = z.object({ id: z.string(), name: z.string() });

/** A recipe with what came of it. */
export const trainingExportSchema = z.object({
  id: z.string(),
  recipe: recipeSchema,
  /** Of the recipe, in its order. */
  snapshots: z.array(
    z.object({
      id: z.string(),
      dataSetId: z.string(),
      dataSetName: z.string(),
      number: z.number().int(),
      dialogues: z.number().int(),
    }),
  ),
  /** null until its job is through. */
  counts: exportCountsSchema.nullable(),
  files: z.array(exportedFileSchema).nullable(),
  /** The name of the archive of all files. */
  archiveName: z.string(),
  createdBy: person,
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  /** How often one of its files was taken, broken-off ones and resumptions counted. */
  downloads: z.number().int(),
  /** The work on it that was asked for last. */
  job: jobSchema.pick({ id: true, status: true, error: true }).nullable(),
});
export type TrainingExport = z.infer<typeof trainingExportSchema>;

/** With what its trainer will do with its rows; null until it is made, and where the rows are no dialogues. */
export const auditedExportSchema = trainingExportSchema.extend({ audit: auditSchema.nullable() });
export type AuditedExport = z.infer<typeof auditedExportSchema>;

export const exportDownloadSchema = z.object({
  id: z.string(),
  fileName: z.string(),
  /** 0, or where an earlier download had broken off. */
  fromByte: z.number().int(),
  /** What the destination is called, where it was pushed. */
  destination: z.string().nullable(),
  person,
  createdAt: z.iso.datetime(),
});
export type ExportDownload = z.infer<typeof exportDownloadSchema>;

/** What the files of an export are called: plain letters, whatever the data set is called. */
export function exportStem({ snapshots, recipe }: Pick<TrainingExport, "snapshots" | "recipe">): string {
  const [first] = snapshots;
  const name = (first?.dataSetName ?? "")
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 40)
    .replace(/^-+|-+$/g, "");
  return `${name || "data-set"}-${first?.number ?? 0}-${recipe.trainer}-${recipe.target}`;
}
