import { expect, it, vi } from "vitest";
import { ownHostPatterns, refuseForeignAddress } from "./own-hosts";

vi.stubEnv("DATABASE_URL", "postgresql://nowhere/none");
vi.stubEnv("REALCHAT_SECRET", "a secret of the tests and of nobody else");

const from = (origin: string) =>
  refuseForeignAddress(new Request("http://x/api/auth/sign-in/email", { headers: { origin } }), "req_1");

it("lets people sign in at this machine's own addresses, on any port", () => {
  for (const origin of ["http://localhost:3000", "http://127.0.0.1:4711", "http://[::1]:3000"])
    expect(from(origin)).toBeUndefined();
  expect(ownHostPatterns()).toEqual(expect.arrayContaining(["localhost", "127.0.0.1:*", "[[]::1]:*"]));
});

it("says what to set when it is opened under any other name", async () => {
  const refusal = from("https://studio.example.org");
  expect(refusal?.status).toBe(403);
  expect(await refusal?.text()).toContain("REALCHAT_URL=https://studio.example.org");
});
