import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import { AppError } from "@/lib/base/app-error";

/** What a stored key may be used for: the catalogue entry it was entered for, and scheme, host and port it may be sent to. */
export type KeyBinding = { modelId: string; origin: string };

const version = 1;
const keyIdBytes = 4;
const ivBytes = 12;
const tagBytes = 16;
const headerBytes = 1 + keyIdBytes;

/**
 * Seals a provider's API key with AES-256-GCM under a key derived (HKDF-SHA-256) from `secret`.
 * Envelope: version (1 byte), key id (4), IV (12, random), tag (16), ciphertext. The header and the binding are
 * authenticated, so an envelope copied to another row, or whose base URL was changed, does not open.
 */
export function sealKey(apiKey: string, binding: KeyBinding, secret: string): Uint8Array<ArrayBuffer> {
  const { key, id } = derive(secret);
  const header = Buffer.from([version, ...id]);
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(authenticated(header, binding));
  const sealed = Buffer.concat([cipher.update(apiKey, "utf8"), cipher.final()]);
  return new Uint8Array(Buffer.concat([header, iv, cipher.getAuthTag(), sealed]));
}

/**
 * Opens what {@link sealKey} made. Throws `AppError("invalid")` when the envelope was sealed for another model or
 * origin, under another secret, in an unknown version, or was altered: in each case the key must be entered again.
 */
export function openKey(envelope: Uint8Array, binding: KeyBinding, secret: string): string {
  const bytes = Buffer.from(envelope);
  if (bytes.length < headerBytes + ivBytes + tagBytes || bytes[0] !== version)
    throw new AppError("invalid", "The stored API key cannot be read by this version. Enter the key again.");
  const { key, id } = derive(secret);
  const header = bytes.subarray(0, headerBytes);
  if (!header.subarray(1).equals(id))
    throw new AppError(
      "invalid",
      "The stored API key was sealed under another REALCHAT_SECRET. Start with that secret again, or enter the key again.",
    );
  const iv = bytes.subarray(headerBytes, headerBytes + ivBytes);
  const tag = bytes.subarray(headerBytes + ivBytes, headerBytes + ivBytes + tagBytes);
  const decipher = createDecipheriv("aes-256-gcm", key, iv, { authTagLength: tagBytes });
  decipher.setAAD(authenticated(header, binding)).setAuthTag(tag);
  try {
    const opened = decipher.update(bytes.subarray(headerBytes + ivBytes + tagBytes));
    return Buffer.concat([opened, decipher.final()]).toString("utf8");
  } catch (cause) {
    throw new AppError(
      "invalid",
      `The stored API key was not entered for ${binding.origin}, so it was not sent there. Enter the key again.`,
      { cause },
    );
  }
}

function derive(secret: string): { key: Buffer; id: Buffer } {
  const key = Buffer.from(hkdfSync("sha256", secret, "realchat", "api-key/v1", 32));
  return { key, id: createHash("sha256").update(key).digest().subarray(0, keyIdBytes) };
}

/** JSON, so that no model id and origin can run together into another pair. */
function authenticated(header: Buffer, { modelId, origin }: KeyBinding): Buffer {
  return Buffer.concat([header, Buffer.from(JSON.stringify([modelId, origin]))]);
}
