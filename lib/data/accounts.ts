import type { Membership, Project } from "@/lib/domain/project";
import type { Role } from "@/lib/domain/viewer";
import { toAccount, toProject, withMemberships } from "./memberships";
import {
  findMember,
  lastLead,
  type MemberRow,
  type NotClosed,
  peopleLock,
  setActive,
  withdrawInvitations,
} from "./people";
import { lockFor, prisma } from "./prisma";
import { inProject, requireProject } from "./project-at-work";

const everyRole: Role[] = ["lead", "annotator", "evaluator"];

/** An account as owners of the server see it. */
export type AccountListed = {
  id: string;
  name: string;
  email: string;
  isOwner: boolean;
  memberships: Membership[];
  createdAt: string;
  deactivatedAt: string | null;
};

/** Everybody on the server, those first who were there first, with what they are in. */
export async function listAccounts(): Promise<AccountListed[]> {
  const orderBy = [{ createdAt: "asc" }, { id: "asc" }] as const;
  return (await prisma.user.findMany({ include: withMemberships, orderBy: [...orderBy] })).map(toListed);
}

/** Every project of the server, the oldest first. */
export async function listProjects(): Promise<Project[]> {
  return (
    await prisma.project.findMany({ where: { deletedAt: null }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] })
  ).map(toProject);
}

export async function findProject(id: string): Promise<Project | null> {
  const row = await prisma.project.findUnique({ where: { id, deletedAt: null } });
  return row && toProject(row);
}

/** Closes an account, or opens it; null when there is none. How it was when it is so already. */
export async function updateAccount(id: string, active: boolean): Promise<AccountListed | NotClosed | null> {
  return prisma.$transaction(async (tx) => {
    await lockFor(tx, peopleLock);
    const before = await tx.user.findUnique({ where: { id }, include: withMemberships });
    if (!before) return null;
    if ((before.deactivatedAt === null) === active) return toListed(before);
    const deactivatedAt = await setActive(tx, id, active);
    return deactivatedAt === null || deactivatedAt instanceof Date
      ? toListed({ ...before, deactivatedAt })
      : deactivatedAt;
  });
}

type Row = Parameters<typeof toAccount>[0] & { createdAt: Date; deactivatedAt: Date | null };

/** No more of the row than owners may see. */
function toListed(row: Row): AccountListed {
  const { id, name, email, isOwner, memberships } = toAccount(row);
  const createdAt = row.createdAt.toISOString();
  return { id, name, email, isOwner, memberships, createdAt, deactivatedAt: row.deactivatedAt?.toISOString() ?? null };
}

/** Inserts a project with its first lead; throws a unique violation when another one has its slug. */
export async function insertProject(
  project: Pick<Project, "id" | "name" | "slug">,
  personId: string,
): Promise<Project> {
  return inProject(project.id, () =>
    prisma.$transaction(async (tx) => {
      const made = await tx.project.create({ data: project });
      await tx.membership.create({ data: { projectId: project.id, personId, roles: everyRole } });
      await tx.duplicateSetting.create({ data: { projectId: project.id } });
      return toProject(made);
    }),
  );
}

/** Why nobody was taken in. */
type NotTakenIn = "no_account" | "closed" | "is_member";

/** Takes an open account into the project at work. */
export async function insertMembership(email: string, roles: Role[]): Promise<MemberRow | NotTakenIn> {
  const projectId = requireProject();
  return prisma.$transaction(async (tx) => {
    await lockFor(tx, peopleLock);
    const person = await tx.user.findFirst({ where: { email }, select: { id: true, deactivatedAt: true } });
    if (!person) return "no_account";
    if (person.deactivatedAt) return "closed";
    if (await findMember(tx, person.id)) return "is_member";
    await tx.membership.create({ data: { projectId, personId: person.id, roles } });
    return (await findMember(tx, person.id)) ?? "no_account";
  });
}

/** Takes a member out of the project at work, unless nobody else leads it. */
export async function removeMembership(personId: string): Promise<"removed" | "no_such_person" | "last_lead"> {
  const projectId = requireProject();
  return prisma.$transaction(async (tx) => {
    await lockFor(tx, peopleLock);
    const member = await findMember(tx, personId);
    if (!member) return "no_such_person";
    if (member.roles.includes("lead") && (await lastLead(tx, personId))) return "last_lead";
    await tx.membership.delete({ where: { projectId_personId: { projectId, personId } } });
    await withdrawInvitations(tx, { personId, projectId, person: { isOwner: false } });
    return "removed";
  });
}
