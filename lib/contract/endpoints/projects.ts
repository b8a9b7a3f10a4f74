import * as z from "zod";
import { auditLineSchema } from "@/lib/domain/audit-line";
import { copySchema } from "@/lib/domain/copy";
import { jobSchema } from "@/lib/domain/job";
import { projectCountsSchema, projectSchema } from "@/lib/domain/project";
import { budgetLimitsSchema, projectBudgetSchema } from "@/lib/domain/project-budget";
import { type Endpoint, nothing, pageOf, pageQuery } from "../endpoint";
import { accountSchema } from "./entry";
import { memberSchema, rolesSchema } from "./team";

export const budgetEndpoints = {
  getBudget: {
    summary: "What calls to models may take in the project, and what they took; where it is used up, they wait",
    access: "member",
    scope: "read",
    response: projectBudgetSchema,
  },
  listBudgets: {
    summary: "The budget of every project of the server",
    access: "owner",
    scope: "manage",
    response: z.object({ items: z.array(z.object({ projectId: z.string(), budget: projectBudgetSchema })) }),
  },
  updateBudget: {
    summary: "Set the budget of any project, whole; what waited for it goes on by itself",
    access: "owner",
    scope: "manage",
    body: budgetLimitsSchema,
    response: projectBudgetSchema,
  },
} as const satisfies Record<string, Endpoint>;

const slugSchema = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/, "Small letters, digits and hyphens, as in an address");
/** Unpacked; what is in a project file is told by its rows, not by its size. */
const projectFileBytes = 64 * 1024 * 1024 * 1024;

export const projectEndpoints = {
  createProject: {
    summary: "Make a project; whoever makes it is its first lead",
    access: "owner",
    scope: "manage",
    body: z.strictObject({
      name: z.string().trim().min(1, "What is it called?").max(120),
      slug: slugSchema,
    }),
    response: projectSchema,
    status: 201,
  },
  listAuditLines: {
    summary: "What was done to projects as a whole, newest first; it stays when they are gone",
    access: "owner",
    scope: "manage",
    query: z.strictObject(pageQuery),
    response: pageOf(auditLineSchema),
  },
  countProject: {
    summary: "What the project holds, by noun",
    access: "project.manage",
    scope: "read",
    response: projectCountsSchema,
  },
  archiveProject: {
    summary: "Archive the project: it can be read and taken along, and nothing in it changes; runs are paused",
    access: "project.manage",
    scope: "manage",
    response: projectSchema,
  },
  unarchiveProject: {
    summary: "Take the project out of the archive; runs stay paused",
    access: "project.manage",
    scope: "manage",
    response: projectSchema,
    whileArchived: true,
  },
  deleteProject: {
    summary: "Delete the project with all that is in it; its name is typed. Nobody is in it from then on",
    access: "owner",
    scope: "manage",
    body: z.strictObject({ name: z.string().max(200) }),
    response: nothing,
    status: 204,
    whileArchived: true,
  },
  exportProject: {
    summary: "The whole project in one file, as it is at this moment (docs/project-file.md); keys are left out",
    access: "project.manage",
    scope: "export",
    response: { kind: "file", mediaTypes: ["application/gzip"] },
  },
  importProject: {
    summary: "Make a project of a project file; checked whole before anything is there, then a job of this project",
    access: "owner",
    scope: "manage",
    query: z.strictObject({
      /** In addresses; as in the file where nothing is said. */
      slug: slugSchema.optional(),
    }),
    body: {
      kind: "file",
      limit: projectFileBytes,
      mediaTypes: ["application/gzip", "application/x-gzip", "application/jsonl", "application/octet-stream"],
    },
    response: jobSchema,
    status: 201,
  },
  createCopy: {
    summary:
      "Copy a seed set, a benchmark, a queue with its guideline, or a guideline alone to another project that you lead, too",
    access: "project.manage",
    scope: "manage",
    body: copySchema,
    response: z.object({
      id: z.string(),
      /** Its project, as addresses name it. */
      project: z.string(),
    }),
    status: 201,
    whileArchived: true,
  },
  createMembership: {
    summary: "Take somebody who has an account into the project",
    access: "team.manage",
    scope: "manage",
    body: z.strictObject({ email: accountSchema.shape.email, roles: rolesSchema }),
    response: memberSchema,
    status: 201,
    whileArchived: true,
  },
  deleteMembership: {
    summary: "Take a member out of the project, or leave it; the last lead stays",
    access: "member",
    scope: "manage",
    response: nothing,
    status: 204,
    whileArchived: true,
  },
} as const satisfies Record<string, Endpoint>;
