import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";

const version = 1;
const keyIdBytes = 4;
const ivBytes = 12;
const tagBytes = 16;
const headerBytes = 1 + keyIdBytes;

/**
 * Seals a text with AES-256-GCM under a key derived (HKDF-SHA-256) from `secret`.
 * Envelope: version (1 byte), key id (4), IV (12, random), tag (16), ciphertext. The header and what it is bound to are
 * authenticated, so an envelope copied to where it does not belong does not open.
 */
export function seal(text: string, boundTo: readonly string[], secret: string): Uint8Array<ArrayBuffer> {
  const { key, id } = derive(secret);
  const header = Buffer.from([version, ...id]);
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(authenticated(header, boundTo));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return new Uint8Array(Buffer.concat([header, iv, cipher.getAuthTag(), sealed]));
}

/** What was sealed; or why it cannot be had: an unknown version, another secret, or altered or bound to something else. */
export type Unsealed =
  | { ok: true; text: string }
  | { ok: false; why: "version" | "secret" | "altered"; cause?: unknown };

export function unseal(envelope: Uint8Array, boundTo: readonly string[], secret: string): Unsealed {
  const bytes = Buffer.from(envelope);
  if (bytes.length < headerBytes + ivBytes + tagBytes || bytes[0] !== version) return { ok: false, why: "version" };
  const { key, id } = derive(secret);
  const header = bytes.subarray(0, headerBytes);
  if (!header.subarray(1).equals(id)) return { ok: false, why: "secret" };
  const iv = bytes.subarray(headerBytes, headerBytes + ivBytes);
  const tag = bytes.subarray(headerBytes + ivBytes, headerBytes + ivBytes + tagBytes);
  const decipher = createDecipheriv("aes-256-gcm", key, iv, { authTagLength: tagBytes });
  decipher.setAAD(authenticated(header, boundTo)).setAuthTag(tag);
  try {
    const opened = decipher.update(bytes.subarray(headerBytes + ivBytes + tagBytes));
    return { ok: true, text: Buffer.concat([opened, decipher.final()]).toString("utf8") };
  } catch (cause) {
    return { ok: false, why: "altered", cause };
  }
}

function derive(secret: string): { key: Buffer; id: Buffer } {
  const key = Buffer.from(hkdfSync("sha256", secret, "realchat", "api-key/v1", 32));
  return { key, id: createHash("sha256").update(key).digest().subarray(0, keyIdBytes) };
}

/** JSON, so that no two texts can run together into another pair. */
function authenticated(header: Buffer, boundTo: readonly string[]): Buffer {
  return Buffer.concat([header, Buffer.from(JSON.stringify(boundTo))]);
}
