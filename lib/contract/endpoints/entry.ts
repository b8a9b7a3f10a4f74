import * as z from "zod";
import { membershipSchema } from "@/lib/domain/project";
import { viewerSchema } from "@/lib/domain/viewer";
import { type Endpoint, nothing } from "../endpoint";

export const passwordSchema = z.string().min(12, "At least 12 characters").max(128, "At most 128 characters");

/** What a person types to get an account. */
export const accountSchema = z.strictObject({
  name: z.string().trim().min(1, "Your name, as the team knows you").max(120),
  email: z.email("An e-mail address like ada@example.org").trim().toLowerCase().max(254),
  password: passwordSchema,
});

export const healthSchema = z.object({
  /**
   * `no_worker`: pages work, but nobody writes dialogues. With 503: `starting`, until the first worker has put the studio's
   * own models there; `failing`, while the database does not answer.
   */
  status: z.enum(["ok", "no_worker", "starting", "failing"]),
  database: z.boolean(),
  /** Null while the database does not answer. Alive: seen within 30 s. */
  workers: z.object({ alive: z.number().int(), secondsSinceSeen: z.number().nullable() }).nullable(),
});

const cutOff = "The link is not whole. Open it exactly as it was sent";

export const entryEndpoints = {
  session: {
    summary: "Who is signed in, and whether the studio still waits for its first account",
    access: "public",
    response: z.object({
      /** With the roles in the project, when it is only one. */
      viewer: viewerSchema.nullable(),
      isOwner: z.boolean(),
      /** Those that one is in, with the roles there, oldest first. */
      projects: z.array(membershipSchema),
      needsFirstAccount: z.boolean(),
    }),
  },
  createFirstAccount: {
    summary: "Make the first account, a lead, while there is none; signs it in",
    access: "public",
    body: accountSchema.extend({
      /** Where others on the network could be faster: the code that `npm start` printed. */
      setUpCode: z.string().max(100).optional(),
    }),
    response: z.object({ viewer: viewerSchema }),
    status: 201,
  },
  health: { summary: "Whether the studio can serve", access: "public", response: healthSchema },
  openapi: { summary: "This description of the API", access: "public", response: z.record(z.string(), z.unknown()) },
  changePassword: {
    summary: "Change your password; ends all your sessions but the one that this answer begins. API tokens stay",
    access: "account",
    scope: "manage",
    body: z.strictObject({ currentPassword: z.string().max(1024), newPassword: passwordSchema }),
    response: nothing,
    status: 204,
  },
  endSessions: {
    summary: "Sign out everywhere, here too; API tokens stay",
    access: "account",
    scope: "manage",
    response: z.object({ ended: z.number().int() }),
  },
  createPasswordReset: {
    summary: "Make a link by which a member sets a new password, for a day and once; it is shown only in this answer",
    access: "team.manage",
    scope: "manage",
    response: z.object({ link: z.string(), expiresAt: z.iso.datetime() }),
    status: 201,
    secret: true,
  },
  resetPassword: {
    summary: "Set the password of a link, end all sessions of its person and sign them in",
    access: "public",
    body: z.strictObject({ token: z.string().min(20, cutOff).max(200, cutOff), password: passwordSchema }),
    response: z.object({ viewer: viewerSchema }),
  },
} as const satisfies Record<string, Endpoint>;
