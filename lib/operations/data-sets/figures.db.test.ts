import { beforeAll, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import type { Viewer } from "@/lib/domain/viewer";
import { figureDefinitions } from "@/lib/measures/dialogue-figures";
import { makeDialogue, makeUser } from "@/lib/testing/builders";
import { callRoute, giveToken } from "@/lib/testing/call-route";
import { withDatabase } from "@/lib/testing/database";
import { doDueJobs } from "@/lib/testing/job-runner";
import { query } from "@/lib/testing/query";
import { makeViewer } from "@/lib/testing/review";
import { createDataSet } from "./data-sets";
import { measureSnapshot, readSnapshotFigures } from "./figures";
import { createSnapshot } from "./freeze";

withDatabase();

let lead: Viewer;
beforeAll(async () => {
  lead = await makeViewer("Lea", ["lead"]);
});

/** A snapshot of dialogues of two rounds, whose users ask like this. */
async function frozen(name: string, asks: (dialogue: number, round: number) => string) {
  const made = Array.from({ length: 16 }, (_, i) =>
    makeDialogue({ status: "ended", texts: [asks(i, 0), "Restart the server.", asks(i, 1), "Then read its log."] }),
  );
  const dialogueIds = (await Promise.all(made)).map(({ dialogue }) => dialogue.id);
  const { id: dataSetId } = await createDataSet(lead, { name, note: "", members: { list: { dialogueIds } } });
  return createSnapshot(lead, { dataSetId, note: "" });
}

const row = async (id: string, snapshotId: string, people?: string) =>
  must(
    (await readSnapshotFigures(snapshotId, people)).rows.find((one) => one.id === id),
    id,
  );

it("measures a snapshot once, in the background, and keeps it", async () => {
  const snapshot = await frozen("Simulated", (i) => `How do I fix error ${"so ".repeat(i)}quickly?`);
  expect(await readSnapshotFigures(snapshot.id)).toMatchObject({ counted: null, people: null, rows: [] });
  await measureSnapshot(lead, snapshot.id);
  await doDueJobs();
  const { counted, rows } = await readSnapshotFigures(snapshot.id);
  expect(counted?.tokenizer).toBe("o200k_base");
  expect(rows.map(({ id }) => id)).toEqual(Object.keys(figureDefinitions));
  expect(await row("rounds", snapshot.id)).toMatchObject({
    figure: { mean: 2, deviation: 0, values: 16, skipped: 0, interval: { low: 2, high: 2 } },
    people: null,
    distance: null,
  });
  expect(await row("questionMark", snapshot.id)).toMatchObject({ figure: { mean: 1, values: 32 } });
  expect(await row("questionWords", snapshot.id)).toMatchObject({ figure: { mean: 6 + 7.5, dialogues: 16 } });
  const before = await query`SELECT body::text, created_at FROM snapshot_figures`;
  await measureSnapshot(lead, snapshot.id);
  await doDueJobs();
  const again = await query<{ body: string }>`SELECT body::text, created_at FROM snapshot_figures`;
  expect(again.map(({ body }) => body)).toEqual(before.map((one) => (one as { body: string }).body));
});

it("stands beside people, who are told how far they lie from one another", async () => {
  const simulated = await frozen("Bots", () => "Could you please explain this in detail?");
  const people = await frozen(
    "People",
    (i, round) => ["why", "ok and then", "does it work", "no"][(i + round) % 4] ?? "",
  );
  await measureSnapshot(lead, simulated.id);
  await doDueJobs();
  // Not measured yet: told, and nothing is compared with nothing.
  expect((await readSnapshotFigures(simulated.id, people.id)).people).toEqual({
    snapshotId: people.id,
    isCounted: false,
  });
  await measureSnapshot(lead, people.id);
  await doDueJobs();
  const words = await row("questionWords", simulated.id, people.id);
  expect(words.figure?.mean).toBe(7);
  expect(words.people?.mean).toBe(2);
  expect(words.distance?.difference).toBe(5);
  expect(words.distance?.inDeviations).toBeGreaterThan(3);
  expect(Math.abs(words.ceiling?.inDeviations ?? 9)).toBeLessThan(1.5);
});

it("is asked for by who keeps the data set, and read by everybody but in another project", async () => {
  const { id } = await frozen("Ours", () => "why");
  const token = async (role: "annotator" | "lead") => giveToken((await makeUser({ roles: [role] })).id);
  const ask = async (role: "annotator" | "lead") =>
    (await callRoute("measureSnapshot", { token: await token(role), params: { snapshotId: id } })).status;
  expect([await ask("annotator"), await ask("lead")]).toEqual([403, 201]);
  const read = await callRoute("getSnapshotFigures", { token: await token("annotator"), params: { snapshotId: id } });
  expect([read.status, await read.json()]).toMatchObject([200, { counted: null, people: null, rows: [] }]);
  const wrong = { params: { snapshotId: id }, query: "?people=snp_never" };
  expect((await callRoute("getSnapshotFigures", { token: await token("lead"), ...wrong })).status).toBe(404);
});
