import { execFileSync, spawnSync } from "node:child_process";
import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { verifyExport } from "./verify.mjs";

const root = mkdtempSync(join(tmpdir(), "realchat-verify-"));
afterAll(() => rmSync(root, { recursive: true }));

const { publicKey, privateKey } = generateKeyPairSync("ed25519");
const x = publicKey.export({ format: "jwk" }).x ?? "";
const fingerprint = createHash("sha256").update(Buffer.from(x, "base64url")).digest("hex");

const data: Record<string, string> = {
  "train.jsonl": '{"messages":["Où est-il ? 👋"]}\n',
  "dataset_info.json": "{}\n",
  "empty.txt": "",
};

function manifestOf(files: Record<string, string>, signedBy = x) {
  const listed = Object.entries(files).map(([name, text]) => ({
    name,
    bytes: Buffer.byteLength(text),
    sha256: createHash("sha256").update(text).digest("hex"),
  }));
  const about = { kind: "realchat-export/1", export: "exp_1", createdAt: "2026-11-27T12:00:00.000Z" };
  return `${JSON.stringify({ ...about, files: listed, key: { algorithm: "Ed25519", x: signedBy } }, null, 2)}\n`;
}

function written(folder: string, files: Record<string, string>): string {
  const path = join(root, folder);
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path);
  const manifest = manifestOf(files);
  const signature = `ed25519:${sign(null, Buffer.from(manifest), privateKey).toString("hex")}\n`;
  const all = { "manifest.json": manifest, "manifest.json.sig": signature, ...files };
  for (const [name, text] of Object.entries(all)) writeFileSync(join(path, name), text);
  return path;
}

async function verify(...given: string[]): Promise<{ code: number; said: string }> {
  const lines: string[] = [];
  const code = await verifyExport(given, (line) => lines.push(line));
  return { code, said: lines.join("\n") };
}

let folder = "";
beforeEach(() => {
  folder = written("exp", data);
});

describe("the files of an export", () => {
  it("as they were written are told to be so, with the key to compare", async () => {
    for (const file of [folder, join(folder, "manifest.json"), join(folder, "manifest.json.sig")]) {
      const { code, said } = await verify(file);
      expect([code, said]).toEqual([0, expect.stringContaining("OK: 3 of 3 files checked, export exp_1")]);
      expect(said).toContain(fingerprint);
    }
    expect(await verify(join(folder, "train.jsonl"))).toMatchObject({ code: 0 });
  });

  it("of which any one byte was changed fail, with the name of the file", async () => {
    for (const name of ["manifest.json", "manifest.json.sig", "train.jsonl", "dataset_info.json"]) {
      const path = join(folder, name);
      const bytes = readFileSync(path);
      for (let at = 0; at < bytes.length; at += name === "manifest.json" ? 5 : 1) {
        const changed = Buffer.from(bytes);
        // A letter of another case, a digit beside it, half a character, what no text holds.
        changed[at] = (bytes[at] ?? 0) ^ ([1, 0x20, 0x80, 0xff][at % 4] ?? 1);
        writeFileSync(path, changed);
        const { code, said } = await verify(folder);
        expect([code, said.includes(name)], `${name}, byte ${at}`).toEqual([1, true]);
      }
      writeFileSync(path, bytes);
    }
  });

  it("that are shorter or longer than they were fail", async () => {
    const path = join(folder, "train.jsonl");
    const bytes = readFileSync(path);
    for (const other of [bytes.subarray(0, -1), Buffer.concat([bytes, Buffer.from("\n")]), Buffer.alloc(0)]) {
      writeFileSync(path, other);
      expect(await verify(folder)).toMatchObject({ code: 1, said: expect.stringContaining("train.jsonl: CHANGED") });
    }
  });

  it("of which some were not downloaded are checked as far as they are there", async () => {
    rmSync(join(folder, "train.jsonl"));
    const { code, said } = await verify(folder);
    expect([code, said]).toEqual([0, expect.stringContaining("train.jsonl: not here, so not checked")]);
    expect(said).toContain("OK: 2 of 3 files");
  });

  it("say whose they are when a key is given, in whatever way it is written", async () => {
    const spaced = (fingerprint.match(/.{4}/g) ?? []).join(" ").toUpperCase();
    expect(await verify(folder, "--key", spaced)).toMatchObject({ code: 0 });
    expect(await verify("--key", `${"0".repeat(64)}`, folder)).toMatchObject({
      code: 1,
      said: expect.stringContaining("signed by another key"),
    });
  });

  it("signed by a key that is not the one they name fail", async () => {
    const other = generateKeyPairSync("ed25519").publicKey.export({ format: "jwk" }).x ?? "";
    writeFileSync(join(folder, "manifest.json"), manifestOf(data, other));
    expect(await verify(folder)).toMatchObject({ code: 1, said: expect.stringContaining("signature fails") });
  });

  it("are never looked for elsewhere, whatever a manifest calls them", async () => {
    const { code, said } = await verify(written("away", { "train.jsonl": "a" }));
    expect(code, said).toBe(0);
    const manifest = manifestOf({ "../exp/train.jsonl": "a" });
    const signature = `ed25519:${sign(null, Buffer.from(manifest), privateKey).toString("hex")}\n`;
    writeFileSync(join(root, "away", "manifest.json"), manifest);
    writeFileSync(join(root, "away", "manifest.json.sig"), signature);
    expect(await verify(join(root, "away"))).toMatchObject({
      code: 1,
      said: expect.stringContaining("no name of a file"),
    });
  });

  it("of which there are none are told apart from those that were changed", async () => {
    for (const given of [[join(root, "nowhere")], [], ["a", "b"], [folder, "--key", "12"]])
      expect((await verify(...given)).code).toBe(2);
    rmSync(join(folder, "manifest.json.sig"));
    expect(await verify(folder)).toMatchObject({
      code: 2,
      said: expect.stringContaining("There is no manifest.json.sig"),
    });
  });
});

describe("the archive of an export", () => {
  function packed(): string {
    const path = join(root, "exp.tar");
    const names = ["manifest.json", "manifest.json.sig", ...Object.keys(data)].map((name) => `exp/${name}`);
    execFileSync("tar", ["--format=ustar", "--numeric-owner", "-b1", "-cf", path, "-C", root, ...names]);
    return path;
  }

  it("is checked as it is, and by the command that people run", async () => {
    expect(await verify(packed())).toMatchObject({ code: 0 });
    const run = (file: string) => spawnSync(process.execPath, [join(import.meta.dirname, "verify.mjs"), file]);
    expect(run(packed()).status).toBe(0);
    expect(run(join(root, "nowhere.tar")).status).toBe(2);
  });

  it("of which any one byte was changed fails", async () => {
    const path = packed();
    const bytes = readFileSync(path);
    for (let at = 0; at < bytes.length; at += at < 520 || at > bytes.length - 40 ? 1 : 29) {
      const changed = Buffer.from(bytes);
      changed[at] = (bytes[at] ?? 0) ^ 1;
      writeFileSync(path, changed);
      expect((await verify(path)).code, `byte ${at}`).not.toBe(0);
    }
  });

  it("that breaks off, lacks a file or holds another one fails", async () => {
    const path = packed();
    const bytes = readFileSync(path);
    for (const length of [100, 512, 1_000, bytes.length - 512]) {
      writeFileSync(path, bytes.subarray(0, length));
      expect((await verify(path)).code, `${length} bytes`).not.toBe(0);
    }
    writeFileSync(join(folder, "more.txt"), "more");
    execFileSync("tar", ["--format=ustar", "-b1", "-cf", path, "-C", root, "exp"]);
    const { code, said } = await verify(path);
    expect([code, said.includes("more.txt") || said.includes("exp")]).toEqual([1, true]);
  });
});
