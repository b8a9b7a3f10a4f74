import { verifyPassword } from "better-auth/crypto";
import { expect, it } from "vitest";
import { findPasswordHash } from "@/lib/data/passwords";
import { findPersonByEmail } from "@/lib/data/people";
import { prisma } from "@/lib/data/prisma";
import type { Account } from "@/lib/domain/project";
import type { Role } from "@/lib/domain/viewer";
import { makeUser } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { acceptInvitation, createInvitation, readInvitation } from "./invitations";
import { deactivateMember, reactivateMember, updateMember } from "./members";
import { changePassword, createPasswordReset, readPasswordReset, resetPassword } from "./passwords";
import { createProject, deleteMembership } from "./projects";

withDatabase();

const origin = "http://studio.test";
const password = "a password that is long";

async function somebody(name: string, roles: Role[], isOwner = false): Promise<Account> {
  const { id, email } = await makeUser({ name, roles });
  await prisma.user.update({ where: { id }, data: { isOwner } });
  await prisma.account.create({
    data: { id, accountId: id, providerId: "credential", userId: id, password: "none yet" },
  });
  const account = await findPersonByEmail(email);
  if (!account) throw new Error("nobody was made");
  return account;
}

async function signIn({ id }: Account): Promise<void> {
  await prisma.session.create({
    data: { id: `${id}-s`, token: `${id}-t`, userId: id, expiresAt: new Date(Date.now() + 60_000) },
  });
}

async function linkFor(maker: Account, person: Account): Promise<string> {
  const { link } = await createPasswordReset(maker, { memberId: person.id, origin });
  return decodeURIComponent(link.replace(`${origin}/password-resets/`, ""));
}

const works = async ({ id }: Account, tried: string) =>
  verifyPassword({ hash: (await findPasswordHash(id)) ?? "", password: tried });

it("sets a new password by a lead's link, once, and ends what the old one had opened", async () => {
  const lead = await somebody("Lead", ["lead"]);
  const ann = await somebody("Ann", ["annotator"]);
  await signIn(ann);
  const token = await linkFor(lead, ann);
  expect((await readPasswordReset(token)).email).toBe(ann.email);
  const both = await Promise.allSettled([1, 2].map(() => resetPassword({ token, password })));
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await works(ann, password)).toBe(true);
  expect(await prisma.session.count({ where: { userId: ann.id } })).toBe(0);
  await expect(readPasswordReset(token)).rejects.toMatchObject({ code: "gone" });
});

it("gives a link no longer than a day, and only the last one made", async () => {
  const lead = await somebody("Lead", ["lead"]);
  const ann = await somebody("Ann", ["annotator"]);
  const before = await linkFor(lead, ann);
  const last = await linkFor(lead, ann);
  await expect(readPasswordReset(before)).rejects.toMatchObject({ code: "gone" });
  expect((await readPasswordReset(last)).id).toBe(ann.id);
  await prisma.passwordReset.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });
  await expect(resetPassword({ token: last, password })).rejects.toMatchObject({ code: "gone" });
});

it("lets a link die with the rights of who made it, and with the account it is for", async () => {
  const lead = await somebody("Lead", ["lead"]);
  const ann = await somebody("Ann", ["annotator"]);
  const token = await linkFor(lead, ann);
  await prisma.membership.updateMany({ where: { personId: lead.id }, data: { roles: ["annotator"] } });
  await expect(readPasswordReset(token)).rejects.toMatchObject({ code: "gone" });
  await prisma.membership.updateMany({ where: { personId: lead.id }, data: { roles: ["lead"] } });
  await prisma.user.update({ where: { id: ann.id }, data: { deactivatedAt: new Date() } });
  await expect(readPasswordReset(token)).rejects.toMatchObject({ code: "gone" });
});

it("lets no lead into the account of an owner, or of somebody in a project that they don't lead", async () => {
  const lead = await somebody("Lead", ["lead"]);
  const owner = await somebody("Owner", ["lead"], true);
  const both = await somebody("Both", ["annotator"]);
  const { id: projectId } = await createProject({ ...owner, roles: ["lead"] }, { name: "Other", slug: "other" });
  await prisma.membership.create({ data: { projectId, personId: both.id, roles: ["annotator"] } });
  for (const person of [owner, both])
    await expect(linkFor(lead, person)).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringMatching(/only an owner/),
    });
  expect(await linkFor(owner, both)).toMatch(/^rcp_/);
  await expect(createPasswordReset(lead, { memberId: "usr_nobody", origin })).rejects.toMatchObject({
    code: "not_found",
  });
  expect(await prisma.passwordReset.count({ where: { personId: { in: [owner.id, both.id] } } })).toBe(1);
});

it("changes a password for who knows the one before, and signs out everywhere else", async () => {
  const lead = await somebody("Lead", ["lead"]);
  const ann = await somebody("Ann", ["annotator"]);
  await resetPassword({ token: await linkFor(lead, ann), password });
  await signIn(ann);
  const newPassword = "another one that is long";
  expect(await changePassword(ann.id, { currentPassword: "not this one", newPassword })).toBe(false);
  expect(await prisma.session.count({ where: { userId: ann.id } })).toBe(1);
  expect(await changePassword(ann.id, { currentPassword: password, newPassword })).toBe(true);
  expect(await works(ann, newPassword)).toBe(true);
  expect(await prisma.session.count({ where: { userId: ann.id } })).toBe(0);
});

it("lets an invitation die with the rights of who sent it, for good", async () => {
  const [owner, lead] = [await somebody("Owner", ["lead"]), await somebody("Lead", ["lead"])];
  const send = async () => {
    const asked = { email: "new@test.dev", roles: ["lead" as const], origin };
    const { link } = await createInvitation({ ...lead, roles: ["lead"] }, asked);
    return decodeURIComponent(link.replace(`${origin}/invitations/`, ""));
  };
  const refused = { code: "gone", message: expect.stringMatching(/no longer leads/) };
  const token = await send();
  expect((await readInvitation(token)).email).toBe("new@test.dev");
  await updateMember(lead.id, ["annotator"]);
  await expect(acceptInvitation({ token, name: "New", password })).rejects.toMatchObject(refused);
  await updateMember(lead.id, ["lead"]);
  await expect(readInvitation(token)).rejects.toMatchObject(refused);
  const later = await send();
  await deactivateMember(lead.id, true);
  await expect(readInvitation(later)).rejects.toMatchObject(refused);
  await reactivateMember(lead.id, true);
  await expect(readInvitation(later)).rejects.toMatchObject(refused);
  const last = await send();
  await deleteMembership({ ...owner, roles: ["lead"] }, lead.id);
  await expect(readInvitation(last)).rejects.toMatchObject(refused);
  expect(await prisma.user.count({ where: { email: "new@test.dev" } })).toBe(0);
});
