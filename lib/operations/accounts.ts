import { timingSafeEqual } from "node:crypto";
import { hashPassword } from "better-auth/crypto";
import { AppError } from "@/lib/base/app-error";
import { env } from "@/lib/base/env";
import { newId } from "@/lib/base/ids";
import { type AccountListed, findProject, updateAccount } from "@/lib/data/accounts";
import { findPersonByEmail, hasUsers, insertFirstPerson } from "@/lib/data/people";
import { giveBackAllPlaces } from "@/lib/data/places";
import { inProject } from "@/lib/data/project-at-work";
import type { Project } from "@/lib/domain/project";
import type { Role, Viewer } from "@/lib/domain/viewer";
import { createInvitation } from "./invitations";
import { notClosed } from "./members";
import { createMembership } from "./projects";
import { hashSecret } from "./secret";

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

type AccountInput = { name: string; email: string; password: string; setUpCode?: string };

const everyRole: Role[] = ["lead", "annotator", "evaluator"];

/**
 * Makes the first account, with every role. Only while there is none: of many who try at once, one succeeds. Asks for the
 * set-up code where the studio has one.
 */
export async function createFirstAccount({ password, setUpCode = "", ...account }: AccountInput): Promise<Viewer> {
  const viewer: Viewer = { id: newId("user"), ...account, roles: everyRole };
  if (await hasUsers()) throw new AppError("gone", taken);
  checkSetUpCode(setUpCode);
  // Hashing is slow on purpose, so nobody gets it for nothing once the door is closed.
  if (await insertFirstPerson({ ...viewer, passwordHash: await hashPassword(password) })) return viewer;
  throw new AppError("gone", taken);
}

const taken = "The studio has its first account already. Sign in, or ask a lead for an invitation.";

function checkSetUpCode(given: string): void {
  const { REALCHAT_SETUP_CODE: asked } = env();
  if (asked === undefined || timingSafeEqual(Buffer.from(read(given)), Buffer.from(read(asked)))) return;
  const words = "This is not the set-up code. It stands where the studio was started: `npm start` prints it.";
  throw new AppError("forbidden", `${words} No account was made.`, { fields: { setUpCode: words } });
}

/** A code however it was typed: without blanks and dashes, in either case, O for 0; hashed, so that all are as long. */
function read(code: string): string {
  return hashSecret(
    code
      .toUpperCase()
      .replace(/[^0-9A-Z]/g, "")
      .replaceAll("O", "0")
      .replace(/[IL]/g, "1"),
  );
}
