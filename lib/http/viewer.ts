import { createHash } from "node:crypto";
import { AppError } from "@/lib/base/app-error";
import { findByToken } from "@/lib/data/api-tokens";
import { findAccountBySession } from "@/lib/data/sessions";
import { type Grant, underGrant } from "@/lib/domain/api-token";
import type { Account } from "@/lib/domain/project";
import { auth } from "./auth";

/** Who is asking, as far as they may; `grant` is what their API token lets through, null of a session. */
export type Caller = { account: Account; grant: Grant | null };

/** The token of an `Authorization: Bearer` header. */
export function bearerOf(headers: Headers): string | undefined {
  return headers.get("authorization")?.match(/^Bearer +(\S+)$/i)?.[1];
}

/** What is stored of an API token: SHA-256 in hex. */
export function hashOfToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** Who is signed in: what pages ask, which no token opens. */
export async function readAccount(headers: Headers): Promise<Account | null> {
  const token = await auth().api.readSessionToken({ headers });
  return token ? findAccountBySession(token) : null;
}

/** Who is asking, by API token or else by session; null for nobody. A token that is not known is an error. */
export async function readCaller(headers: Headers): Promise<Caller | null> {
  const token = bearerOf(headers);
  if (token === undefined) {
    const account = await readAccount(headers);
    return account && { account, grant: null };
  }
  const found = await findByToken(hashOfToken(token));
  if (!found)
    throw new AppError(
      "unauthenticated",
      "This API token is not known. It may have been revoked; make a new one in Settings.",
    );
  if (found === "expired")
    throw new AppError("unauthenticated", "This API token has expired. Make a new one in Settings.");
  return { account: underGrant(found.account, found.grant), grant: found.grant };
}
