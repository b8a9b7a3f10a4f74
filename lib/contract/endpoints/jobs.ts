import * as z from "zod";
import { jobKindSchema, jobLineSchema, jobSchema, jobStatusSchema } from "@/lib/domain/job";
import { idOf } from "@/lib/domain/reference";
import { type Endpoint, pageOf, pageQuery } from "../endpoint";

export const jobEndpoints = {
  listJobs: {
    summary: "Background work, newest first: all of it for leads, else what you asked for",
    access: "member",
    scope: "read",
    query: z.strictObject({
      status: jobStatusSchema.optional(),
      kind: jobKindSchema.optional(),
      /** The id of what it is about. */
      subject: idOf("jobSubject", z.string().max(40)).optional(),
      ...pageQuery,
    }),
    response: pageOf(jobSchema),
  },
  getJob: {
    summary: "A job with its log",
    access: "member",
    scope: "read",
    response: z.object({ job: jobSchema, lines: z.array(jobLineSchema) }),
  },
  cancelJob: {
    summary: "Ask for a job to stop; what it has done stays, and a retry goes on from there",
    access: "member",
    scope: "manage",
    response: jobSchema,
  },
  retryJob: {
    summary: "Let a job that failed or was cancelled go on where it stood",
    access: "member",
    scope: "manage",
    response: jobSchema,
  },
} as const satisfies Record<string, Endpoint>;
