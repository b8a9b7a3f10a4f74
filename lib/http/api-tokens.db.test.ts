import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import type { Endpoint } from "@/lib/contract/endpoint";
import { endpoints } from "@/lib/contract/endpoints";
import type { EndpointName } from "@/lib/contract/paths";
import { firstProjectId } from "@/lib/data/memberships";
import { prisma } from "@/lib/data/prisma";
import { inProject } from "@/lib/data/project-at-work";
import { scopeSchema } from "@/lib/domain/api-token";
import type { Role } from "@/lib/domain/viewer";
import { deactivateMember } from "@/lib/operations/members";
import { deleteMembership } from "@/lib/operations/projects";
import { makeUser } from "@/lib/testing/builders";
import { callRoute, giveToken, type RouteCall } from "@/lib/testing/call-route";
import { withDatabase } from "@/lib/testing/database";

withDatabase();

const second = "second";
let secondId: string;

beforeAll(async () => {
  secondId = newId("project");
  await prisma.project.create({ data: { id: secondId, name: "Second", slug: second } });
  await inProject(secondId, async () => void (await prisma.duplicateSetting.create({ data: {} })));
});

/** Somebody with a role in the first project and one in the second. */
async function inBoth(here: Role, there: Role) {
  const { id, name, email } = await makeUser({ roles: [here] });
  await prisma.membership.create({ data: { projectId: secondId, personId: id, roles: [there] } });
  return { id, name, email, roles: [here] };
}

async function ask(name: EndpointName, call: RouteCall): Promise<{ status: number; detail: string }> {
  const response = await callRoute(name, call);
  const { detail = "" } = response.status >= 400 ? await response.json() : {};
  return { status: response.status, detail };
}

const scopeOf = (name: EndpointName) => (endpoints[name] as Endpoint).scope;
const runsOf = (project: string, token: string) => ask("listRuns", { token, params: { project } });

it("lets a token do what its scopes say, and tells what to do about the rest", async () => {
  const { id } = await makeUser({ roles: ["lead"] });
  const reader = await giveToken(id, { scopes: ["read"] });
  expect((await runsOf("-", reader)).status).toBe(200);
  expect(await ask("beatPresence", { token: reader })).toEqual({
    status: 403,
    detail: "This token may only read: make one with the scope annotate in Settings.",
  });
  const worker = await giveToken(id, { scopes: ["annotate", "evaluate"] });
  expect((await runsOf("-", worker)).detail).toMatch(/^This token may only annotate and evaluate: .* scope read/);
});

it("asks each endpoint for its scope before anything else", async () => {
  const { id } = await makeUser({ roles: ["lead"] });
  for (const scope of scopeSchema.options) {
    const others = scopeSchema.options.filter((other) => other !== scope);
    const without = await giveToken(id, { scopes: others });
    const names = (Object.keys(endpoints) as EndpointName[]).filter((name) => scopeOf(name) === scope);
    expect(names.length).toBeGreaterThan(1);
    for (const name of names) {
      const { status, detail } = await ask(name, { token: without, query: "?no_such_field=1" });
      expect([name, status, detail]).toEqual([name, 403, expect.stringContaining(`make one with the scope ${scope} `)]);
    }
  }
});

it("is dead once its time is over, and says so", async () => {
  const { id } = await makeUser();
  const token = await giveToken(id, { expiresAt: new Date(Date.now() - 1) });
  expect(await runsOf("-", token)).toEqual({
    status: 401,
    detail: "This API token has expired. Make a new one in Settings.",
  });
  expect((await runsOf("-", await giveToken(id, { expiresAt: new Date(Date.now() + 60_000) }))).status).toBe(200);
});

it("opens its project alone, with its role as long as its person has it", async () => {
  const person = await inBoth("annotator", "lead");
  const bound = await giveToken(person.id, { projectId: secondId });
  expect([(await runsOf(second, bound)).status, (await runsOf("-", bound)).status]).toEqual([200, 200]);
  expect((await runsOf(firstProjectId, bound)).status).toBe(404);
  const lead = await giveToken(person.id, { role: "lead" });
  expect((await runsOf(second, lead)).status).toBe(200);
  expect((await runsOf(firstProjectId, lead)).detail).toMatch(/^This token has the role lead, which you do not have/);
  const annotator = await giveToken(person.id, { role: "annotator" });
  const pause = await ask("pauseRun", { token: annotator, params: { project: second } });
  expect([pause.status, pause.detail]).toEqual([403, expect.stringContaining("has the role annotator")]);

  await prisma.membership.updateMany({
    where: { personId: person.id, projectId: secondId },
    data: { roles: ["evaluator"] },
  });
  expect((await runsOf(second, lead)).status).toBe(403);
});

it("is dead in a project that its person left, and everywhere once the account is closed", async () => {
  const person = await inBoth("annotator", "annotator");
  const [whole, bound] = [await giveToken(person.id), await giveToken(person.id, { projectId: secondId })];
  await inProject(secondId, () => deleteMembership(person, person.id));
  expect([(await runsOf(second, whole)).status, (await runsOf(firstProjectId, whole)).status]).toEqual([404, 200]);
  expect([(await runsOf(second, bound)).status, (await runsOf("-", bound)).status]).toEqual([404, 403]);
  await makeUser({ roles: ["lead"] });
  await deactivateMember(person.id, false);
  expect([(await runsOf("-", whole)).status, (await runsOf("-", bound)).status]).toEqual([401, 401]);
});

it("is made for no more than one may, by a person or a token without limits", async () => {
  const person = await inBoth("annotator", "lead");
  const whole = await giveToken(person.id);
  const make = async (token: string, wish: object) => {
    const response = await callRoute("createApiToken", { token, body: { name: "new", ...wish } });
    return { status: response.status, answer: await response.json() };
  };
  expect(await make(whole, { project: firstProjectId, role: "lead" })).toMatchObject({
    status: 422,
    answer: { fields: { role: expect.stringContaining("Your role is not lead there") } },
  });
  expect((await make(whole, { project: "no-such-project" })).status).toBe(404);
  expect((await make(whole, { expiresAt: "2020-01-01T00:00:00Z" })).answer.fields).toHaveProperty("expiresAt");
  expect((await make(whole, { scopes: [] })).status).toBe(422);
  const made = await make(whole, { project: second, role: "lead", scopes: ["manage"] });
  expect(made).toMatchObject({
    status: 201,
    answer: { apiToken: { project: { slug: second }, role: "lead", scopes: ["manage"], expiresAt: null } },
  });
  expect((await make(made.answer.token, {})).answer.detail).toMatch(/^A token with limits makes no others/);
  // As before there were limits: who names none gets none.
  const plain = await make(whole, {});
  expect(plain.answer.apiToken).toMatchObject({ project: null, scopes: scopeSchema.options, role: null });
});

it("is seen and revoked by the leads of a project, there alone", async () => {
  const lead = await giveToken((await inBoth("lead", "annotator")).id);
  const person = await inBoth("annotator", "annotator");
  const [whole, here] = [await giveToken(person.id), await giveToken(person.id, { projectId: firstProjectId })];
  const elsewhere = await giveToken(person.id, { projectId: secondId });
  const listed = async () => {
    const { items } = await (await callRoute("listTeamTokens", { token: lead })).json();
    return (items as { id: string; person: { id: string } }[]).filter((item) => item.person.id === person.id);
  };
  const before = await listed();
  expect(before).toHaveLength(2);
  expect(JSON.stringify(before)).not.toContain(secondId);
  for (const { id } of before)
    expect((await ask("shutOutToken", { token: lead, params: { apiTokenId: id } })).status).toBe(204);
  expect(await listed()).toEqual([]);
  expect([(await runsOf("-", here)).status, (await runsOf(firstProjectId, whole)).status]).toEqual([401, 404]);
  expect([(await runsOf(second, whole)).status, (await runsOf(second, elsewhere)).status]).toEqual([200, 200]);
  const foreign = await prisma.apiToken.findMany({ where: { personId: person.id, projectId: secondId } });
  for (const apiTokenId of [must(foreign[0], "a token").id, "tok_never"])
    expect((await ask("shutOutToken", { token: lead, params: { apiTokenId } })).status).toBe(404);
});

it("notes its use, once a minute", async () => {
  const { id: personId } = await makeUser();
  const token = await giveToken(personId);
  const lastUse = async () => (await prisma.apiToken.findFirstOrThrow({ where: { personId } })).lastUsedAt;
  await Promise.all(Array.from({ length: 10 }, () => runsOf("-", token)));
  while ((await lastUse()) === null) await sleep(10);
  const longAgo = new Date(Date.now() - 59_000);
  await prisma.apiToken.updateMany({ where: { personId }, data: { lastUsedAt: longAgo } });
  await runsOf("-", token);
  expect(await lastUse()).toEqual(longAgo);
  await prisma.apiToken.updateMany({ where: { personId }, data: { lastUsedAt: new Date(Date.now() - 61_000) } });
  await runsOf("-", token);
  while (((await lastUse())?.getTime() ?? 0) < longAgo.getTime()) await sleep(10);
});
