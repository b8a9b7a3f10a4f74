import { expect, it } from "vitest";
import { ownPath } from "./own-path";

it.each(["/", "/runs", "/dialogues?q=a%20b#c", "/projects/medical/runs"])("leads back to %s", (path) => {
  expect(ownPath(path)).toBe(path);
});

it.each([
  "//evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "/.//evil.example",
  "/x/..//evil.example",
  "/%2e//evil.example",
  "https://evil.example",
  "javascript:alert(1)",
  "http:/\\evil.example",
  " //evil.example",
  "//[",
  undefined,
  ["/runs", "/runs"],
])("leads home instead of to %j", (path) => {
  expect(ownPath(path)).toBe("/");
});
