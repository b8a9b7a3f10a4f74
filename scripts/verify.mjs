#!/usr/bin/env node
// `npm run verify -- FILE`: whether the files of an export are still what the studio wrote, without the studio: plain Node, no
// database, no package; this file alone is enough.
//
// FILE is the archive (.tar), the folder that its files lie in, its manifest.json, or one of its files beside a manifest.json.
// The manifest must be signed by the key that it names (Ed25519), and each file must have the length and the SHA-256 that it
// states. Whose key that is, it cannot say itself: compare the fingerprint with the one on the studio's Settings page, or give it
// with --key FINGERPRINT.
//
// Ends with 0 where all is as it was written, 1 where something is not, 2 where there is nothing to check.
import { createHash, createPublicKey, verify } from "node:crypto";
import { createReadStream, readFileSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const manifestName = "manifest.json";
const signatureName = "manifest.json.sig";
const block = 512;

/** What ends the checking: nothing to check, or something that was changed. */
class Trouble extends Error {
  /** @param {string} message @param {1 | 2} code */
  constructor(message, code = 1) {
    super(message);
    this.code = code;
  }
}

/**
 * @typedef {{ name: string, bytes: number, sha256: string }} Listed
 * @typedef {{ bytes: number, sha256: string }} Found
 */

/** Checks what the arguments name and says what it finds; 0, 1 or 2. @param {string[]} given @param {(line: string) => void} say */
export async function verifyExport(given, say) {
  try {
    const { file, key } = readArguments(given);
    await compare(await look(file), key, say);
    return 0;
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    say(error.message);
    return error.code;
  }
}

/** @param {string} file @returns {Promise<Look>} */
async function look(file) {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat) throw new Trouble(`There is no ${file}.`, 2);
  if (stat.isDirectory()) return lookInFolder(file);
  const name = basename(file);
  if (name.endsWith(".tar")) return lookInArchive(file);
  return lookInFolder(dirname(file), name === manifestName || name === signatureName ? null : name);
}

/**
 * @typedef {{
 *   manifest: string, signature: string,
 *   find: (listed: Listed) => Promise<Found | null>,
 *   only: string | null, isWhole: boolean, others: (listed: Set<string>) => string[],
 * }} Look
 */

/** @param {Look} look @param {string | null} key @param {(line: string) => void} say */
async function compare({ manifest, signature, find, only, isWhole, others }, key, say) {
  const { files, fingerprint, about } = readManifest(manifest, signature);
  say(`${manifestName}: signed by the key ${fingerprint}`);
  if (key !== null && key !== fingerprint)
    throw new Trouble(`${manifestName}: signed by another key than ${key}. It does not come from that studio.`);
  const asked = only === null ? files : files.filter(({ name }) => name === only);
  if (only !== null && asked.length === 0) throw new Trouble(`${only}: the manifest beside it does not name it.`);
  let [faults, here] = [0, 0];
  for (const listed of asked) {
    const found = await find(listed);
    const fault = faultOf(listed, found, isWhole || only !== null);
    if (found) here += 1;
    if (fault) faults += 1;
    say(`${listed.name}: ${fault ?? (found ? "as it was written" : "not here, so not checked")}`);
  }
  for (const name of others(new Set(files.map(({ name }) => name)))) {
    faults += 1;
    say(`${name}: not of this export; the manifest does not name it`);
  }
  if (faults > 0) throw new Trouble(`FAILED: ${faults} of ${asked.length} files are not as they were written.`);
  say(`OK: ${here} of ${files.length} files checked, ${about}.`);
  if (key === null) say("Compare the key with the one on the studio's Settings page, or give it with --key.");
}

/** @param {Listed} listed @param {Found | null} found @param {boolean} isWanted */
function faultOf({ bytes, sha256 }, found, isWanted) {
  if (!found) return isWanted ? "MISSING" : null;
  if (found.bytes !== bytes) return `CHANGED: ${found.bytes} bytes, and ${bytes} were written`;
  return found.sha256 === sha256 ? null : "CHANGED: other bytes than were written";
}

/** The files that a manifest names, once its signature holds. @param {string} text @param {string} signature */
function readManifest(text, signature) {
  const broken = new Trouble(
    `CHANGED: ${manifestName} or ${signatureName} is not as it was written; the signature fails.`,
  );
  const match = /^ed25519:([0-9a-f]{128})\n$/.exec(signature);
  if (!match) throw new Trouble(`${signatureName}: CHANGED: it does not hold a signature.`);
  let manifest;
  try {
    manifest = JSON.parse(text);
  } catch {
    throw broken;
  }
  const x = manifest?.key?.x;
  if (typeof x !== "string" || !/^[\w-]{43}$/.test(x)) throw broken;
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
  if (!verify(null, Buffer.from(text, "utf8"), key, Buffer.from(match[1] ?? "", "hex"))) throw broken;
  const fingerprint = createHash("sha256").update(Buffer.from(x, "base64url")).digest("hex");
  /** @type {Listed[]} */
  const files = manifest.files;
  for (const { name } of files)
    if (!/^\w[\w.-]*$/.test(name)) throw new Trouble(`${manifestName}: ${JSON.stringify(name)} is no name of a file.`);
  return { files, fingerprint, about: `export ${manifest.export} of ${manifest.createdAt}` };
}

/** @param {string} folder @param {string | null} only @returns {Look} */
function lookInFolder(folder, only = null) {
  return {
    manifest: read(folder, manifestName),
    signature: read(folder, signatureName),
    find: ({ name }) => hashOf(join(folder, name)),
    only,
    isWhole: false,
    // What else lies in somebody's folder is no concern of the export.
    others: () => [],
  };
}

/** @param {string} folder @param {string} name */
function read(folder, name) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(readFileSync(join(folder, name)));
  } catch (error) {
    if (error instanceof TypeError) throw new Trouble(`${name}: CHANGED: it is not text any more.`);
    throw new Trouble(`There is no ${name} in ${folder}. Download it from the export, too.`, 2);
  }
}

/** @param {string} path @returns {Promise<Found | null>} */
async function hashOf(path) {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return null;
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const piece of createReadStream(path)) {
    hash.update(piece);
    bytes += piece.length;
  }
  return { bytes, sha256: hash.digest("hex") };
}

/** All of an archive in one pass; of large files only what they hash to is kept. @param {string} path @returns {Promise<Look>} */
async function lookInArchive(path) {
  /** @type {Map<string, Found>} */
  const found = new Map();
  /** @type {Record<string, string>} */
  const texts = {};
  const bytes = new Bytes(createReadStream(path, { highWaterMark: 1024 * 1024 }));
  for (;;) {
    const head = await bytes.take(block);
    if (head.every((byte) => byte === 0)) break;
    const { name, size } = readHeader(head);
    if (found.has(name)) throw new Trouble(`${name}: CHANGED: the archive holds it twice.`);
    const hash = createHash("sha256");
    const isKept = name === manifestName || name === signatureName;
    /** @type {Buffer[]} */
    const kept = [];
    for (let left = size; left > 0; ) {
      const piece = await bytes.some(left);
      hash.update(piece);
      if (isKept) kept.push(piece);
      left -= piece.length;
    }
    if (isKept) texts[name] = Buffer.concat(kept).toString("utf8");
    found.set(name, { bytes: size, sha256: hash.digest("hex") });
    const padding = await bytes.take((block - (size % block)) % block);
    if (padding.some((byte) => byte !== 0)) throw new Trouble(`${name}: CHANGED: something stands behind its end.`);
  }
  if ((await bytes.take(block)).some((byte) => byte !== 0) || !(await bytes.isAtEnd()))
    throw new Trouble(`${basename(path)}: CHANGED: something stands behind the end of the archive.`);
  const [manifest, signature] = [texts[manifestName], texts[signatureName]];
  if (manifest === undefined || signature === undefined)
    throw new Trouble(`${basename(path)}: it holds no ${manifestName} with its signature; it is no export.`, 2);
  return {
    manifest,
    signature,
    find: async ({ name }) => found.get(name) ?? null,
    only: null,
    isWhole: true,
    others: (listed) =>
      [...found.keys()].filter((name) => !listed.has(name) && name !== manifestName && name !== signatureName),
  };
}

/** @param {Buffer} head */
function readHeader(head) {
  const text = head.toString("latin1");
  const match =
    /^(?:\w[\w.-]*\/)?(\w[\w.-]*)\0+$/.exec(text.slice(0, 100)) ??
    /^(?:\w[\w.-]*\/)?(\w[\w.-]*)$/.exec(text.slice(0, 100));
  const name = match?.[1] ?? text.slice(0, 100).replace(/\0.*$/s, "");
  const sum = head.reduce((total, byte, i) => total + (i >= 148 && i < 156 ? 32 : byte), 0);
  const isSound =
    match &&
    text.slice(148, 156) === `${sum.toString(8).padStart(6, "0")}\0 ` &&
    /^[0-7]{11}\0$/.test(text.slice(124, 136));
  if (!isSound)
    throw new Trouble(`${JSON.stringify(name)}: CHANGED: its place in the archive is not as it was written.`);
  return { name, size: Number.parseInt(text.slice(124, 135), 8) };
}

/** A stream of pieces as one run of bytes. */
class Bytes {
  /** @param {AsyncIterable<Buffer>} pieces */
  constructor(pieces) {
    this.pieces = pieces[Symbol.asyncIterator]();
    /** @type {Buffer} */
    this.held = Buffer.alloc(0);
  }

  /** At least one byte and at most so many. @param {number} most */
  async some(most) {
    if (this.held.length === 0) {
      const next = await this.pieces.next();
      if (next.done) throw new Trouble("CHANGED: the archive breaks off. Download it again.");
      this.held = next.value;
    }
    const given = this.held.subarray(0, most);
    this.held = this.held.subarray(given.length);
    return given;
  }

  /** Exactly so many. @param {number} length */
  async take(length) {
    /** @type {Buffer[]} */
    const given = [];
    for (let left = length; left > 0; ) {
      const piece = await this.some(left);
      given.push(piece);
      left -= piece.length;
    }
    return Buffer.concat(given);
  }

  async isAtEnd() {
    return this.held.length === 0 && (await this.pieces.next()).done === true;
  }
}

/** @param {string[]} given */
function readArguments(given) {
  const at = given.indexOf("--key");
  const key = at < 0 ? null : (given[at + 1] ?? "").toLowerCase().replace(/[^0-9a-f]/g, "");
  const [file, ...more] = at < 0 ? given : given.filter((_, i) => i !== at && i !== at + 1);
  if (file === undefined || more.length > 0 || (key !== null && key.length !== 64))
    throw new Trouble(
      "npm run verify -- FILE [--key FINGERPRINT]: FILE is an archive, a folder, a manifest or a file beside one.",
      2,
    );
  return { file, key };
}

if (process.argv[1] && fileURLToPath(import.meta.url) === realpathSync(process.argv[1]))
  process.exitCode = await verifyExport(process.argv.slice(2), console.log);
