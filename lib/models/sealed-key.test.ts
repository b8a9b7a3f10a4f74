import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/base/app-error";
import { openKey, sealKey } from "./sealed-key";

const secret = "a secret of at least thirty-two characters";
const binding = { modelId: "mdl_1", origin: "https://api.example.com" };
const apiKey = "sk-ключ-🔑";

describe("sealed keys", () => {
  it("open for what they were sealed for", () => {
    expect(openKey(sealKey(apiKey, binding, secret), binding, secret)).toBe(apiKey);
  });

  it("never hold the key in the clear, nor look alike twice", () => {
    const first = Buffer.from(sealKey(apiKey, binding, secret));
    expect(first.includes(Buffer.from(apiKey))).toBe(false);
    expect(first.equals(Buffer.from(sealKey(apiKey, binding, secret)))).toBe(false);
  });

  it.each([
    ["another host", { ...binding, origin: "https://evil.example.com" }],
    ["another scheme", { ...binding, origin: "http://api.example.com" }],
    ["another port", { ...binding, origin: "https://api.example.com:8443" }],
    ["another model", { ...binding, modelId: "mdl_2" }],
    ["a shifted boundary", { modelId: 'mdl_1","https:', origin: "//api.example.com" }],
  ])("do not open for %s", (_, other) => {
    const sealed = sealKey(apiKey, binding, secret);
    expect(() => openKey(sealed, other, secret)).toThrow(AppError);
    expect(() => openKey(sealed, other, secret)).toThrow(`not entered for ${other.origin}`);
  });

  it("do not open with any single bit flipped", () => {
    const sealed = sealKey(apiKey, binding, secret);
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const flipped = Uint8Array.from(sealed, (byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
      expect(() => openKey(flipped, binding, secret), `bit ${bit}`).toThrow(AppError);
    }
  });

  it("do not open at any shorter length", () => {
    const sealed = sealKey(apiKey, binding, secret);
    for (let length = 0; length < sealed.length; length++)
      expect(() => openKey(sealed.subarray(0, length), binding, secret), `${length} bytes`).toThrow(AppError);
  });

  it("say so when the secret changed", () => {
    const sealed = sealKey(apiKey, binding, secret);
    expect(() => openKey(sealed, binding, `${secret}!`)).toThrow("another REALCHAT_SECRET");
  });
});
