import * as z from "zod";

/** What can be done to a project as a whole, and what leaves the server for good. */
export const auditKindSchema = z.enum([
  "project_archived",
  "project_unarchived",
  "project_exported",
  "project_imported",
  "project_deleted",
  "budget_set",
  "model_published",
]);
export type AuditKind = z.infer<typeof auditKindSchema>;

/** That it was done, by whom and when; it stays when the project is gone. */
export const auditLineSchema = z.object({
  id: z.string(),
  kind: auditKindSchema,
  projectId: z.string(),
  projectName: z.string(),
  personName: z.string(),
  /** What the project held, by noun; empty where it was not counted. */
  counts: z.record(z.string(), z.number()),
  createdAt: z.iso.datetime(),
  /** Null while it is under way. */
  endedAt: z.iso.datetime().nullable(),
});
export type AuditLine = z.infer<typeof auditLineSchema>;
