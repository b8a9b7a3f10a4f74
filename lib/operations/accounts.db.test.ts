import { expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { listAccounts } from "@/lib/data/accounts";
import { firstProjectId } from "@/lib/data/memberships";
import { findPersonByEmail, isDeactivated } from "@/lib/data/people";
import { prisma } from "@/lib/data/prisma";
import { inProject } from "@/lib/data/project-at-work";
import type { Role } from "@/lib/domain/viewer";
import { makeUser } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { admitPerson, setAccountActive } from "./accounts";
import { createInvitation, joinByInvitation, readInvitation } from "./invitations";
import { deactivateMember, updateMember } from "./members";
import { createMembership, createProject, deleteMembership } from "./projects";

withDatabase();

const origin = "http://studio.test";
const asViewer = async (name: string, roles: Role[] = ["lead"]) => {
  const { id, email } = await makeUser({ name, roles });
  return { id, name, email, roles };
};
const projectsOf = async (email: string) =>
  (await findPersonByEmail(email))?.memberships.map(({ project }) => project.name);
const tokenIn = (link: string | null) => must(link?.split("/").at(-1), "a token");

let servers = 0;

/** An owner, and a project that somebody else leads. */
async function serverOfTwo() {
  await prisma.user.updateMany({ data: { isOwner: false } });
  const owner = await asViewer("Owner");
  await prisma.user.update({ where: { id: owner.id }, data: { isOwner: true } });
  const lead = await asViewer("Lea", ["annotator"]);
  const medical = await createProject(lead, { name: "Medical", slug: `medical-${++servers}` });
  return { owner, lead, medical };
}

it("closes no account that is the last lead anywhere, whatever project is at work, and says where", async () => {
  const { owner, lead, medical } = await serverOfTwo();
  const refused = { code: "conflict", message: expect.stringContaining("Nobody else leads Medical") };
  await expect(setAccountActive(lead.id, false)).rejects.toMatchObject(refused);
  // In the first project Lea leads nothing.
  await expect(inProject(firstProjectId, () => deactivateMember(lead.id, true))).rejects.toMatchObject(refused);
  expect(await isDeactivated(lead.id)).toBe(false);

  await admitPerson(owner, { email: owner.email, projectId: medical.id, roles: ["lead"], origin });
  expect(await setAccountActive(lead.id, false)).toMatchObject({ deactivatedAt: expect.any(String) });
  expect(await isDeactivated(lead.id)).toBe(true);
  // Whose account is closed leads nothing: the owner is the last one now.
  await inProject(medical.id, async () => {
    await expect(updateMember(owner.id, ["annotator"])).rejects.toMatchObject({ code: "conflict" });
    await expect(deleteMembership(owner, owner.id)).rejects.toMatchObject({ code: "conflict" });
  });
  expect(await setAccountActive(lead.id, true)).toMatchObject({ deactivatedAt: null });
});

it("keeps the last owner, also where others lead all projects", async () => {
  const { owner } = await serverOfTwo();
  await asViewer("Another lead");
  await expect(setAccountActive(owner.id, false)).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("only owner"),
  });
});

it("shows owners who is in what, and takes people into any project: at once, or by a link", async () => {
  const { owner, lead, medical } = await serverOfTwo();
  const ann = await asViewer("Ann", ["annotator"]);
  const inMedical = { projectId: medical.id, roles: ["evaluator" as const], origin };
  expect((await admitPerson(owner, { email: ann.email, ...inMedical })).link).toBeNull();
  const { link } = await admitPerson(owner, { email: "new@test.dev", ...inMedical });
  expect(await readInvitation(tokenIn(link))).toMatchObject({ email: "new@test.dev", projectName: "Medical" });
  const known = [owner, lead, ann].map(({ id }) => id);
  const listed = (await listAccounts())
    .filter(({ id }) => known.includes(id))
    .map(({ name, isOwner, memberships }) => ({
      name,
      isOwner,
      in: memberships.map(({ project, roles }) => `${project.name}: ${roles.join(" ")}`),
    }));
  expect(listed).toEqual([
    { name: "Owner", isOwner: true, in: ["RealChat: lead"] },
    { name: "Lea", isOwner: false, in: ["RealChat: annotator", "Medical: lead annotator evaluator"] },
    { name: "Ann", isOwner: false, in: ["RealChat: annotator", "Medical: evaluator"] },
  ]);
  await expect(admitPerson(owner, { ...inMedical, email: ann.email, projectId: "prj_none" })).rejects.toMatchObject({
    code: "not_found",
  });
  expect(await projectsOf(lead.email)).toEqual(["RealChat", "Medical"]);
});

it("offers a lead to take in who has an account, and takes in whoever opens an invitation with one", async () => {
  const { owner, medical, lead } = await serverOfTwo();
  const ann = await asViewer("Ann", ["annotator"]);
  const roles: Role[] = ["annotator"];
  const invite = (email: string) => inProject(medical.id, () => createInvitation(lead, { email, roles, origin }));
  await expect(invite(ann.email)).rejects.toMatchObject({ code: "conflict", details: { hasAccount: true } });
  await inProject(medical.id, () => createMembership({ email: ann.email, roles }));
  await expect(invite(ann.email)).rejects.toMatchObject({ code: "conflict", details: undefined });

  const { link } = await invite("bob@test.dev");
  const bob = await makeUser({ name: "Bob", email: "bob@test.dev", roles: ["evaluator"] });
  const token = tokenIn(link);
  const [account, other] = [
    must(await findPersonByEmail(bob.email), "Bob"),
    must(await findPersonByEmail(owner.email), "the owner"),
  ];
  await expect(joinByInvitation(other, token)).rejects.toMatchObject({ code: "forbidden" });
  expect(await joinByInvitation(account, token)).toMatchObject({ project: { name: "Medical" } });
  expect(await projectsOf(bob.email)).toEqual(["RealChat", "Medical"]);
  await expect(joinByInvitation(account, token)).rejects.toMatchObject({ code: "gone" });

  await setAccountActive(bob.id, false);
  await expect(invite("bob@test.dev")).rejects.toMatchObject({ message: expect.stringContaining("is here already") });
  await inProject(medical.id, () => deleteMembership({ ...lead, roles: ["lead"] }, bob.id));
  await expect(invite("bob@test.dev")).rejects.toMatchObject({ message: expect.stringContaining("is closed") });
});
