import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { Explained } from "../base/explained.mjs";

/**
 * The secret that encrypts provider keys and signs sessions: REALCHAT_SECRET, else the one in `<folder>/secret`. With
 * `make` the first start makes one (32 random bytes, readable by its owner only); without it there may be none.
 * Refuses one that others could know.
 * @param {string} folder
 * @param {{ make: boolean }} options
 */
export function secretFor(folder, { make }) {
  const given = process.env.REALCHAT_SECRET;
  const file = path.join(folder, "secret");
  const secret = given || readSecret(file) || (make ? makeSecret(file) : undefined);
  if (secret === undefined) return undefined;
  const fault = secretFault(secret);
  if (!fault) return secret;
  const source = given ? "REALCHAT_SECRET" : file;
  throw new Explained(`The secret in ${source} is not usable: ${fault}. Nothing was started or changed.
Make a good one with \`openssl rand -hex 32\`. If provider keys are already stored, they can only be read with the
secret they were stored with: bring that one back, or enter the keys again after the change.`);
}

/** @param {string} file */
function readSecret(file) {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  if (!stat) return undefined;
  // Windows has no such bits; there the folder's own rights guard the file.
  if (process.platform !== "win32" && stat.mode & 0o077) {
    const mode = (stat.mode & 0o777).toString(8).padStart(4, "0");
    throw new Explained(`The secret file ${file} is open to other users of this machine (mode ${mode}). Nothing was started.
Close it with \`chmod 600 ${file}\`. If others may have read it, make a new secret and enter the provider keys again.`);
  }
  return fs.readFileSync(file, "utf8").trim();
}

/** @param {string} file */
function makeSecret(file) {
  const secret = randomBytes(32).toString("hex");
  fs.writeFileSync(file, `${secret}\n`, { mode: 0o600, flag: "wx" });
  return secret;
}

const wellKnown =
  /secret|password|passwd|change|replace|better|auth|realchat|random|string|admin|letmein|deadbeef|cafebabe|qwerty(uiop)?|asdf(ghjkl)?|zxcv(bnm)?|0?123456789|abcdef/gi;
const tellTale = /(^|[^a-z])(secret|change(me)?|default|example|insecure|insert|replace|test|your)([^a-z]|$)/i;

/**
 * Why nobody should rely on this secret, or undefined if it is fine.
 * @param {string} secret
 */
export function secretFault(secret) {
  if (secret.length < 32) return `it has ${secret.length} characters, and 32 is the least`;
  if ((secret + secret).indexOf(secret, 1) < secret.length) return "it repeats itself";
  if (isSequence(secret)) return "it follows the alphabet or the row of digits";
  const rest = secret.replace(wellKnown, "").replace(/[^a-z0-9]/gi, "");
  if (new Set(rest).size < 8 || tellTale.test(secret)) return "it is made of well-known words or too few characters";
  return undefined;
}

/**
 * Most characters are neighbours of the one before, as in abcdef… or 987654….
 * @param {string} text
 */
function isSequence(text) {
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
  const steps = codes.slice(1).filter((code, index) => Math.abs(code - codes[index]) <= 1);
  return steps.length > codes.length / 2;
}
