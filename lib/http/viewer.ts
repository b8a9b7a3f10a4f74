import { createHash } from "node:crypto";
import { AppError } from "@/lib/base/app-error";
import { findAccountByToken } from "@/lib/data/api-tokens";
import { findAccount } from "@/lib/data/memberships";
import type { Account } from "@/lib/domain/project";
import { auth } from "./auth";

/** The token of an `Authorization: Bearer` header. */
export function bearerOf(headers: Headers): string | undefined {
  return headers.get("authorization")?.match(/^Bearer +(\S+)$/i)?.[1];
}

/** Who is asking, by API token or else by session cookie; null for nobody. A token that is not known is an error. */
export async function readAccount(headers: Headers): Promise<Account | null> {
  const token = bearerOf(headers);
  if (token !== undefined) {
    const owner = await findAccountByToken(createHash("sha256").update(token).digest("hex"));
    if (!owner)
      throw new AppError("unauthenticated", "This API token is not known. It may have been revoked; make a new one.");
    return owner;
  }
  const session = await auth().api.getSession({ headers });
  return session && findAccount(session.user.id);
}
