import { beforeAll, expect, it } from "vitest";
import type { Viewer } from "@/lib/domain/viewer";
import { headlineFigures } from "@/lib/measures/figure-rows";
import { makeDialogue, makeUser } from "@/lib/testing/builders";
import { callRoute, giveToken } from "@/lib/testing/call-route";
import { withDatabase } from "@/lib/testing/database";
import { doDueJobs } from "@/lib/testing/job-runner";
import { makeViewer } from "@/lib/testing/review";
import { createDataSet } from "../data-sets/data-sets";
import { measureSnapshot, readSnapshotFigures } from "../data-sets/figures";
import { createSnapshot } from "../data-sets/freeze";
import { askToFollow } from "./data-set-figures";
import { listHeadlines } from "./headlines";
import { chooseHumanReference, readHumanReference } from "./human-reference";

withDatabase();

let lead: Viewer;
beforeAll(async () => {
  lead = await makeViewer("Lea", ["lead"]);
});

async function frozen(name: string, question: string) {
  const made = Array.from({ length: 8 }, () => makeDialogue({ status: "ended", texts: [question, "Restart it."] }));
  const dialogueIds = (await Promise.all(made)).map(({ dialogue }) => dialogue.id);
  const { id: dataSetId } = await createDataSet(lead, { name, note: "", members: { list: { dialogueIds } } });
  return createSnapshot(lead, { dataSetId, note: "" });
}

it("is what every figure stands beside, until another one or none is chosen", async () => {
  expect(await readHumanReference()).toEqual({ reference: null, figures: [] });
  expect((await listHeadlines({ limit: 50 })).items).toEqual([]);
  const [people, bots] = [await frozen("People", "why"), await frozen("Bots", "Could you explain this?")];
  await measureSnapshot(lead, bots.id);
  for (const { dataSetId } of [people, bots]) await askToFollow(lead, dataSetId);
  await doDueJobs();
  expect((await readSnapshotFigures(bots.id)).people).toBeNull();

  const { reference, figures } = await chooseHumanReference(lead, people.id);
  expect(reference).toMatchObject({
    snapshotId: people.id,
    dataSetName: "People",
    number: 1,
    chosenBy: { name: "Lea" },
  });
  expect(figures).toEqual([]);
  // Whoever chooses one has it measured.
  await doDueJobs();
  expect((await readHumanReference()).figures.map(({ id }) => id)).toEqual([...headlineFigures]);
  const { people: against, rows } = await readSnapshotFigures(bots.id);
  expect(against).toEqual({ snapshotId: people.id, isCounted: true });
  expect(rows.find(({ id }) => id === "questionMark")?.distance?.difference).toBe(1);
  const { items } = await listHeadlines({ limit: 50 });
  expect(items.map(({ name, figures }) => [name, figures[0]?.people?.mean])).toEqual([
    ["Bots", 1],
    ["People", 1],
  ]);

  // For a look another one may be named.
  expect((await readSnapshotFigures(people.id, bots.id)).people?.snapshotId).toBe(bots.id);
  await chooseHumanReference(lead, bots.id);
  expect((await readHumanReference()).reference?.snapshotId).toBe(bots.id);
  await chooseHumanReference(lead, null);
  expect(await readHumanReference()).toEqual({ reference: null, figures: [] });
  expect((await listHeadlines({ limit: 50 })).items[0]?.figures[0]?.people).toBeNull();
});

it("is chosen by leads alone, of this project's snapshots, and seen by everybody", async () => {
  const { id } = await frozen("Ours", "why");
  const token = async (role: "annotator" | "lead") => giveToken((await makeUser({ roles: [role] })).id);
  const set = async (role: "annotator" | "lead", snapshotId: string) =>
    (await callRoute("setHumanReference", { token: await token(role), body: { snapshotId } })).status;
  expect([await set("annotator", id), await set("lead", "snp_never"), await set("lead", id)]).toEqual([403, 404, 200]);
  const read = await callRoute("getHumanReference", { token: await token("annotator") });
  expect((await read.json()).reference.snapshotId).toBe(id);
});
