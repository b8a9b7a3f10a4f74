import { expect, it } from "vitest";
import { setUpCode } from "./set-up-code.mjs";

const secret = "5f0d3c1f9e7b4a6d8c2e1f0a9b8c7d6e5f4a3b2c1d0e9f8a7b6c5d4e3f2a1b0c";

it.each([
  { host: "127.0.0.1", url: undefined },
  { host: "::1", url: undefined },
  { host: "localhost", url: "http://127.0.0.1:3000" },
])("asks for no code where only this machine reaches the studio: %j", (reached) => {
  expect(setUpCode(secret, reached)).toBeUndefined();
});

it.each([
  { host: "0.0.0.0", url: undefined },
  { host: "::", url: undefined },
  { host: "192.0.2.7", url: undefined },
  { host: "127.0.0.1", url: "https://studio.example.org" },
  { host: "127.0.0.1", url: "http://127.0.0.1.example.org" },
])("asks for one that stays the same where others do: %j", (reached) => {
  const code = setUpCode(secret, reached);
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
  expect(setUpCode(secret, reached)).toBe(code);
  expect(setUpCode(`${secret}0`, reached)).not.toBe(code);
});
