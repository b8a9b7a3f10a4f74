import * as z from "zod";
import { alertRuleSchema, alertSchema, newAlertRuleSchema } from "@/lib/domain/statistics/alert";
import { overviewSchema } from "@/lib/domain/statistics/overview";
import { targetProgressSchema, targetSchema } from "@/lib/domain/training/target";
import { type Endpoint, nothing, pageOf, pageQuery } from "../endpoint";

const answeredTarget = z.object({ progress: targetProgressSchema.nullable() });

export const overviewEndpoints = {
  getOverview: {
    summary:
      "How the data comes along: what was done each day, what an accepted dialogue costs, what holds up queues and runs, how far data sets are from their targets",
    access: "run.manage",
    scope: "read",
    response: overviewSchema,
  },
  listAlerts: {
    summary: "Alerts that were raised, the newest first, with those that are over or seen",
    access: "run.manage",
    scope: "read",
    query: z.strictObject(pageQuery),
    response: pageOf(alertSchema),
  },
  seeAlert: {
    summary: "Note that somebody saw an alert; the first to do so stays",
    access: "run.manage",
    scope: "manage",
    response: nothing,
    status: 204,
  },
  listAlertRules: {
    summary: "What workers watch: the limits at which an alert is raised",
    access: "run.manage",
    scope: "read",
    response: z.object({ items: z.array(alertRuleSchema) }),
  },
  createAlertRule: {
    summary:
      "Have workers watch a figure of runs or of review queues; what is beyond the limit already is told at once",
    access: "run.manage",
    scope: "manage",
    body: newAlertRuleSchema,
    response: alertRuleSchema,
    status: 201,
  },
  removeAlertRule: {
    summary: "Watch this no more; its alerts can still be read, and count as over",
    access: "run.manage",
    scope: "manage",
    response: nothing,
    status: 204,
  },
  getTarget: {
    summary: "How many dialogues a data set is to have, and how many of each domain, beside what it has",
    access: "member",
    scope: "read",
    response: answeredTarget,
  },
  setTarget: {
    summary: "Set what a data set is to have; null: nothing any more. Its dialogues stay as they are",
    access: "member",
    scope: "manage",
    body: z.strictObject({ target: targetSchema.nullable() }),
    response: answeredTarget,
  },
} as const satisfies Record<string, Endpoint>;
