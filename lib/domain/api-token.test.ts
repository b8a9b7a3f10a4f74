import { expect, it } from "vitest";
import { type Grant, isUnlimited, scopeSchema, underGrant } from "./api-token";
import type { Account, Membership } from "./project";
import type { Role } from "./viewer";

const membership = (id: string, roles: Role[]): Membership => ({
  project: { id, name: id, slug: id, archivedAt: null },
  roles,
});
const ada: Account = {
  id: "ada",
  name: "Ada",
  email: "ada@test.dev",
  isOwner: true,
  memberships: [membership("led", ["lead"]), membership("worked", ["annotator"]), membership("rated", ["evaluator"])],
};
const all: Grant = { projectId: null, closedIn: [], scopes: scopeSchema.options, role: null, expiresAt: null };

function rolesUnder(limits: Partial<Grant>): Record<string, Role[]> {
  const { memberships } = underGrant(ada, { ...all, ...limits });
  return Object.fromEntries(memberships.map(({ project, roles }) => [project.id, roles]));
}

it("lets everything through without limits", () => {
  expect(underGrant(ada, all)).toEqual(ada);
  expect(isUnlimited(all)).toBe(true);
});

it("opens one project, and none that shut it out", () => {
  expect(rolesUnder({ projectId: "worked" })).toEqual({ worked: ["annotator"] });
  expect(rolesUnder({ projectId: "left long ago" })).toEqual({});
  expect(rolesUnder({ closedIn: ["led"] })).toEqual({ worked: ["annotator"], rated: ["evaluator"] });
});

it("has its role where its person has that one or leads, and none elsewhere", () => {
  expect(rolesUnder({ role: "annotator" })).toEqual({ led: ["annotator"], worked: ["annotator"], rated: [] });
  expect(rolesUnder({ role: "lead" })).toEqual({ led: ["lead"], worked: [], rated: [] });
});

it("owns the server only where it is for all of it, as a lead", () => {
  const owns = (limits: Partial<Grant>) => underGrant(ada, { ...all, ...limits }).isOwner;
  expect([owns({ role: "lead" }), owns({ role: "evaluator" }), owns({ projectId: "led" })]).toEqual([
    true,
    false,
    false,
  ]);
});

it.each([
  { projectId: "led" },
  { closedIn: ["led"] },
  { scopes: ["read", "manage"] as const },
  { role: "lead" as const },
  { expiresAt: new Date() },
])("is limited by each of its limits: %o", (limits) => {
  expect(isUnlimited({ ...all, ...limits })).toBe(false);
});
