import { verifyPassword } from "better-auth/crypto";
import { beforeEach, expect, it, vi } from "vitest";
import { must } from "@/lib/base/assert";
import { findByToken } from "@/lib/data/api-tokens";
import { findPersonByEmail } from "@/lib/data/people";
import { prisma } from "@/lib/data/prisma";
import { makeUser } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { createApiToken } from "./create-api-token";
import { hashSecret } from "./secret";

withDatabase();

const email = "Lead@Example.org";
const password = "correct horse battery";
const token = (n: number) => `the environment's token, number ${n}`;

/** A start of the web process: the environment is read anew. */
async function start(env: { EMAIL?: string; PASSWORD?: string; TOKEN?: string }): Promise<void> {
  for (const name of ["EMAIL", "PASSWORD", "TOKEN"] as const) vi.stubEnv(`REALCHAT_ADMIN_${name}`, env[name] ?? "");
  vi.resetModules();
  const { ensureAdmin } = await import("./ensure-admin");
  await ensureAdmin();
}

const admin = () => prisma.user.findFirst({ where: { email: "lead@example.org" }, include: { accounts: true } });
const ownerOf = async (n: number) => {
  const found = await findByToken(hashSecret(token(n)));
  return found === "expired" ? found : found?.account.email;
};
const opens = async (typed: string) =>
  verifyPassword({ hash: must((await admin())?.accounts[0]?.password, "password"), password: typed });

beforeEach(async () => {
  await prisma.user.deleteMany();
});

it("makes the account and its token, once, also when several processes start at the same time", async () => {
  const env = { EMAIL: email, PASSWORD: password, TOKEN: token(1) };
  await Promise.all([start(env), start(env), start(env)]);
  await start(env);
  expect(await findPersonByEmail(email.toLowerCase())).toMatchObject({
    isOwner: true,
    memberships: [{ roles: ["lead", "annotator", "evaluator"], project: { name: "RealChat" } }],
  });
  expect([await prisma.user.count(), await prisma.apiToken.count()]).toEqual([1, 1]);
  expect(await opens(password)).toBe(true);
  expect(await ownerOf(1)).toBe("lead@example.org");
});

it("never changes a password that is there", async () => {
  await start({ EMAIL: email, PASSWORD: password });
  await start({ EMAIL: email, PASSWORD: "another password" });
  expect([await opens(password), await opens("another password")]).toEqual([true, false]);
});

it("replaces its own token by a new one, and no other", async () => {
  await start({ EMAIL: email, PASSWORD: password, TOKEN: token(1) });
  const account = must(await findPersonByEmail("lead@example.org"), "admin");
  const wish = { project: null, scopes: ["read" as const], role: null, expiresAt: null };
  const own = await createApiToken(account, null, { ...wish, name: "a notebook" });
  await start({ EMAIL: email, TOKEN: token(2) });
  expect([await ownerOf(1), await ownerOf(2)]).toEqual([undefined, "lead@example.org"]);
  expect(await findByToken(hashSecret(own.token))).toMatchObject({ account: { email: "lead@example.org" } });
  await start({ EMAIL: email });
  expect(await ownerOf(2)).toBe("lead@example.org");
  await expect(createApiToken(account, null, { ...wish, name: "REALCHAT_ADMIN_TOKEN" })).rejects.toMatchObject({
    code: "invalid",
  });
});

it("hands the token on when another person is named, and makes nobody without a password", async () => {
  await start({ EMAIL: email, PASSWORD: password, TOKEN: token(1) });
  const { email: other } = await makeUser();
  await start({ EMAIL: other, TOKEN: token(1) });
  expect(await ownerOf(1)).toBe(other);
  await start({ EMAIL: "nobody@example.org", TOKEN: token(1) });
  expect(await ownerOf(1)).toBe(other);
  expect(await prisma.user.count()).toBe(2);
});
