import * as z from "zod";
import { listedRunSchema, runProgressSchema, runSchema, runSpecSchema, runStatusSchema } from "@/lib/domain/run";
import { type Endpoint, pageOf, pageQuery } from "../endpoint";

export const runEndpoints = {
  listRuns: {
    summary: "Runs, newest first",
    access: "member",
    scope: "read",
    query: z.strictObject({ status: runStatusSchema.optional(), ...pageQuery }),
    response: pageOf(listedRunSchema),
  },
  createRun: {
    summary: "Set up a run, and with launch start it at once",
    access: "run.manage",
    scope: "manage",
    body: runSpecSchema.extend({ launch: z.boolean().default(false) }),
    response: runSchema,
    status: 201,
  },
  getRun: {
    summary: "A run and its figures as they stand now",
    access: "member",
    scope: "read",
    response: z.object({ run: runSchema, progress: runProgressSchema }),
  },
  updateRun: {
    summary: "Replace the set-up of a run that was not launched yet",
    access: "run.manage",
    scope: "manage",
    body: runSpecSchema,
    response: runSchema,
  },
  launchRun: { summary: "Start a draft", access: "run.manage", scope: "manage", response: runSchema },
  pauseRun: {
    summary: "Hold a run; turns in flight are finished and nothing is lost",
    access: "run.manage",
    scope: "manage",
    response: runSchema,
  },
  resumeRun: { summary: "Let a paused run go on", access: "run.manage", scope: "manage", response: runSchema },
  stopRun: {
    summary: "End a run and all its open dialogues on their last answer",
    access: "run.manage",
    scope: "manage",
    response: runSchema,
  },
} as const satisfies Record<string, Endpoint>;
