import { hashPassword } from "better-auth/crypto";
import { env } from "@/lib/base/env";
import { newId } from "@/lib/base/ids";
import { log } from "@/lib/base/log";
import { setNamedToken } from "@/lib/data/api-tokens";
import { findPersonByEmail, insertOwner } from "@/lib/data/people";
import { adminTokenName, scopeSchema } from "@/lib/domain/api-token";
import { hashSecret } from "./secret";

/**
 * Makes the account (and API token) that REALCHAT_ADMIN_* name, so that a studio can be set up without a browser. An
 * account that is there is left alone, its password too, whoever set it. The token is the environment's own: another
 * one takes the place of the last, which is known no more.
 */
export async function ensureAdmin(): Promise<void> {
  const { REALCHAT_ADMIN_EMAIL, REALCHAT_ADMIN_PASSWORD: password, REALCHAT_ADMIN_TOKEN: token } = env();
  if (!REALCHAT_ADMIN_EMAIL) return;
  const email = REALCHAT_ADMIN_EMAIL.toLowerCase();
  if (password && !(await findPersonByEmail(email))) {
    const roles = ["lead", "annotator", "evaluator"] as const;
    const person = { id: newId("user"), name: "Admin", email, roles: [...roles] };
    if (await insertOwner({ ...person, passwordHash: await hashPassword(password) }))
      log.info({ email }, "Made the account of REALCHAT_ADMIN_EMAIL");
  }
  const admin = await findPersonByEmail(email);
  if (!admin) log.warn({ email }, "REALCHAT_ADMIN_EMAIL has no account; REALCHAT_ADMIN_PASSWORD would make one");
  if (!admin || !token) return;
  const tokenHash = hashSecret(token);
  await setNamedToken({
    id: newId("apiToken"),
    personId: admin.id,
    name: adminTokenName,
    tokenHash,
    projectId: null,
    scopes: scopeSchema.options,
    role: null,
    expiresAt: null,
  });
}
