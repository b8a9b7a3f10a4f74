import { expect, it } from "vitest";
import { hideSecrets } from "./secrets";

const key = "Zx9-opaque/secret+42=";

it.each([
  ["whole", `Bad key ${key}.`],
  ["within quotes and a header", `{"got":"Bearer ${key}"}`],
  ["in an address", `GET /v1?key=${encodeURIComponent(key)}`],
  ["in Base64", `Basic ${Buffer.from(key).toString("base64")}`],
  ["in another case", key.toUpperCase()],
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
  expect(shown).not.toMatch(/Zx9/i);
});

it("a key with a letter that changes its length with its case is hidden all the same", () => {
  expect(hideSecrets(`İ ${key}`, [key])).toBe("[key]");
});

it("somebody else's key goes, too; words stay", () => {
  expect(hideSecrets("Incorrect API key provided: sk-proj-123456789.", [])).toBe("Incorrect API key provided: [key].");
  expect(hideSecrets("key parameters and a Bearer token are needed", [])).toBe(
    "key parameters and a Bearer token are needed",
  );
  expect(hideSecrets("no secret here", ["", " "])).toBe("no secret here");
});

it("a short key is only hidden where it stands alone", () => {
  expect(hideSecrets("the key test of the latest", ["test"])).toBe("the key [key] of the latest");
});
