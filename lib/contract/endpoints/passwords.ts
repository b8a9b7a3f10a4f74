import * as z from "zod";
import { viewerSchema } from "@/lib/domain/viewer";
import { type Endpoint, nothing } from "../endpoint";
import { passwordSchema } from "./entry";

const cutOff = "The link is not whole. Open it exactly as it was sent";

export const passwordEndpoints = {
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
