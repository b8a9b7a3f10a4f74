import * as z from "zod";
import { apiTokenSchema, scopeSchema, teamTokenSchema } from "@/lib/domain/api-token";
import { roleSchema } from "@/lib/domain/viewer";
import { type Endpoint, nothing } from "../endpoint";

export const tokenEndpoints = {
  listApiTokens: {
    summary: "Your API tokens",
    access: "account",
    scope: "read",
    response: z.object({ items: z.array(apiTokenSchema) }),
  },
  createApiToken: {
    summary:
      "Make an API token for some or all of what you may, asked again at each use; it is shown only in this answer",
    access: "account",
    scope: "manage",
    body: z.strictObject({
      name: z.string().trim().min(1, "What is it for?").max(120),
      /** Slug or id of the one project that it opens; without, all of yours. */
      project: z.string().max(100).nullable().default(null),
      scopes: z
        .array(scopeSchema)
        .min(1, "Choose what it may do")
        .max(scopeSchema.options.length)
        .default(scopeSchema.options),
      /** The role that it has where you have it or a higher one; without, yours. */
      role: roleSchema.nullable().default(null),
      expiresAt: z.iso.datetime().nullable().default(null),
    }),
    response: z.object({ apiToken: apiTokenSchema, token: z.string() }),
    status: 201,
    secret: true,
  },
  deleteApiToken: {
    summary: "Revoke one of your API tokens",
    access: "account",
    scope: "manage",
    response: nothing,
    status: 204,
  },
  listTeamTokens: {
    summary: "API tokens of members that work in the project",
    access: "team.manage",
    scope: "read",
    response: z.object({ items: z.array(teamTokenSchema) }),
  },
  shutOutToken: {
    summary: "Revoke an API token in the project; what it opens elsewhere stays its person's",
    access: "team.manage",
    scope: "manage",
    response: nothing,
    status: 204,
  },
} as const satisfies Record<string, Endpoint>;
