import * as z from "zod";
import { invitationSchema } from "@/lib/domain/invitation";
import { projectSchema } from "@/lib/domain/project";
import { roleSchema, viewerSchema } from "@/lib/domain/viewer";
import { dayOfWorkSchema, pastActSchema, waitingInSchema, workSchema, workSignalSchema } from "@/lib/domain/work";
import { type Endpoint, nothing, pageOf, pageQuery } from "../endpoint";
import { accountSchema } from "./entry";
import { figureSchema } from "./results";

/** How far back, in days. */
const days = z.coerce.number().int().min(1).max(365).default(30);

export const rolesSchema = z.array(roleSchema).min(1, "Give at least one role").max(3);

export const memberSchema = viewerSchema.extend({
  createdAt: z.iso.datetime(),
  deactivatedAt: z.iso.datetime().nullable(),
});
export type Member = z.infer<typeof memberSchema>;

const cutOff = "The link is not whole. Open it exactly as it was sent";
const invitationToken = z.string().min(20, cutOff).max(200, cutOff);

export const teamEndpoints = {
  listMembers: {
    summary: "Everybody in the project",
    access: "member",
    scope: "read",
    response: z.object({ items: z.array(memberSchema) }),
  },
  updateMember: {
    summary: "Give a member other roles; the last lead stays one",
    access: "team.manage",
    scope: "manage",
    body: z.strictObject({ roles: rolesSchema }),
    response: memberSchema,
    whileArchived: true,
  },
  deactivateMember: {
    summary: "Close an account: sign-in refused, sessions, streams and tokens dead; the last lead stays",
    access: "team.manage",
    scope: "manage",
    response: memberSchema,
    whileArchived: true,
  },
  reactivateMember: {
    summary: "Open a closed account again",
    access: "team.manage",
    scope: "manage",
    response: memberSchema,
    whileArchived: true,
  },
  listInvitations: {
    summary: "Invitations that still wait for an answer",
    access: "team.manage",
    scope: "read",
    response: z.object({ items: z.array(invitationSchema) }),
  },
  createInvitation: {
    summary: "Invite somebody for seven days; the link is shown only in this answer",
    access: "team.manage",
    scope: "manage",
    body: z.strictObject({ email: accountSchema.shape.email, roles: rolesSchema }),
    response: z.object({ invitation: invitationSchema, link: z.string() }),
    status: 201,
    secret: true,
    whileArchived: true,
  },
  deleteInvitation: {
    summary: "Withdraw an invitation",
    access: "team.manage",
    scope: "manage",
    response: nothing,
    status: 204,
    whileArchived: true,
  },
  getInvitation: {
    summary: "What an invitation link offers",
    access: "public",
    query: z.strictObject({ token: invitationToken }),
    response: z.object({
      email: z.string(),
      roles: z.array(roleSchema),
      personName: z.string(),
      projectName: z.string(),
      /** Whoever it is for has an account by now, and joins with that. */
      hasAccount: z.boolean(),
    }),
  },
  acceptInvitation: {
    summary: "Make the invited account and sign it in",
    access: "public",
    body: accountSchema.omit({ email: true }).extend({ token: invitationToken }),
    response: z.object({ viewer: viewerSchema }),
    status: 201,
  },
  joinByInvitation: {
    summary: "Come into the project of an invitation with the account that one is signed in with",
    access: "account",
    scope: "manage",
    body: z.strictObject({ token: invitationToken }),
    response: z.object({ project: projectSchema }),
  },
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
