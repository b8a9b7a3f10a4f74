import { beforeAll, describe, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { prisma } from "@/lib/data/prisma";
import { findGap } from "@/lib/data/statistics/gaps";
import type { GapFindings, GapOrder } from "@/lib/domain/statistics/gap";
import type { Viewer } from "@/lib/domain/viewer";
import { createDataSet } from "@/lib/operations/data-sets/data-sets";
import { createSnapshot } from "@/lib/operations/data-sets/freeze";
import { makeDialogue, makeModel } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { doDueJobs } from "@/lib/testing/job-runner";
import { makeViewer } from "@/lib/testing/review";
import { createGap, keepCluster } from "./gaps";

withDatabase();

let lead: Viewer;
beforeAll(async () => {
  lead = await makeViewer("Lea", ["lead"]);
});

/** A snapshot of dialogues that ask these questions. */
async function snapshotOf(dialogues: string[][]): Promise<string> {
  const ids = [];
  for (const questions of dialogues) {
    const texts = questions.flatMap((question) => [question, "An answer."]);
    ids.push((await makeDialogue({ status: "ended", texts })).dialogue.id);
  }
  const members = { list: { dialogueIds: ids } };
  const { id: dataSetId } = await createDataSet(lead, { name: "Talks", note: "", members });
  return (await createSnapshot(lead, { dataSetId, note: "" })).id;
}

async function gapOf(peopleId: string, simulatedId: string, order: Partial<GapOrder> = {}) {
  const { id } = await createGap(lead, {
    peopleId,
    simulatedId,
    modelId: null,
    turns: "questions",
    clusters: null,
    ...order,
  });
  await doDueJobs();
  const found = must(await findGap(id), "the gap");
  expect(found.gap.job).toMatchObject({ status: "done" });
  return { id, gap: found.gap, findings: must(found.findings, "findings") };
}

const about = (topic: string, n: number) =>
  Array.from({ length: n }, (_, i) => [`Tell me of ${topic} ${topic} number ${i}?`, `More of ${topic}, the ${i} one?`]);
const clusterOf = ({ clusters }: GapFindings, word: string) =>
  must(
    clusters.find(({ words }) => words.includes(word)),
    `a cluster about ${word}`,
  );

describe("what people say and a simulator does not", () => {
  it("is found, named, and told with share, interval and examples", async () => {
    const people = await snapshotOf([...about("volcanoes", 12), ...about("mortgages", 12)]);
    const simulated = await snapshotOf([...about("volcanoes", 12), ...about("poetry", 12)]);
    const { id, gap, findings } = await gapOf(people, simulated, { clusters: 3 });
    expect(clusterOf(findings, "volcanoes").verdict).toBe("captured");
    const missed = clusterOf(findings, "mortgages");
    expect(missed).toMatchObject({
      verdict: "missed",
      people: { turns: 24, dialogues: 12, share: { value: 0.5 } },
      simulated: { turns: 0, dialogues: 0, share: { value: 0 } },
    });
    expect(missed.people.share?.low).toBeGreaterThan(missed.simulated.share?.high ?? 1);
    expect(missed.people.examples[0]?.text).toMatch(/mortgages/);
    expect(clusterOf(findings, "poetry").verdict).toBe("invented");
    expect(findings.divergence?.bits).toBeCloseTo(0.5, 6);
    expect(findings.ceiling?.bits).toBeLessThan(0.1);
    expect(gap.summary).toEqual({ bits: findings.divergence?.bits, missed: 1, invented: 1, clusters: 3 });
    expect(findings.topics.people).toMatchObject({ questions: 48, skipped: 0 });
    expect(findings.topics.people.vendi).toBeGreaterThan(1);
    const { continued, drifted, shifted } = must(findings.topics.people.course, "the course of questions");
    expect([continued, drifted, shifted].reduce((sum, share) => sum + (share?.value ?? 0), 0)).toBeCloseTo(1, 9);

    const again = await gapOf(people, simulated, { clusters: 3 });
    expect(again.findings).toEqual(findings);

    const seeds = await keepCluster(lead, id, { cluster: missed.cluster, side: "people", as: "seedSet", name: "M" });
    expect(seeds.size).toBe(24);
    expect(await prisma.seed.count({ where: { seedSetId: seeds.id, question: { contains: "mortgages" } } })).toBe(24);
    const list = await keepCluster(lead, id, { cluster: missed.cluster, side: "people", as: "dataSet", name: "M" });
    expect(await prisma.dataSetDialogue.count({ where: { dataSetId: list.id } })).toBe(12);
    const nothing = keepCluster(lead, id, { cluster: missed.cluster, side: "simulated", as: "seedSet", name: "M" });
    await expect(nothing).rejects.toThrow("says nothing there");
  });

  it("is looked for among openings alone where that is asked", async () => {
    const people = await snapshotOf(about("volcanoes", 6));
    const { findings } = await gapOf(people, await snapshotOf(about("poetry", 6)), { turns: "openings" });
    expect(findings).toMatchObject({ people: { dialogues: 6, turns: 6 }, courseBounds: null });
    expect(findings.topics.people.course).toBeNull();
  });

  it.each([
    ["of one dialogue", [["One question?"]]],
    ["of emoji alone", [["😀", "😀"], ["🎉🎉"]]],
    ["without spaces", [["日本語を勉強しています"], ["天気はどうですか"]]],
  ])("holds no number that is none, for a data set %s", async (_, dialogues) => {
    const [one, other] = [await snapshotOf(dialogues), await snapshotOf(about("poetry", 3))];
    for (const [people, simulated] of [
      [one, other],
      [other, one],
    ] as const) {
      const { findings } = await gapOf(people, simulated);
      // NaN and infinity would be null in JSON, where the schema wants numbers.
      expect(JSON.stringify(findings)).not.toMatch(/NaN|Infinity/);
      expect(
        findings.clusters
          .flatMap(({ people, simulated }) => [people.share, simulated.share])
          .filter((s) => s?.value === null),
      ).toEqual([]);
    }
  });

  it("asks for vectors of an endpoint before it compares by them, and refuses a snapshot against itself", async () => {
    const [people, simulated] = [await snapshotOf(about("volcanoes", 1)), await snapshotOf(about("poetry", 1))];
    const { id: modelId } = await makeModel();
    await expect(gapOf(people, simulated, { modelId })).rejects.toThrow("2 of 2 questions of the people's snapshot");
    await expect(gapOf(people, people)).rejects.toThrow("misses nothing of itself");
  });
});
