import * as z from "zod";
import { membershipSchema, projectSchema } from "@/lib/domain/project";
import type { Endpoint } from "../endpoint";
import { accountSchema } from "./entry";
import { rolesSchema } from "./team";

/** An account as owners of the server see it. */
export const listedAccountSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  isOwner: z.boolean(),
  /** What they are in, and as what. */
  memberships: z.array(membershipSchema),
  createdAt: z.iso.datetime(),
  deactivatedAt: z.iso.datetime().nullable(),
});
export type ListedAccount = z.infer<typeof listedAccountSchema>;

/** What owners of the server see and do, whatever they are in. */
export const accountEndpoints = {
  listProjects: {
    summary: "Every project of the server",
    access: "owner",
    scope: "manage",
    response: z.object({ items: z.array(projectSchema) }),
  },
  listAccounts: {
    summary: "Every account of the server, with what it is in",
    access: "owner",
    scope: "manage",
    response: z.object({ items: z.array(listedAccountSchema) }),
  },
  admitPerson: {
    summary:
      "Take somebody into any project: at once, or by a link where they have no account; it is shown only in this answer",
    access: "owner",
    scope: "manage",
    body: z.strictObject({ email: accountSchema.shape.email, projectId: z.string().max(60), roles: rolesSchema }),
    response: z.object({ project: projectSchema, link: z.string().nullable() }),
    status: 201,
    secret: true,
  },
  closeAccount: {
    summary: "Close an account in all its projects; the last lead of any, and the last owner, stays",
    access: "owner",
    scope: "manage",
    response: listedAccountSchema,
  },
  openAccount: {
    summary: "Open a closed account again",
    access: "owner",
    scope: "manage",
    response: listedAccountSchema,
  },
} as const satisfies Record<string, Endpoint>;
