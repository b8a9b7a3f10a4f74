import { createHash } from "node:crypto";
import { deflateRawSync } from "node:zlib";

/** A file of a package: its name holds folders, and leads nowhere else. */
export type PackedFile = { name: string; bytes: Uint8Array };

/**
 * A ZIP archive (docs/method.md#archives) of some files, the same bytes each time. Ray names a package by what it holds, so the name
 * is made here, too: the same files are found there again and not sent twice.
 */
export function pack(files: readonly PackedFile[]): { name: string; body: Buffer } {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let at = 0;
  for (const { name, bytes } of files) {
    if (!/^\w[\w.-]*(\/\w[\w.-]*)*$/.test(name)) throw new Error(`No name for an archive: ${name}`);
    const written = Buffer.from(name);
    const body = deflateRawSync(bytes);
    const facts = factsOf(bytes, body, written);
    locals.push(Buffer.concat([signature(0x04034b50), facts, written, body]));
    entries.push(entryOf(facts, written, at));
    at += 4 + facts.length + written.length + body.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(at, 12);
  const body = Buffer.concat([...locals, directory, signature(0x06054b50), end]);
  return { name: `_ray_pkg_${createHash("sha256").update(body).digest("hex").slice(0, 32)}.zip`, body };
}

function signature(word: number): Buffer {
  const made = Buffer.alloc(4);
  made.writeUInt32LE(word);
  return made;
}

/** What a local header and the directory say alike: version, flags, method, time, check sum, lengths. */
function factsOf(bytes: Uint8Array, body: Buffer, name: Buffer): Buffer {
  const made = Buffer.alloc(26);
  made.writeUInt16LE(20, 0);
  made.writeUInt16LE(8, 4); // deflated
  made.writeUInt16LE(0x21, 8); // 1 January 1980, so that the same files give the same bytes
  made.writeUInt32LE(crc32(bytes), 10);
  made.writeUInt32LE(body.length, 14);
  made.writeUInt32LE(bytes.length, 18);
  made.writeUInt16LE(name.length, 22);
  return made;
}

function entryOf(facts: Buffer, name: Buffer, at: number): Buffer {
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(0o100644 * 0x10000, 6);
  rest.writeUInt32LE(at, 10);
  const madeBy = Buffer.from([20, 3]); // by Unix, so that the rights are read
  return Buffer.concat([signature(0x02014b50), madeBy, facts, rest, name]);
}

const table = Uint32Array.from({ length: 256 }, (_, start) => {
  let value = start;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

function crc32(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = (table[(sum ^ byte) & 255] ?? 0) ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}
