import { beforeAll, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { prisma } from "@/lib/data/prisma";
import { ModelFault } from "@/lib/domain/chat-model";
import type { Detector } from "@/lib/domain/detector";
import type { Measured } from "@/lib/domain/statistics/measured";
import type { Viewer } from "@/lib/domain/viewer";
import { makeDialogue, makeModel, makeUser } from "@/lib/testing/builders";
import { callRoute, giveToken } from "@/lib/testing/call-route";
import { withDatabase } from "@/lib/testing/database";
import { doDueJobs } from "@/lib/testing/job-runner";
import { query } from "@/lib/testing/query";
import { makeViewer } from "@/lib/testing/review";
import { createDataSet } from "../data-sets/data-sets";
import { createSnapshot } from "../data-sets/freeze";
import { askDetector, estimateDetector } from "./ask-detector";
import { measureCorpusOf, readCorpusFigures } from "./corpus-figures";

withDatabase();

let lead: Viewer;
beforeAll(async () => {
  lead = await makeViewer("Lea", ["lead"]);
});

let made = 0;
const more =
  "since I have been thinking about it for days and would like to know what others made of it before I begin";

async function frozen(says: string) {
  const about = made++;
  const dialogues = Array.from({ length: 20 }, (_, i) =>
    makeDialogue({
      status: "ended",
      texts: [`${says} ${about}.${i} ${more}, ${more}, ${more}`, "Restart the server."],
    }),
  );
  const dialogueIds = (await Promise.all(dialogues)).map(({ dialogue }) => dialogue.id);
  const { id } = await createDataSet(lead, { name: says, note: "", members: { list: { dialogueIds } } });
  return createSnapshot(lead, { dataSetId: id, note: "" });
}

/** People and a simulator, measured beside one another; and a detector that costs something. */
async function staged(): Promise<{ of: Measured; living: Measured; modelId: string }> {
  const [people, bots] = [await frozen("hm why"), await frozen("Could you please explain why")];
  const [of, living] = [
    { kind: "snapshot" as const, id: bots.id },
    { kind: "data_set" as const, id: bots.dataSetId },
  ];
  for (const one of [of, living]) await measureCorpusOf(lead, one, people.id);
  await doDueJobs();
  const { id } = await makeModel({ name: "Detector", baseUrl: `http://127.0.0.1:9/${made++}/v1` });
  await prisma.model.update({ where: { id }, data: { inputPrice: 10 } });
  return { of, living, modelId: id };
}

/** Takes whoever says “hm” for a person, and keeps what it was asked. */
function detectorOf(refuses = (_texts: readonly string[]): ModelFault | null => null) {
  const asked: string[][] = [];
  const detector: Detector = {
    async detect(texts) {
      const fault = refuses(texts);
      if (fault) throw fault;
      asked.push([...texts]);
      return { chances: texts.map((text) => (text.startsWith("hm") ? 0.9 : 0.2)), tokens: texts.length * 5 };
    },
  };
  return { detector, asked };
}

const spent = async () =>
  (await query<{ tokens: number }>`SELECT coalesce(sum(tokens), 0)::int AS tokens FROM spending`)[0]?.tokens ?? 0;
const detectedOf = async (of: Measured) => (await readCorpusFigures(of)).counted?.detectors;

it("tells the cost first, stands beside the classifier, and is paid for no text twice, of a snapshot or of its data set", async () => {
  const [{ of, living, modelId }, before] = [await staged(), await spent()];
  const { texts, tokens, cost } = await estimateDetector(of, modelId);
  expect(texts).toBe(40);
  expect(cost).toBeCloseTo((tokens * 10) / 1e6, 12);
  expect([await spent(), await detectedOf(of)]).toEqual([before, []]);

  const { detector, asked } = detectorOf();
  await askDetector(lead, of, modelId);
  await doDueJobs({ detector });
  const [found] = must(await detectedOf(of), "what was measured");
  expect(found).toMatchObject({ modelId, name: "Detector", refused: 0, told: { auc: 1 } });
  expect(found?.told?.meanSimulated).toBeCloseTo(0.2);
  expect(found?.told?.meanHuman).toBeCloseTo(0.9);
  expect(asked.flat()).toHaveLength(texts);
  expect(Math.max(...asked.map(({ length }) => length))).toBeLessThanOrEqual(32);
  expect(await spent()).toBe(before + texts * 5);

  await askDetector(lead, of, modelId);
  await askDetector(lead, living, modelId);
  await doDueJobs({ detector });
  expect(await detectedOf(of)).toHaveLength(1);
  expect(await detectedOf(living)).toMatchObject([{ modelId, told: { auc: 1 } }]);
  // Each dialogue is a text of its own, so that the data set draws the very same in another order.
  expect(asked.flat()).toHaveLength(texts);
});

it("keeps what was paid where it goes away half-way, says so, and goes on from there", async () => {
  const { of, modelId } = await staged();
  const { texts } = await estimateDetector(of, modelId);
  let calls = 0;
  const gone = detectorOf(() => (++calls > 1 ? new ModelFault("malformed", "It answered with no JSON.") : null));
  const { id } = await askDetector(lead, of, modelId);
  for (let i = 0; i < 8; i++) {
    await doDueJobs(gone);
    await query`UPDATE job SET due_at = now() WHERE status = 'waiting'`;
  }
  expect(await prisma.job.findUniqueOrThrow({ where: { id }, select: { status: true, error: true } })).toEqual({
    status: "failed",
    error: "It answered with no JSON. What it told of 32 texts stays; nothing is paid for twice.",
  });
  const back = detectorOf();
  await askDetector(lead, of, modelId);
  await doDueJobs(back);
  expect(back.asked.flat()).toHaveLength(texts - 32);
  expect(await detectedOf(of)).toMatchObject([{ refused: 0, told: { auc: 1 } }]);
});

it("leaves out the one text that it refuses; a key that it refuses ends the job", async () => {
  const { of, modelId } = await staged();
  const picky = detectorOf((texts) =>
    texts.some((text) => / \d+\.19 /.test(text)) ? new ModelFault("bad_request", "No.") : null,
  );
  await askDetector(lead, of, modelId);
  await doDueJobs(picky);
  expect(await detectedOf(of)).toMatchObject([{ refused: 2, told: { auc: 1 } }]);
  const other = await makeModel({ baseUrl: "http://127.0.0.1:9/closed/v1" });
  const { id } = await askDetector(lead, of, other.id);
  await doDueJobs(detectorOf(() => new ModelFault("unauthorized", "It refused the API key.")));
  const job = await prisma.job.findUniqueOrThrow({ where: { id } });
  expect([job.status, job.error]).toEqual(["failed", expect.stringContaining("It refused the API key.")]);
});

it("wants something measured beside people, an endpoint, and somebody who keeps the data set", async () => {
  const { of, modelId } = await staged();
  const alone = await frozen("Nobody beside");
  await expect(estimateDetector({ kind: "snapshot", id: alone.id }, modelId)).rejects.toThrow("measure it beside real");
  const embedded = await makeModel({ kind: "embedded", trainedOn: "user" });
  await expect(askDetector(lead, of, embedded.id)).rejects.toThrow("is no detector");
  const token = await giveToken((await makeUser({ roles: ["annotator"] })).id);
  const asked = await callRoute("askDetector", { token, body: { snapshotId: of.id, modelId } });
  expect(asked.status).toBe(403);
  const told = await callRoute("estimateDetector", { token, query: `?snapshotId=${of.id}&modelId=${modelId}` });
  expect(told.status).toBe(200);
  const both = `?snapshotId=${of.id}&dataSetId=dts_x&modelId=${modelId}`;
  expect((await callRoute("estimateDetector", { token, query: both })).status).toBe(422);
});
