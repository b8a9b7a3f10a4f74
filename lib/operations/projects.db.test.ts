import { expect, it } from "vitest";
import { readDuplicateProgress } from "@/lib/data/duplicates/duplicate-scan";
import { firstProjectId } from "@/lib/data/memberships";
import { findPersonByEmail, listMembers } from "@/lib/data/people";
import { prisma } from "@/lib/data/prisma";
import { inProject } from "@/lib/data/project-at-work";
import { makeUser } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { createMembership, createProject, deleteMembership } from "./projects";

withDatabase();

const viewer = async (name: string, roles: ("lead" | "annotator")[] = ["lead"]) => {
  const { id, email } = await makeUser({ name, roles });
  return { id, name, email, roles };
};

it("makes a project whose maker leads it, with an address of its own", async () => {
  const owner = await viewer("Owner");
  const medical = await createProject(owner, { name: "Medical", slug: "medical" });
  expect((await findPersonByEmail(owner.email))?.memberships).toMatchObject([
    { project: { id: firstProjectId } },
    { project: { id: medical.id, name: "Medical", slug: "medical" }, roles: ["lead", "annotator", "evaluator"] },
  ]);
  expect(await inProject(medical.id, readDuplicateProgress)).toMatchObject({ waiting: 0 });
  await expect(createProject(owner, { name: "Other", slug: "medical" })).rejects.toMatchObject({
    code: "invalid",
    fields: { slug: expect.stringContaining("Another project") },
  });
  expect(await prisma.project.count()).toBe(2);
});

it("takes people in by their address and out again, but never the last lead", async () => {
  const owner = await viewer("Owner");
  const ann = await viewer("Ann", ["annotator"]);
  const { id } = await createProject(owner, { name: "Chinese", slug: "chinese" });
  await inProject(id, async () => {
    const roles = ["annotator" as const];
    await expect(createMembership({ email: "nobody@test.dev", roles })).rejects.toMatchObject({ code: "not_found" });
    expect(await createMembership({ email: ann.email, roles })).toMatchObject({ id: ann.id, roles });
    await expect(createMembership({ email: ann.email, roles: ["lead"] })).rejects.toMatchObject({ code: "conflict" });
    expect((await listMembers()).map(({ name }) => name).sort()).toEqual(["Ann", "Owner"]);

    await expect(deleteMembership(ann, owner.id)).rejects.toMatchObject({ code: "forbidden" });
    await expect(deleteMembership(owner, owner.id)).rejects.toMatchObject({ code: "conflict" });
    await deleteMembership(ann, ann.id);
    await expect(deleteMembership(owner, ann.id)).rejects.toMatchObject({ code: "not_found" });
    expect((await listMembers()).map(({ name }) => name)).toEqual(["Owner"]);
  });
  expect((await findPersonByEmail(ann.email))?.memberships.map(({ project }) => project.id)).toEqual([firstProjectId]);
});
