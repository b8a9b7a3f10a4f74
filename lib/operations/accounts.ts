import { AppError } from "@/lib/base/app-error";
import { type AccountListed, findProject, updateAccount } from "@/lib/data/accounts";
import { findPersonByEmail } from "@/lib/data/people";
import { giveBackAllPlaces } from "@/lib/data/places";
import { inProject } from "@/lib/data/project-at-work";
import type { Project } from "@/lib/domain/project";
import type { Role, Viewer } from "@/lib/domain/viewer";
import { createInvitation } from "./invitations";
import { notClosed } from "./members";
import { createMembership } from "./projects";

type Wanted = { email: string; projectId: string; roles: Role[]; origin: string };

/** An owner takes somebody into any project: at once where they have an account, else by a link that makes one. */
export async function admitPerson(
  viewer: Viewer,
  { email, projectId, roles, origin }: Wanted,
): Promise<{ project: Project; link: string | null }> {
  const project = await findProject(projectId);
  if (!project) throw new AppError("not_found", "There is no such project. Nobody was taken in.");
  return inProject(projectId, async () => {
    if (await findPersonByEmail(email)) {
      await createMembership({ email, roles });
      return { project, link: null };
    }
    const { link } = await createInvitation(viewer, { email, roles, origin });
    return { project, link };
  });
}

/** An owner closes an account, whatever it is in, or opens it again. Nothing is left without a lead or an owner by it. */
export async function setAccountActive(accountId: string, active: boolean): Promise<AccountListed> {
  const account = await updateAccount(accountId, active);
  if (account === null) throw new AppError("not_found", "There is no such account. Nothing was changed.");
  if (account === "last_owner" || "lastLeadOf" in account) throw notClosed(account);
  if (!active) await giveBackAllPlaces(accountId);
  return account;
}
