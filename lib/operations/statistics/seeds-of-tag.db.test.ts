import { beforeAll, expect, it } from "vitest";
import { prisma } from "@/lib/data/prisma";
import type { Viewer } from "@/lib/domain/viewer";
import { createDataSet } from "@/lib/operations/data-sets/data-sets";
import { createSnapshot } from "@/lib/operations/data-sets/freeze";
import { makeDialogue, makeUser } from "@/lib/testing/builders";
import { callRoute, giveToken } from "@/lib/testing/call-route";
import { withDatabase } from "@/lib/testing/database";
import { makeViewer } from "@/lib/testing/review";

withDatabase();

let lead: Viewer;
beforeAll(async () => {
  lead = await makeViewer("Lea", ["lead"]);
});

it("makes a seed set of how a domain begins as it was frozen, each question once", async () => {
  const ids = [];
  for (const [question, tags] of [
    ["What is a lease?", ["law"]],
    ["  What is a lease? ", ["law", "homes"]],
    ["Who may sue?", ["law"]],
    ["Why is the sky blue?", ["physics"]],
  ] as const) {
    const { dialogue } = await makeDialogue({ status: "ended", texts: [question, "So.", "And then?", "So."] });
    await prisma.dialogue.update({ where: { id: dialogue.id }, data: { tags: [...tags] } });
    ids.push(dialogue.id);
  }
  const members = { list: { dialogueIds: ids } };
  const { id: dataSetId } = await createDataSet(lead, { name: "Talks", note: "", members });
  const { id: snapshotId } = await createSnapshot(lead, { dataSetId, note: "" });
  await prisma.dialogue.updateMany({ where: { id: { in: ids } }, data: { tags: [] } });

  const ask = async (token: string, tag: string) =>
    callRoute("seedsOfTag", { token, params: { snapshotId }, body: { tag, name: "Law" } });
  const token = await giveToken(lead.id);
  const made = await ask(token, "law");
  expect(made.status).toBe(201);
  const { id, size } = (await made.json()) as { id: string; size: number };
  expect(size).toBe(2);
  const seeds = await prisma.seed.findMany({ where: { seedSetId: id }, orderBy: { position: "asc" } });
  expect(seeds.map(({ question }) => question)).toEqual(["What is a lease?", "Who may sue?"]);

  expect((await ask(token, "medicine")).status).toBe(422);
  expect(await prisma.seedSet.count()).toBe(1);
  expect((await ask(await giveToken((await makeUser({ roles: ["annotator"] })).id), "law")).status).toBe(403);
});
