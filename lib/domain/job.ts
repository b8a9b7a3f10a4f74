import * as z from "zod";

/** What a worker does in the background, besides writing dialogues; each kind has its entry in lib/jobs/kinds.ts. */
export const jobKindSchema = z.enum([
  "answers",
  "judgments",
  "connection_test",
  "duplicates",
  "bulk_act",
  "evaluation_results",
  "project_import",
  "project_deletion",
  "dialogue_import",
  "training_export",
  "scan",
  "push",
  "destination_test",
  "split",
  "snapshot_figures",
  "corpus_figures",
  "dialogue_scores",
  "detector_scores",
  "vectors",
  "data_set_figures",
  "topic_map",
  "gap",
  "training",
  "place_test",
  "host_training",
  "model_serving",
  "publication",
]);
export type JobKind = z.infer<typeof jobKindSchema>;

/** Kinds that a trainer host takes up; all others are the worker's. */
export const hostJobKinds = ["host_training", "model_serving", "publication"] as const satisfies readonly JobKind[];
export type HostJobKind = (typeof hostJobKinds)[number];
export type WorkerJobKind = Exclude<JobKind, HostJobKind>;

export const jobStatusSchema = z.enum(["waiting", "running", "done", "failed", "cancelled"]);
export type JobStatus = z.infer<typeof jobStatusSchema>;

/** How far a job is. `total` is null as long as nobody knows how much there is. */
export const jobProgressSchema = z.object({
  done: z.number().int(),
  total: z.number().int().nullable(),
  /** What is counted, in the plural: "answers". */
  unit: z.string(),
  /** What it does now, for a person; empty where the figures say it. */
  sentence: z.string(),
});
export type JobProgress = z.infer<typeof jobProgressSchema>;

/** A piece of background work as people see it. A later `version` tells more; an earlier one that comes late is dropped. */
export const jobSchema = z.object({
  id: z.string(),
  kind: jobKindSchema,
  status: jobStatusSchema,
  /** The id of what it is about: an evaluation, a judge run, a model, a bulk act, a snapshot. */
  subject: z.string().nullable(),
  /** What that is called, where it has a name. */
  subjectName: z.string().nullable(),
  progress: jobProgressSchema,
  cancelRequested: z.boolean(),
  /** How often a worker has begun it. */
  attempts: z.number().int(),
  /** Failures in a row. */
  failures: z.number().int(),
  /** What went wrong last, in words. */
  error: z.string().nullable(),
  createdBy: z.object({ id: z.string(), name: z.string() }).nullable(),
  version: z.number().int(),
  /** Not begun (again) before. */
  dueAt: z.iso.datetime(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
});
export type Job = z.infer<typeof jobSchema>;

/** One line of what happened to a job. */
export const jobLineSchema = z.object({ at: z.iso.datetime(), text: z.string() });
export type JobLine = z.infer<typeof jobLineSchema>;
