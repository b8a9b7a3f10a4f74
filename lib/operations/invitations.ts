import { hashPassword } from "better-auth/crypto";
import { AppError } from "@/lib/base/app-error";
import { newId } from "@/lib/base/ids";
import { hrefs } from "@/lib/contract/hrefs";
import {
  findInvitation,
  insertInvitation,
  acceptInvitation as insertInvited,
  joinInvited,
} from "@/lib/data/invitations";
import { findPersonByEmail, isDeactivated } from "@/lib/data/people";
import { isUniqueViolation } from "@/lib/data/postgres-errors";
import { requireProject } from "@/lib/data/project-at-work";
import type { Invitation } from "@/lib/domain/invitation";
import type { Account, Project } from "@/lib/domain/project";
import type { Role, Viewer } from "@/lib/domain/viewer";
import { closedWords } from "./projects";
import { hashSecret, makeSecret } from "./secret";

const used =
  "This invitation was used, withdrawn, is older than seven days, or whoever sent it no longer leads the project. Ask a lead for a new one.";

const sevenDays = 7 * 24 * 60 * 60 * 1000;

type Input = {
  email: string;
  roles: Role[];
  /** Where the studio is reached, e.g. `https://studio.example.org`. */
  origin: string;
};

/** Invites somebody. The link is in this answer only; the studio keeps its hash. */
export async function createInvitation(
  viewer: Viewer,
  { email, roles, origin }: Input,
): Promise<{ invitation: Invitation; link: string }> {
  const person = await findPersonByEmail(email);
  if (person?.memberships.some(({ project }) => project.id === requireProject()))
    throw new AppError("conflict", `${email} is here already; nobody was invited.`);
  if (person && (await isDeactivated(person.id))) throw new AppError("conflict", closedWords(email));
  // Whoever asks may take them in instead, without a link.
  if (person)
    throw new AppError("conflict", `${email} has an account already; nobody was invited.`, {
      details: { hasAccount: true },
    });
  const { secret, hash } = makeSecret("rci");
  const invitation = await insertInvitation({
    id: newId("invitation"),
    email,
    roles: [...new Set(roles)],
    tokenHash: hash,
    personId: viewer.id,
    expiresAt: new Date(Date.now() + sevenDays),
  });
  return { invitation, link: new URL(hrefs.invitation(secret), origin).href };
}

/** The invitation behind a link. */
export async function readInvitation(token: string): Promise<Invitation> {
  const invitation = await findInvitation(hashSecret(token));
  if (!invitation) throw new AppError("gone", used);
  return invitation;
}

/** Makes the invited account; a link works once. */
export async function acceptInvitation(input: { token: string; name: string; password: string }): Promise<Viewer> {
  const { id, email, roles } = await readInvitation(input.token);
  const viewer: Viewer = { id: newId("user"), name: input.name, email, roles };
  const passwordHash = await hashPassword(input.password);
  try {
    if (await insertInvited(id, { ...viewer, passwordHash })) return viewer;
  } catch (cause) {
    if (!isUniqueViolation(cause)) throw cause;
    throw new AppError("conflict", `${email} has an account already. Sign in with it, then open this link again.`, {
      cause,
    });
  }
  throw new AppError("gone", used);
}

/** Takes somebody with an account into the project of an invitation that was sent to their address. */
export async function joinByInvitation(account: Account, token: string): Promise<{ project: Project }> {
  const { id, email } = await readInvitation(token);
  if (email !== account.email)
    throw new AppError("forbidden", `This invitation is for ${email}. Sign out, and in again with that account.`);
  const project = await joinInvited(id, account.id);
  if (!project) throw new AppError("gone", used);
  return { project };
}
