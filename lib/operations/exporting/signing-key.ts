import { createHash, createPrivateKey, generateKeyPairSync, sign } from "node:crypto";
import { env } from "@/lib/base/env";
import { newId } from "@/lib/base/ids";
import {
  aloneWithSigningKeys,
  insertSigningKey,
  listSigningKeys,
  type StoredSigningKey,
} from "@/lib/data/signing-keys";
import type { SigningKey } from "@/lib/domain/training/manifest";
import { seal, unseal } from "@/lib/outbound/envelope";

/** The key by which this server signs, able to sign. */
export type Signer = { key: SigningKey; sign: (text: string) => string };

/**
 * The newest key that opens under REALCHAT_SECRET; the first time one is asked for it is made. Under another secret than it was
 * sealed with another one is made: what the older one signed can still be checked by it.
 */
export function openSigner(): Promise<Signer> {
  const { REALCHAT_SECRET: secret } = env();
  return aloneWithSigningKeys(async (tx) => {
    for (const stored of await listSigningKeys(tx)) {
      const opened = unseal(stored.sealed, boundTo(stored), secret);
      if (opened.ok) return signerOf(stored.publicKey, opened.text);
    }
    const id = newId("signingKey");
    const { publicKey, privateKey } = generateKeyPairSync("ed25519");
    const x = publicKey.export({ format: "jwk" }).x ?? "";
    const text = privateKey.export({ format: "pem", type: "pkcs8" }).toString();
    await insertSigningKey(tx, id, x, seal(text, boundTo({ id, publicKey: x }), secret));
    return signerOf(x, text);
  });
}

/** What can be shown of the server's keys, the one that signs now first; with since when each was there. */
export async function readSigningKeys(): Promise<(SigningKey & { createdAt: string })[]> {
  const stored = await listSigningKeys();
  return stored.map(({ publicKey, createdAt }) =>
    Object.assign(publicOf(publicKey), { createdAt: createdAt.toISOString() }),
  );
}

function signerOf(x: string, privateKey: string): Signer {
  const key = createPrivateKey(privateKey);
  return {
    key: publicOf(x),
    // One way to write it, so that no other text is the same signature.
    sign: (text) => `ed25519:${sign(null, Buffer.from(text, "utf8"), key).toString("hex")}\n`,
  };
}

function publicOf(x: string): SigningKey {
  const fingerprint = createHash("sha256").update(Buffer.from(x, "base64url")).digest("hex");
  return { algorithm: "Ed25519", x, fingerprint };
}

function boundTo({ id, publicKey }: Pick<StoredSigningKey, "id" | "publicKey">): string[] {
  return ["signing key", id, publicKey];
}
