import * as z from "zod";
import { dayOfWorkSchema, pastActSchema, waitingInSchema, workSchema, workSignalSchema } from "@/lib/domain/work";
import { type Endpoint, pageOf, pageQuery } from "../endpoint";
import { figureSchema } from "./results";

/** How far back, in days. */
const days = z.coerce.number().int().min(1).max(365).default(30);

export const workEndpoints = {
  getWork: {
    summary: "A person's work, their own figures first; of others only for leads",
    access: "member",
    scope: "read",
    query: z.strictObject({ days }),
    response: z.object({ work: workSchema, signals: z.array(workSignalSchema), byDay: z.array(dayOfWorkSchema) }),
  },
  listPastActs: {
    summary: "What a person did, newest first; of others only for leads",
    access: "member",
    scope: "read",
    query: z.strictObject({ ...pageQuery }),
    response: pageOf(pastActSchema),
  },
  listWaiting: {
    summary: "What waits for one in each of one's projects",
    access: "account",
    scope: "read",
    response: z.object({ items: z.array(waitingInSchema) }),
  },
  listTeamWork: {
    summary: "Everybody's work side by side, with what somebody should look at",
    access: "team.manage",
    scope: "read",
    query: z.strictObject({ days }),
    response: z.object({
      items: z.array(
        z.object({
          work: workSchema,
          signals: z.array(workSignalSchema),
          /** Of the verdicts that others gave on the same shared items, those equal to this person's. */
          agreement: figureSchema,
        }),
      ),
    }),
  },
} as const satisfies Record<string, Endpoint>;
