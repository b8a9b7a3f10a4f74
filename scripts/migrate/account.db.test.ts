import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { must } from "@/lib/base/assert";
import { warningsOfAccount } from "./account.mjs";

const name = `account_${randomBytes(6).toString("hex")}`;
let mighty: string;
let plain: string;

async function asAdministrator(sql: string) {
  const client = new pg.Client({ connectionString: must(process.env.TEST_DATABASE_URL, "TEST_DATABASE_URL") });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

beforeAll(async () => {
  const url = new URL(must(process.env.TEST_DATABASE_URL, "TEST_DATABASE_URL"));
  await asAdministrator(`CREATE ROLE ${name} LOGIN PASSWORD '${name}'`);
  await asAdministrator(`GRANT realchat_project, realchat_engine TO ${name}`);
  mighty = Object.assign(new URL(url), { pathname: "/realchat_template" }).href;
  plain = Object.assign(new URL(mighty), { username: name, password: name }).href;
});

afterAll(() => asAdministrator(`DROP ROLE ${name}`));

test("says nothing of an account that may no more than it needs", async () => {
  expect(await warningsOfAccount(plain)).toEqual([]);
});

test("names an account that may everything, and the way to another", async () => {
  expect(await warningsOfAccount(mighty)).toEqual([expect.stringMatching(/account of DATABASE_URL, .* README\.md$/)]);
});

test("says that a wall is missing where requests are not served as the studio's own role", async () => {
  const { username } = new URL(mighty);
  const [wall] = await warningsOfAccount(mighty, decodeURIComponent(username));
  expect(wall).toMatch(/^WARNING: requests are served as .* one wall is missing .* NOBYPASSRLS$/);
  expect(await warningsOfAccount(plain, name)).toEqual([]);
});
