import { expect, it, vi } from "vitest";
import { foreignHostProblem, isOwnHost, ownHostPatterns } from "./own-hosts";

vi.stubEnv("DATABASE_URL", "postgresql://nowhere/none");
vi.stubEnv("REALCHAT_SECRET", "a secret of the tests and of nobody else");

it("answers at this machine's own addresses, on any port", () => {
  for (const host of ["localhost:3000", "127.0.0.1", "127.0.0.1:4711", "[::1]:3000", "LOCALHOST"])
    expect(isOwnHost(host), host).toBe(true);
  expect(ownHostPatterns()).toEqual(expect.arrayContaining(["localhost", "127.0.0.1:*", "[[]::1]:*"]));
});

it("answers at the address that it listens on, whichever of loopback's that is", () => {
  expect(isOwnHost("127.0.0.2:3000")).toBe(false);
  vi.stubEnv("HOST", "127.0.0.2");
  expect(isOwnHost("127.0.0.2:3000")).toBe(true);
  vi.stubEnv("HOST", "evil.example");
  expect(isOwnHost("evil.example")).toBe(false);
});

it.each([
  undefined,
  "",
  "evil.example",
  "localhost.evil.example:3000",
  "127.0.0.1.evil.example",
  "evil.example@127.0.0.1",
  "127.0.0.1/evil",
  "evil.example\\@localhost",
  "localhost evil.example",
])("does not answer as %j", (host) => {
  expect(isOwnHost(host)).toBe(false);
});

it("says what to set when it is opened under any other name", () => {
  expect(foreignHostProblem("studio.example.org").message).toMatch(/studio\.example\.org is not .* REALCHAT_URL/);
});
