import { beforeAll, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import type { Viewer } from "@/lib/domain/viewer";
import { topicDefinitions } from "@/lib/measures/topic-figures";
import { wholeFigureIds } from "@/lib/measures/whole-definitions";
import { makeDialogue, makeUser } from "@/lib/testing/builders";
import { callRoute, giveToken } from "@/lib/testing/call-route";
import { withDatabase } from "@/lib/testing/database";
import { doDueJobs } from "@/lib/testing/job-runner";
import { query } from "@/lib/testing/query";
import { makeViewer } from "@/lib/testing/review";
import { createDataSet } from "../data-sets/data-sets";
import { createSnapshot } from "../data-sets/freeze";
import { measureCorpusOf, readCorpusFigures } from "./corpus-figures";
import { askToFollow } from "./data-set-figures";

withDatabase();

let lead: Viewer;
beforeAll(async () => {
  lead = await makeViewer("Lea", ["lead"]);
});

const of = ({ id }: { id: string }) => ({ kind: "snapshot" as const, id });

const nouns = ["garden", "engine", "novel", "budget", "river", "server", "recipe", "holiday", "contract", "piano"];
const more = "because I have been thinking about it for days and would like to know what others made of it before";

/** A snapshot of dialogues of two rounds, whose users ask like this. */
async function frozen(name: string, count: number, asks: (dialogue: number, round: number) => string) {
  const made = Array.from({ length: count }, (_, i) =>
    makeDialogue({ status: "ended", texts: [asks(i, 0), "Restart the server.", asks(i, 1), "Then read its log."] }),
  );
  const dialogueIds = (await Promise.all(made)).map(({ dialogue }) => dialogue.id);
  const { id: dataSetId } = await createDataSet(lead, { name, note: "", members: { list: { dialogueIds } } });
  return createSnapshot(lead, { dataSetId, note: "" });
}

const ofPeople = (i: number, round: number) =>
  `${["why", "so", "hm", "ok"][(i + round) % 4]} my ${nouns[i % 10]} ${nouns[(i * 7 + round) % 10]} ${nouns[(i * 3) % 10]} broke ${more}`;

it("measures a snapshot as a whole, beside people, and keeps it", async () => {
  const people = await frozen("People", 16, ofPeople);
  const bots = await frozen(
    "Bots",
    16,
    (i) => `Could you please explain the ${nouns[i % 10]} in more detail? ${more}.`,
  );
  expect(await readCorpusFigures(of(bots))).toEqual({ counted: null, rows: [] });
  await measureCorpusOf(lead, of(bots), people.id);
  await doDueJobs();
  const { counted, rows } = await readCorpusFigures(of(bots));
  expect(rows.map(({ id }) => id)).toEqual(wholeFigureIds);
  const opening = must(rows[0], "first-turn diversity");
  expect(opening.figure).toMatchObject({ dialogues: 16 });
  expect(opening.difference?.value).toBeLessThan(0);
  expect(opening.ceiling).not.toBeNull();
  expect(counted).toMatchObject({
    peopleId: people.id,
    own: { dialogues: 16, drawn: 16 },
    people: { dialogues: 16, drawn: 16 },
    facts: { edited: 0, cost: 0 },
    behaviour: { dialogues: 16, people: 16 },
  });
  const found = must(counted?.likeness?.found, "likeness");
  expect(found.heldOut.auc).toBeGreaterThan(0.9);
  expect(found.unseen).toEqual([]);
  const before = await query`SELECT body - 'likeness' AS body FROM corpus_figures`;
  await measureCorpusOf(lead, of(bots), people.id);
  await doDueJobs();
  expect(await query`SELECT body - 'likeness' AS body FROM corpus_figures`).toEqual(before);
});

it("stands without people, and of too few texts no classifier is asked", async () => {
  const few = await frozen("Few", 2, ofPeople);
  const people = await frozen("Some people", 4, ofPeople);
  await measureCorpusOf(lead, of(few), null);
  await doDueJobs();
  expect((await readCorpusFigures(of(few))).counted).toMatchObject({ peopleId: null, people: null, likeness: null });
  await measureCorpusOf(lead, of(few), people.id);
  await doDueJobs();
  const { counted, rows } = await readCorpusFigures(of(few));
  expect(counted).toMatchObject({ peopleId: people.id, likeness: { found: null, pools: { people: 4 } } });
  for (const { figure } of rows) expect(figure?.interval ?? null).toBeNull();
});

it("measures a data set as it stands, says when it changed since, and draws the same of it as of its snapshot", async () => {
  const people = await frozen("They", 14, ofPeople);
  const bots = await frozen("Living", 14, (i) => `Could you please explain the ${nouns[i % 10]} to me? ${more}.`);
  const living = { kind: "data_set" as const, id: bots.dataSetId };
  expect(await readCorpusFigures(living)).toEqual({ counted: null, rows: [] });
  await measureCorpusOf(lead, living, people.id);
  await measureCorpusOf(lead, of(bots), people.id);
  await doDueJobs();
  const [first, pinned] = [await readCorpusFigures(living), await readCorpusFigures(of(bots))];
  expect(first.counted).toMatchObject({ isStale: false, peopleId: people.id, own: { dialogues: 14, drawn: 14 } });
  expect(first.counted?.facts).toMatchObject({ edited: 0, behind: { accepted: 0, files: 0, userPrompts: 1 } });
  // Both draw all of the same dialogues, each in an order of its own.
  const openings = (rows: typeof first.rows) => rows.find(({ id }) => id === "firstTurnDiversity")?.figure?.value;
  expect(openings(first.rows)).toBeCloseTo(openings(pinned.rows) ?? Number.NaN, 9);
  for (const { id, figure } of first.rows.filter(({ id }) => id in topicDefinitions))
    expect([id, figure === null]).toEqual([id, false]);

  await query`DELETE FROM data_set_dialogue WHERE data_set_id = ${living.id} AND dialogue_id = (
    SELECT m.dialogue_id FROM snapshot_dialogue m WHERE m.snapshot_id = ${bots.id} AND m.position = 1)`;
  await askToFollow(lead, living.id);
  await doDueJobs();
  expect((await readCorpusFigures(living)).counted).toMatchObject({ isStale: true, own: { dialogues: 14 } });
  await measureCorpusOf(lead, living, people.id);
  await doDueJobs();
  expect((await readCorpusFigures(living)).counted).toMatchObject({ isStale: false, own: { dialogues: 13 } });

  const token = await giveToken((await makeUser({ roles: ["annotator"] })).id);
  const params = { dataSetId: living.id };
  expect((await callRoute("getDataSetCorpus", { token, params })).status).toBe(200);
  expect((await callRoute("measureDataSetCorpus", { token, params, body: { peopleId: null } })).status).toBe(403);
});

it("of a data set without dialogues there are no figures, and no job that fails", async () => {
  const { dialogue } = await makeDialogue({ status: "ended", texts: ["Nobody answers this"] });
  const members = { list: { dialogueIds: [dialogue.id] } };
  const { id } = await createDataSet(lead, { name: "Empty", note: "", members });
  await measureCorpusOf(lead, { kind: "data_set", id }, null);
  await doDueJobs();
  const { counted, rows } = await readCorpusFigures({ kind: "data_set", id });
  expect(counted).toMatchObject({ own: { dialogues: 0, drawn: 0 } });
  for (const { figure } of rows) expect(figure).toBeNull();
});

it("is asked for by who keeps the data set, and never beside itself", async () => {
  const { id } = await frozen("Ours", 2, ofPeople);
  const token = async (role: "annotator" | "lead") => giveToken((await makeUser({ roles: [role] })).id);
  const ask = async (role: "annotator" | "lead", peopleId: string | null) =>
    (await callRoute("measureCorpus", { token: await token(role), params: { snapshotId: id }, body: { peopleId } }))
      .status;
  expect([await ask("annotator", null), await ask("lead", null), await ask("lead", id)]).toEqual([403, 201, 422]);
  expect(await ask("lead", "snp_never")).toBe(404);
});
