import { hashPassword } from "better-auth/crypto";
import { AppError } from "@/lib/base/app-error";
import { newId } from "@/lib/base/ids";
import { findInvitation, acceptInvitation as insertInvited } from "@/lib/data/invitations";
import { isUniqueViolation } from "@/lib/data/unique-violation";
import type { Invitation } from "@/lib/domain/invitation";
import type { Viewer } from "@/lib/domain/viewer";
import { hashSecret } from "./secret";

const used = "This invitation was used, withdrawn or is older than seven days. Ask a lead for a new one.";

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
    throw new AppError("conflict", `${email} has an account already. Sign in with it.`, { cause });
  }
  throw new AppError("gone", used);
}
