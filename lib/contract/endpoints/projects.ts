import * as z from "zod";
import { projectSchema } from "@/lib/domain/project";
import { type Endpoint, nothing } from "../endpoint";
import { accountSchema } from "./entry";
import { memberSchema, rolesSchema } from "./team";

export const projectEndpoints = {
  createProject: {
    summary: "Make a project; whoever makes it is its first lead",
    access: "owner",
    scope: "manage",
    body: z.strictObject({
      name: z.string().trim().min(1, "What is it called?").max(120),
      slug: z
        .string()
        .regex(/^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/, "Small letters, digits and hyphens, as in an address"),
    }),
    response: projectSchema,
    status: 201,
  },
  createMembership: {
    summary: "Take somebody who has an account into the project",
    access: "team.manage",
    scope: "manage",
    body: z.strictObject({ email: accountSchema.shape.email, roles: rolesSchema }),
    response: memberSchema,
    status: 201,
  },
  deleteMembership: {
    summary: "Take a member out of the project, or leave it; the last lead stays",
    access: "member",
    scope: "manage",
    response: nothing,
    status: 204,
  },
} as const satisfies Record<string, Endpoint>;
