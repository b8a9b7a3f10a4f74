import { expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { prisma } from "@/lib/data/prisma";
import { inProject } from "@/lib/data/project-at-work";
import { findSeedSet } from "@/lib/data/seed-sets";
import { callRoute, giveToken } from "@/lib/testing/call-route";
import { withDatabase } from "@/lib/testing/database";
import { testGuideline } from "@/lib/testing/review";
import { makeWholeProject } from "@/lib/testing/whole-project";

withDatabase();

it("copies how something is set up to another project, without what people did, for whoever leads both", async () => {
  const { project: from, lead } = await makeWholeProject("Quokka");
  const { project: to } = await makeWholeProject("Numbat");
  const token = await giveToken(lead.id);
  const ids = await inProject(from.id, async () => ({
    seedSetId: must(await prisma.seedSet.findFirst(), "a seed set").id,
    benchmarkId: must(await prisma.benchmark.findFirst({ where: { origin: "imported" } }), "a benchmark").id,
    queueId: must(await prisma.reviewQueue.findFirst(), "a queue").id,
  }));
  const copies = [
    { kind: "seed_set", seedSetId: ids.seedSetId },
    { kind: "benchmark", benchmarkId: ids.benchmarkId },
    { kind: "queue", queueId: ids.queueId },
  ];
  const copy = (body: object) =>
    callRoute("createCopy", { token, params: { project: from.slug }, body: { ...body, to: to.slug } });
  expect((await copy(must(copies[0], "a copy"))).status).toBe(404);
  const member = { projectId: to.id, personId: lead.id, roles: ["annotator"] };
  await prisma.membership.create({ data: member });
  expect((await copy(must(copies[0], "a copy"))).status).toBe(403);
  await prisma.membership.updateMany({ where: { projectId: to.id, personId: lead.id }, data: { roles: ["lead"] } });
  const [set, benchmark, queue] = await Promise.all(
    copies.map(async (one) => (await (await copy(one)).json()).id as string),
  );
  await inProject(to.id, async () => {
    expect(await findSeedSet(must(set, "id"), 9)).toMatchObject({
      seedSet: { name: "Questions" },
      seeds: [{ question: "Why?" }],
    });
    expect(await prisma.benchmarkQuestion.findMany({ where: { benchmarkId: must(benchmark, "id") } })).toMatchObject([
      { turns: ["1 + 1?"] },
    ]);
    const made = await prisma.reviewQueue.findUniqueOrThrow({
      where: { id: must(queue, "id") },
      include: { guidelines: true, items: true },
    });
    expect(made).toMatchObject({
      name: "A queue",
      items: [],
      guidelines: [{ version: 1, text: testGuideline.text, personId: lead.id }],
    });
  });
  const guideline = (toQueueId: string) => copy({ kind: "guideline", queueId: ids.queueId, toQueueId });
  const there = await inProject(to.id, () =>
    prisma.guideline.findFirstOrThrow({ where: { queueId: must(queue, "id") } }),
  );
  expect((await guideline(there.queueId)).status).toBe(201);
  expect((await guideline(ids.queueId)).status).toBe(404);
  await inProject(to.id, async () => {
    const versions = await prisma.guideline.findMany({
      where: { queueId: there.queueId },
      orderBy: { version: "asc" },
    });
    expect(versions).toMatchObject([
      { version: 1 },
      { version: 2, text: testGuideline.text, reasons: there.reasons, fields: there.fields, personId: lead.id },
    ]);
  });
  await prisma.project.update({ where: { id: to.id }, data: { archivedAt: new Date() } });
  expect((await copy(must(copies[2], "a copy"))).status).toBe(409);
});
