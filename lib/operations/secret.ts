import { createHash, randomBytes } from "node:crypto";

/** A secret that is shown once, with what is stored of it: SHA-256 in hex (256 random bits need no slow hash). */
export function makeSecret(prefix: string): { secret: string; hash: string } {
  const secret = `${prefix}_${randomBytes(32).toString("base64url")}`;
  return { secret, hash: hashSecret(secret) };
}

export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
