import * as z from "zod";
import type { Account, Membership, Project } from "@/lib/domain/project";
import { type Role, roleSchema } from "@/lib/domain/viewer";
import { sql } from "./door/fragment";
import { columns, json } from "./door/row";
import type { Prisma } from "./generated/prisma/client";

/** The project of every studio that never made another one. */
export const firstProjectId = "prj_00000000000realchat";

/** What an account is read with. */
export const withMemberships = {
  memberships: { include: { project: true }, orderBy: [{ createdAt: "asc" }, { projectId: "asc" }] },
} as const satisfies Prisma.UserInclude;

type ProjectRow = { id: string; name: string; slug: string; archivedAt: Date | null };
export type AccountRow = {
  id: string;
  name: string;
  email: string;
  isOwner: boolean;
  memberships: { roles: string[]; project: ProjectRow }[];
};

const account = columns("User", "u", "id", "name", "email", "isOwner");
const memberships = z.array(
  z.object({
    roles: z.array(roleSchema),
    project: z.object({ id: z.string(), name: z.string(), slug: z.string(), archivedAt: z.coerce.date().nullable() }),
  }),
);

/** What {@link toAccount} takes, of the user `u`, in one statement. */
export const accountShape = { ...account.row, memberships: json(memberships) };
export const accountColumns = sql`${account}, coalesce((
  SELECT json_agg(json_build_object('roles', m.roles, 'project',
    json_build_object('id', p.id, 'name', p.name, 'slug', p.slug, 'archivedAt', p.archived_at)) ORDER BY m.created_at, p.id)
  FROM membership m JOIN project p ON p.id = m.project_id WHERE m.person_id = u.id), '[]') AS memberships`;

/** Columns of the person that others may see, and the projects they are in. */
export function toAccount({ id, name, email, isOwner, memberships }: AccountRow): Account {
  return { id, name, email, isOwner, memberships: memberships.map(toMembership) };
}

function toMembership({ roles, project }: AccountRow["memberships"][number]): Membership {
  return { project: toProject(project), roles: roles as Role[] };
}

export function toProject({ id, name, slug, archivedAt }: ProjectRow): Project {
  return { id, name, slug, archivedAt: archivedAt?.toISOString() ?? null };
}
