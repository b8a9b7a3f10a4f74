import { expect, it } from "vitest";
import { hideSecrets } from "./secrets";

const key = "Zx9-opaque/secret+42=";
const eachSign = (write: (code: number) => string) => [...key].map((sign) => write(sign.codePointAt(0) ?? 0)).join("");
/** Each letter so many further in the alphabet. */
const turned = (text: string, by: number) =>
  text.replace(/[a-z]/gi, (letter) => {
    const first = letter < "a" ? 65 : 97;
    return String.fromCharCode(first + ((letter.charCodeAt(0) - first + by) % 26));
  });
const hex = (code: number, length = 2) => code.toString(16).padStart(length, "0");

it.each([
  ["whole", `Bad key ${key}.`],
  ["within quotes and a header", `{"got":"Bearer ${key}"}`],
  ["in an address", `GET /v1?key=${encodeURIComponent(key)}`],
  ["in an address within one", `next=${encodeURIComponent(encodeURIComponent(key))}`],
  ["escaped sign by sign", eachSign((code) => `%${hex(code)}`)],
  ["in Base64", `Basic ${Buffer.from(key).toString("base64")}`],
  ["in Base64 with something before", `Basic ${Buffer.from(`user:${key}`).toString("base64")}`],
  ["in Base64 with something before and behind", Buffer.from(`Bearer ${key}, and so on`).toString("base64url")],
  ["in hex", Buffer.from(key).toString("hex").toUpperCase()],
  ["as numbers", JSON.stringify([...Buffer.from(key)])],
  ["as entities", eachSign((code) => `&#${code};`)],
  ["as entities in hex", eachSign((code) => `&#x${hex(code)};`)],
  ["as escapes of JSON", eachSign((code) => `\\u${hex(code, 4)}`)],
  ["as escapes of Python", eachSign((code) => `\\x${hex(code)}`)],
  ["in full width", eachSign((code) => String.fromCodePoint(code + 0xfee0))],
  ["letter by letter", [...key].join(" ")],
  ["with signs that nobody sees", [...key].join("\u200B")],
  ["as a list", JSON.stringify([...key])],
  ["in pieces", key.match(/.{1,4}/g)?.join("-") ?? ""],
  ["backwards", [...key].reverse().join("")],
  ["in another case", key.toUpperCase()],
  ["by rot13", turned(key, 13)],
  ["by rot3, within words", `got ${turned(key, 3)} instead`],
  ["by rot47", [...key].map((sign) => String.fromCharCode(33 + ((sign.charCodeAt(0) - 33 + 47) % 94))).join("")],
  ["by rot13, and backwards", [...turned(key, 13)].reverse().join("")],
  ["by rot18", turned(key, 13).replace(/\d/g, (digit) => `${(Number(digit) + 5) % 10}`)],
  [
    "mirrored",
    key.replace(/[a-z]/gi, (letter) => String.fromCharCode((letter < "a" ? 155 : 219) - letter.charCodeAt(0))),
  ],
  ["as bytes in eights", [...Buffer.from(key)].map((byte) => `\\${byte.toString(8)}`).join("")],
  ["as bits", [...Buffer.from(key)].map((byte) => byte.toString(2).padStart(8, "0")).join(" ")],
  ["as bytes of UTF-16", Buffer.from(key, "utf16le").toString("hex")],
  ["in Base64 of UTF-16", Buffer.from(key, "utf16le").toString("base64")],
  ["in Base64 backwards", [...Buffer.from(key).toString("base64")].reverse().join("")],
  ["in Base32", "LJ4DSLLPOBQXC5LFF5ZWKY3SMV2CWNBSHU======"],
  ["in Base32 with something before", "NNSXSICAPA4S233QMFYXKZJPONSWG4TFOQVTIMR5".replace("CAPA", "C2PA")],
  ["as quoted-printable", eachSign((code) => `=${hex(code).toUpperCase()}`)],
  ["cut in the middle", `Bad key ${key.slice(0, 9)}`],
  ["its end", `ends with ${key.slice(-7)}`],
  ["shortened by dots", "Zx9...42="],
  ["shortened by one sign", "Zx9-…42="],
  ["shortened by stars", "Zx9-****42="],
])("a known key is removed: %s", (_, text) => {
  const shown = hideSecrets(text, [key]);
  expect(shown).toContain("[key]");
  for (let at = 0; at + 6 <= key.length; at++)
    expect(shown.toLowerCase()).not.toContain(key.slice(at, at + 6).toLowerCase());
  expect(shown.replaceAll("[key]", "").match(/[a-z\d]/gi)?.length ?? 0).toBeLessThan(30);
  expect(shown).not.toMatch(/Zx9/i);
});

/** One way to write a text after another; each of two layers is one of these. */
const ways: Record<string, (text: string) => string> = {
  hex: (text) => Buffer.from(text).toString("hex"),
  "hex in capitals": (text) => Buffer.from(text).toString("hex").toUpperCase(),
  Base64: (text) => Buffer.from(text).toString("base64"),
  "Base64 with something before": (text) => Buffer.from(`me:${text}`).toString("base64url"),
  Base32: (text) => {
    const bits = [...Buffer.from(text)].map((byte) => byte.toString(2).padStart(8, "0")).join("");
    return (bits.match(/.{1,5}/g) ?? [])
      .map((group) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[Number.parseInt(group.padEnd(5, "0"), 2)])
      .join("");
  },
  "UTF-16 in hex": (text) => Buffer.from(text, "utf16le").toString("hex"),
  "an address": (text) => [...text].map((sign) => `%${hex(sign.charCodeAt(0))}`).join(""),
  JSON: (text) => [...text].map((sign) => `\\u${hex(sign.charCodeAt(0), 4)}`).join(""),
  numbers: (text) => JSON.stringify([...Buffer.from(text)]),
  bits: (text) => [...Buffer.from(text)].map((byte) => byte.toString(2).padStart(8, "0")).join(" "),
  rot13: (text) => turned(text, 13),
  backwards: (text) => [...text].reverse().join(""),
};
const pairs = Object.keys(ways).flatMap((outer) => Object.keys(ways).map((inner) => [outer, inner] as const));

it.each(pairs)("a key that was encoded twice is removed: in %s of %s", (outer, inner) => {
  const long = "sk-live-Zx9opaqueSecret42/of+many_Signs";
  const sent = ways[outer]?.(ways[inner]?.(long) ?? "") ?? "";
  const shown = hideSecrets(`Bad key "${sent}", it said.`, [long]);
  expect(shown).toMatch(/^Bad key ".*\[key\].*", it said\.$/);
  const left = shown.slice(9, -11).replaceAll("[key]", "");
  expect(left.length / sent.length).toBeLessThan(0.2);
});

it.each(["hex", "Base64", "Base32", "an address", "numbers", "rot13"])(
  "what is no key stays as it is, in %s",
  (name) => {
    const said =
      ways[name]?.("The request was refused since its body is not what this model takes; see the manual.") ?? "";
    expect(hideSecrets(said, ["k7-Vz0/wXy9Lq4JgB"])).toBe(said);
  },
);

it("four signs of an end are hidden where they stand alone, words and numbers are not", () => {
  const long = "sk-aaaabbbbccccddd9xYz";
  expect(hideSecrets("Your key ending in 9xYz is gone.", [long])).toBe("Your key ending in [key] is gone.");
  expect(hideSecrets("Your key is gone since 2024, at 9x or so.", [long])).toBe(
    "Your key is gone since 2024, at 9x or so.",
  );
});

it("a letter that changes its length with its case moves nothing", () => {
  expect(hideSecrets(`İ ${key} İ`, [key])).toBe("İ [key] İ");
});

it("somebody else's key goes, too; words stay", () => {
  expect(hideSecrets("Incorrect API key provided: sk-proj-123456789.", [])).toBe("Incorrect API key provided: [key].");
  expect(hideSecrets("key parameters and a Bearer token are needed", [])).toBe(
    "key parameters and a Bearer token are needed",
  );
  expect(hideSecrets("no secret here", ["", " "])).toBe("no secret here");
  const words = "The model `llama-3.1-70b` does not exist: 100%25 of requests, code 404 &#39;x&#39;, C:\\users\\x41.";
  expect(hideSecrets(words, [key])).toBe(words);
});

it("a short key is only hidden where it stands alone", () => {
  expect(hideSecrets("the key test of the latest", ["test"])).toBe("the key [key] of the latest");
});
