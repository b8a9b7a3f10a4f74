import { hashPassword } from "better-auth/crypto";
import { env } from "@/lib/base/env";
import { newId } from "@/lib/base/ids";
import { log } from "@/lib/base/log";
import { ensureApiToken } from "@/lib/data/api-tokens";
import { findPersonByEmail, insertPerson } from "@/lib/data/people";
import { hashSecret } from "./secret";

/**
 * Makes the account (and API token) that REALCHAT_ADMIN_* name, so that a studio can be set up without a browser.
 * Changes nothing that is there: a password changed later stays changed.
 */
export async function ensureAdmin(): Promise<void> {
  const { REALCHAT_ADMIN_EMAIL, REALCHAT_ADMIN_PASSWORD: password, REALCHAT_ADMIN_TOKEN: token } = env();
  if (!REALCHAT_ADMIN_EMAIL) return;
  const email = REALCHAT_ADMIN_EMAIL.toLowerCase();
  if (password && !(await findPersonByEmail(email))) {
    const roles = ["lead", "annotator", "evaluator"] as const;
    const person = { id: newId("user"), name: "Admin", email, roles: [...roles] };
    if (await insertPerson({ ...person, passwordHash: await hashPassword(password) }))
      log.info({ email }, "Made the account of REALCHAT_ADMIN_EMAIL");
  }
  const admin = await findPersonByEmail(email);
  if (!admin || !token) return;
  const name = "REALCHAT_ADMIN_TOKEN";
  await ensureApiToken({ id: newId("apiToken"), userId: admin.id, name, tokenHash: hashSecret(token) });
}
