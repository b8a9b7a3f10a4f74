import type { lookup } from "node:dns";
import { expect, it, vi } from "vitest";
import { guardedLookup, isMetadataHost, RefusedAddress, refuseMetadataHost } from "./metadata-address";

vi.stubEnv("DATABASE_URL", "postgresql://nowhere/none");
vi.stubEnv("REALCHAT_SECRET", "a secret of the tests and of nobody else");

const hostOf = (url: string) => new URL(url).hostname;

it.each([
  "http://169.254.169.254/latest/v1",
  "http://169.254.169.254:80/v1",
  "http://2852039166/v1",
  "http://0xA9FEA9FE/v1",
  "http://0251.0376.0251.0376/v1",
  "http://169.254.43518/v1",
  "http://[::ffff:169.254.169.254]/v1",
  "http://[::ffff:a9fe:a9fe]/v1",
  "http://[fe80::1]/v1",
  "http://[fd00:ec2::254]/v1",
  "http://[64:ff9b::169.254.169.254]/v1",
  "http://100.100.100.200/v1",
  "http://metadata.google.internal/v1",
  "http://METADATA.google.internal./v1",
  "http://169。254。169。254/v1",
])("nothing is sent to %s", (url) => {
  expect(isMetadataHost(hostOf(url))).toBe(true);
  expect(() => refuseMetadataHost(hostOf(url))).toThrow("credentials");
});

it.each([
  "http://127.0.0.1:8000/v1",
  "http://192.168.1.7/v1",
  "http://[::1]/v1",
  "https://api.openai.com/v1",
  "http://metadata.example.org",
])("%s is an endpoint as any other", (url) => {
  expect(isMetadataHost(hostOf(url))).toBe(false);
  expect(() => refuseMetadataHost(hostOf(url))).not.toThrow();
});

it("refuses a name that leads there, among others or alone, before a connection is made", async () => {
  const answers = (address: unknown) =>
    ((_: string, __: object, found: (...given: unknown[]) => void) =>
      found(null, address, 4)) as unknown as typeof lookup;
  const outcome = (address: unknown) =>
    new Promise<Error | null>((done) => guardedLookup("models.example.org", {}, done, answers(address)));
  expect(await outcome("192.0.2.1")).toBeNull();
  const many = [
    { address: "192.0.2.1", family: 4 },
    { address: "169.254.169.254", family: 4 },
  ];
  for (const address of ["169.254.169.254", many]) expect(await outcome(address)).toBeInstanceOf(RefusedAddress);
});
