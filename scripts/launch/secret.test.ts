import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { secretFault, secretFor } from "./secret.mjs";

let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "realchat-secret-"));
  vi.stubEnv("REALCHAT_SECRET", "");
});

afterEach(() => fs.rmSync(folder, { recursive: true }));

test.each([
  "short",
  "secret",
  "a".repeat(40),
  "abcd".repeat(10),
  "changeme-changeme-changeme-change",
  "better-auth-secret-12345678901234567890",
  "your-secret-key-change-this-in-production-please",
  "0123456789abcdef0123456789abcdef",
  "0123456789abcdef0123456789abcdeg",
  "abcdefghijklmnopqrstuvwxyz0123456789",
  "zyxwvutsrqponmlkjihgfedcba9876543210",
  "supersecretpasswordsupersecretpass",
  "00000000000000000000000000000001",
  "12345678901234567890123456789012",
  "qwertyuiopasdfghjklzxcvbnm1234567890",
  "passwordpasswordpasswordpassword1",
  "this-is-a-very-insecure-default-secret",
  "deadbeefdeadbeefcafebabecafebabe",
  "REPLACE_ME_WITH_A_RANDOM_STRING_32",
  "insert-your-better-auth-secret-here",
])("%s is refused", (secret) => {
  vi.stubEnv("REALCHAT_SECRET", secret);
  expect(() => secretFor(folder, { make: true })).toThrow("not usable");
});

test.each([0o644, 0o640, 0o604, 0o660, 0o666])("a secret file of mode %o is refused", (mode) => {
  secretFor(folder, { make: true });
  fs.chmodSync(path.join(folder, "secret"), mode);
  expect(() => secretFor(folder, { make: true })).toThrow("open to other users");
});

test("the first start makes a secret that only its owner can read, and later starts keep it", () => {
  expect(secretFor(folder, { make: false })).toBeUndefined();
  const secret = secretFor(folder, { make: true });
  expect(secret).toMatch(/^[0-9a-f]{64}$/);
  expect(fs.statSync(path.join(folder, "secret")).mode & 0o777).toBe(0o600);
  expect(secretFor(folder, { make: false })).toBe(secret);
});

test("random secrets pass", () => {
  for (let i = 0; i < 500; i++) {
    const bytes = crypto.getRandomValues(new Uint8Array(32));
    expect(secretFault(Buffer.from(bytes).toString("hex"))).toBeUndefined();
    expect(secretFault(Buffer.from(bytes).toString("base64"))).toBeUndefined();
  }
});
