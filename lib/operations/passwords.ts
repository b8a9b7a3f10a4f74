import { hashPassword, verifyPassword } from "better-auth/crypto";
import { AppError } from "@/lib/base/app-error";
import { newId } from "@/lib/base/ids";
import { hrefs } from "@/lib/contract/hrefs";
import {
  findAccountOfMember,
  findPasswordHash,
  findPasswordReset,
  insertPasswordReset,
  redeemPasswordReset,
  replacePassword,
} from "@/lib/data/passwords";
import { type Account, mayDecideOver } from "@/lib/domain/project";
import { hashSecret, makeSecret } from "./secret";

const dayMs = 24 * 60 * 60 * 1000;

const used =
  "This link was used, is older than a day, or whoever made it may no longer do so. Ask a lead for a new one.";

const elsewhere =
  "This person is in other projects, too, or owns the server, so only an owner makes a link that sets their password. No link was made.";

/** Changes a person's password and ends all their sessions; false, and nothing changed, when the current one is wrong. */
export async function changePassword(
  personId: string,
  { currentPassword, newPassword }: { currentPassword: string; newPassword: string },
): Promise<boolean> {
  const hash = await findPasswordHash(personId);
  if (hash === null || !(await verifyPassword({ hash, password: currentPassword }))) return false;
  return replacePassword(personId, hash, await hashPassword(newPassword));
}

type ResetInput = {
  memberId: string;
  /** Where the studio is reached, e.g. `https://studio.example.org`. */
  origin: string;
};

/** Makes a link by which a member who forgot their password sets a new one. It is in this answer only. */
export async function createPasswordReset(
  maker: Account,
  { memberId, origin }: ResetInput,
): Promise<{ link: string; expiresAt: string }> {
  const person = await findAccountOfMember(memberId);
  if (!person) throw new AppError("not_found", "There is no such member. No link was made.");
  if (!mayDecideOver(maker, person)) throw new AppError("forbidden", elsewhere);
  const { secret, hash } = makeSecret("rcp");
  const expiresAt = new Date(Date.now() + dayMs);
  const id = newId("passwordReset");
  await insertPasswordReset({ id, personId: person.id, makerId: maker.id, tokenHash: hash, expiresAt });
  return { link: new URL(hrefs.passwordReset(secret), origin).href, expiresAt: expiresAt.toISOString() };
}

/** Whose password a link sets. Throws `gone` for one that is used, over, unknown, or of somebody who may make none now. */
export async function readPasswordReset(token: string): Promise<Account> {
  const found = await findPasswordReset(hashSecret(token));
  if (!found || !mayDecideOver(found.maker, found.person)) throw new AppError("gone", used);
  return found.person;
}

/** Sets the password of a link and ends all sessions of its person; the link works once. */
export async function resetPassword({ token, password }: { token: string; password: string }): Promise<Account> {
  const person = await readPasswordReset(token);
  if (!(await redeemPasswordReset(hashSecret(token), person.id, await hashPassword(password))))
    throw new AppError("gone", used);
  return person;
}
