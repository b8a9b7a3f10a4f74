import { AppError } from "@/lib/base/app-error";
import { newId } from "@/lib/base/ids";
import { insertMembership, insertProject, removeMembership } from "@/lib/data/accounts";
import type { MemberRow } from "@/lib/data/people";
import { giveBackPlaces } from "@/lib/data/places";
import { isUniqueViolation } from "@/lib/data/postgres-errors";
import type { Project } from "@/lib/domain/project";
import { authorizeOwn, type Role, type Viewer } from "@/lib/domain/viewer";

/** Makes an empty project, led by whoever makes it. */
export async function createProject(viewer: Viewer, { name, slug }: { name: string; slug: string }): Promise<Project> {
  try {
    return await insertProject({ id: newId("project"), name, slug }, viewer.id);
  } catch (cause) {
    if (!isUniqueViolation(cause)) throw cause;
    const fields = { slug: "Another project has this address. Choose another one." };
    throw new AppError("invalid", "Another project has this address. No project was made.", { cause, fields });
  }
}

/** Takes somebody with an account into the project at work; who is in it already keeps the roles they have. */
export async function createMembership({ email, roles }: { email: string; roles: Role[] }): Promise<MemberRow> {
  const member = await insertMembership(email, [...new Set(roles)]);
  if (member === "no_account")
    throw new AppError("not_found", `Nobody has an account as ${email}. Invite them instead; nothing was changed.`);
  if (member === "closed") throw new AppError("conflict", closedWords(email));
  if (member === "is_member")
    throw new AppError("conflict", `${email} is in this project already, and keeps the roles they have.`);
  return member;
}

/** Takes a member out of the project at work: a lead anybody, everybody themselves. What they did there stays. */
export async function deleteMembership(viewer: Viewer, memberId: string): Promise<void> {
  authorizeOwn(viewer, memberId);
  const outcome = await removeMembership(memberId);
  if (outcome === "no_such_person") throw new AppError("not_found", "There is no such member. Nothing was changed.");
  if (outcome === "last_lead")
    throw new AppError("conflict", "The last lead can't leave the project. Make somebody else a lead first.");
  await giveBackPlaces(memberId);
}

export function closedWords(email: string): string {
  return `The account of ${email} is closed. An owner of the server opens it again; nothing was changed.`;
}
