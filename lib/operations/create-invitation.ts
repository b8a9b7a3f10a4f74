import { AppError } from "@/lib/base/app-error";
import { newId } from "@/lib/base/ids";
import { hrefs } from "@/lib/contract/hrefs";
import { insertInvitation } from "@/lib/data/invitations";
import { findPersonByEmail } from "@/lib/data/people";
import type { Invitation } from "@/lib/domain/invitation";
import type { Role, Viewer } from "@/lib/domain/viewer";
import { makeSecret } from "./secret";

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
  if (await findPersonByEmail(email))
    throw new AppError("conflict", `${email} has an account already; nobody was invited.`);
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
