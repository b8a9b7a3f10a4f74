import { beforeAll, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { seededRandom } from "@/lib/base/random";
import { prisma } from "@/lib/data/prisma";
import { findFiguresByDay } from "@/lib/data/statistics/data-set-figures";
import type { DialogueAct } from "@/lib/domain/decision";
import type { DialogueFilter } from "@/lib/domain/dialogue-filter";
import type { Viewer } from "@/lib/domain/viewer";
import { figuresVersion } from "@/lib/measures/dialogue-figures";
import { toSums } from "@/lib/measures/maintained-figures";
import { makeDialogue } from "@/lib/testing/builders";
import { callRoute, giveToken } from "@/lib/testing/call-route";
import { withDatabase } from "@/lib/testing/database";
import { doDueJobs } from "@/lib/testing/job-runner";
import { query } from "@/lib/testing/query";
import { makeViewer } from "@/lib/testing/review";
import { actOnDialogue, undoDecision } from "../act-on-dialogue";
import { createDataSet } from "../data-sets/data-sets";
import { measureSnapshot, readSnapshotFigures } from "../data-sets/figures";
import { createSnapshot } from "../data-sets/freeze";
import { askToFollow, readDataSetFigures, readFiguresOverTime } from "./data-set-figures";

withDatabase();

let lead: Viewer;
beforeAll(async () => {
  lead = await makeViewer("Lea", ["lead"]);
});

async function living(name: string, filter: DialogueFilter) {
  return (await createDataSet(lead, { name, note: "", members: { filter } })).id;
}

async function follow(dataSetId: string) {
  await askToFollow(lead, dataSetId);
  await doDueJobs();
}

/** All that is kept of a data set, but for how exact sums are cut into parts. */
async function kept(dataSetId: string) {
  const [row] = await query<{ body: string }>`SELECT body::text FROM data_set_figures WHERE data_set_id = ${dataSetId}`;
  const days = Object.entries(await findFiguresByDay(dataSetId, figuresVersion));
  return { body: row?.body, days: days.map(([day, { dialogues, sums }]) => [day, dialogues, toSums(sums)]) };
}

async function forgetAll() {
  for (const table of ["data_set_path", "data_set_figures", "path_figures"])
    await prisma.$executeRawUnsafe(`DELETE FROM ${table}`);
}

const mean = async (dataSetId: string, id: string) =>
  (await readDataSetFigures(dataSetId)).rows.find((row) => row.id === id)?.figure?.mean;

const random = seededRandom(16);
const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
const said = () =>
  pick([
    "why",
    "Could you please explain that?",
    "😀 😀",
    "パンはなぜ膨らむのですか？",
    "ok and then it rises",
    "Heat, yeast; 0.1 of it.",
  ]);

async function someDialogue() {
  const texts = Array.from({ length: 2 * Math.ceil(random() * 3) }, said);
  const { dialogue } = await makeDialogue({ status: "ended", texts });
  const createdAt = new Date(Date.UTC(2026, 10, Math.ceil(random() * 5)));
  await prisma.dialogue.update({ where: { id: dialogue.id }, data: { createdAt } });
  return dialogue.id;
}

/** Something that somebody may do to a dialogue as it stands. */
async function someAct(dialogueId: string): Promise<DialogueAct> {
  const { headId, deletedAt } = await prisma.dialogue.findUniqueOrThrow({ where: { id: dialogueId } });
  const turns = await prisma.turn.findMany({ where: { dialogueId } });
  const [turn, seen] = [pick(turns), { headId: must(headId, "head") }];
  if (deletedAt) return { kind: "restore" };
  return pick<DialogueAct>([
    { kind: "accept", ...seen, note: "" },
    { kind: "reject", ...seen, reasons: [], note: "" },
    { kind: "edit", ...seen, turnId: turn.id, text: said(), after: "keep" },
    { kind: "reject_turn", ...seen, turnId: turn.id, reasons: [], note: "" },
    { kind: "end_here", turnId: turn.speaker === "assistant" ? turn.id : null },
    { kind: "choose", ...seen, turnId: turn.id },
    { kind: "tag", tags: ["seen"] },
    { kind: "delete", note: "" },
  ]);
}

it("what is maintained equals what is counted anew, bit for bit, after random acts, deletions and undo", async () => {
  const ids = [];
  for (let i = 0; i < 18; i++) ids.push(await someDialogue());
  const sets = [await living("All", {}), await living("Not rejected", { verdict: "none,accepted" })];
  const decisions: string[] = [];
  let done = 0;
  for (let round = 0; round < 100; round++) {
    const dialogueId = pick(ids);
    const acted =
      random() < 0.25 && decisions.length > 0
        ? undoDecision(lead, pick(decisions))
        : someAct(dialogueId).then((act) => actOnDialogue(lead, { dialogueId, act }));
    // Many are refused: one cannot accept what was deleted, or undo what others changed since.
    const { decision } = (await acted.catch(() => null)) ?? {};
    if (decision) decisions.push(decision.id);
    if (decision) done++;
    if (round % 10 === 0) for (const id of sets) await follow(id);
    if (round === 55) ids.push(await someDialogue());
  }
  expect(done).toBeGreaterThan(30);
  for (const id of sets) await follow(id);
  const maintained = [];
  for (const id of sets) maintained.push(await kept(id));
  await forgetAll();
  for (const id of sets) await follow(id);
  for (const [i, id] of sets.entries()) expect(maintained[i]).toEqual(await kept(id));
  // A snapshot of the same moment says the same.
  const { id: snapshotId, dialogues } = await createSnapshot(lead, { dataSetId: must(sets[1], "one"), note: "" });
  await measureSnapshot(lead, snapshotId);
  await doDueJobs();
  const [own, frozen] = [await readDataSetFigures(must(sets[1], "one")), await readSnapshotFigures(snapshotId)];
  expect(frozen.rows).toEqual(own.rows);
  expect([frozen.counts, frozen.counted?.dialogues]).toEqual([own.counts, dialogues]);
}, 60_000);

it("follows what becomes of its dialogues, and measures no path twice", async () => {
  const { dialogue } = await makeDialogue({ status: "ended", texts: ["a b c", "d"] });
  const { dialogue: other } = await makeDialogue({ status: "ended", texts: ["a", "b"] });
  const members = { list: { dialogueIds: [dialogue.id, other.id] } };
  const { id } = await createDataSet(lead, { name: "Two", note: "", members });
  expect(await readDataSetFigures(id)).toMatchObject({ counted: null, rows: [], counts: {} });
  await follow(id);
  expect(await mean(id, "questionWords")).toBe(2);
  const changed = { kind: "edit", headId: must(dialogue.headId, "head"), text: "one", after: "keep" } as const;
  const [first] = await prisma.turn.findMany({ where: { dialogueId: dialogue.id, parentId: null } });
  const { decision } = await actOnDialogue(lead, {
    dialogueId: dialogue.id,
    act: { ...changed, turnId: must(first, "the question").id },
  });
  await follow(id);
  expect(await mean(id, "questionWords")).toBe(1);
  const measured = () =>
    query`SELECT head_id, xmin::text FROM path_figures WHERE dialogue_id = ${dialogue.id} ORDER BY 1`;
  expect(await measured()).toHaveLength(2);
  await undoDecision(lead, must(decision, "decision").id);
  await follow(id);
  expect(await mean(id, "questionWords")).toBe(2);
  expect(await measured()).toHaveLength(2);
  await actOnDialogue(lead, { dialogueId: dialogue.id, act: { kind: "delete", note: "" } });
  await follow(id);
  expect((await readDataSetFigures(id)).counted?.dialogues).toBe(1);
  const before = await query`SELECT changed_at FROM data_set_figures WHERE data_set_id = ${id}`;
  await follow(id);
  expect(await query`SELECT changed_at FROM data_set_figures WHERE data_set_id = ${id}`).toEqual(before);
});

it("of nothing, of one dialogue and of what has no words says so, and never NaN", async () => {
  const set = async (texts: string[][]) => {
    const made = [];
    for (const some of texts) made.push((await makeDialogue({ status: "ended", texts: some })).dialogue.id);
    const { id } = await createDataSet(lead, {
      name: "Odd",
      note: "",
      members: { list: made.length > 0 ? { dialogueIds: made } : null },
    });
    await follow(id);
    return readDataSetFigures(id);
  };
  const nothing = await set([]);
  expect(nothing.counted?.dialogues).toBe(0);
  expect(nothing.rows.every(({ figure }) => figure === null)).toBe(true);
  for (const texts of [
    [["why", "so"]],
    [
      ["😀😀", "😀"],
      ["!!", "?"],
    ],
    [["", "blank questions are given to no trainer"]],
  ]) {
    const { rows, counts } = await set(texts);
    expect(JSON.stringify([rows, counts])).not.toMatch(/NaN|Infinity/);
    // What became null by being no number would say so nowhere.
    for (const { figure } of rows) if (figure) expect(Number.isFinite(figure.mean)).toBe(true);
  }
});

it("tells how figures changed by day and from snapshot to snapshot", async () => {
  const born = async (day: number, texts: string[]) => {
    const { dialogue } = await makeDialogue({ status: "ended", texts });
    await prisma.dialogue.update({
      where: { id: dialogue.id },
      data: { createdAt: new Date(Date.UTC(2026, 9, day, 23, 59)) },
    });
    return dialogue.id;
  };
  const dialogueIds = [await born(1, ["a b", "c"]), await born(1, ["a b c d", "c"]), await born(9, ["a", "b"])];
  const { id } = await createDataSet(lead, { name: "Days", note: "", members: { list: { dialogueIds } } });
  expect(await readFiguresOverTime(id)).toMatchObject({ days: [], snapshots: [] });
  await follow(id);
  const { id: snapshotId } = await createSnapshot(lead, { dataSetId: id, note: "" });
  await createSnapshot(lead, { dataSetId: id, note: "Not measured" });
  await measureSnapshot(lead, snapshotId);
  await doDueJobs();
  const { days, snapshots } = await readFiguresOverTime(id);
  expect(days.map(({ from, dialogues, figures }) => [from, dialogues, figures.questionWords?.mean])).toEqual([
    ["2026-10-01", 2, 3],
    ["2026-10-09", 1, 1],
  ]);
  expect(snapshots.map(({ number, figures }) => [number, figures.questionWords?.mean])).toEqual([[1, 7 / 3]]);
});

it("lets dialogues be found by ranges of figures, as they were measured last", async () => {
  const token = await giveToken(lead.id);
  const found = async (figure: string) => {
    const response = await callRoute("listDialogues", {
      token,
      query: `?figure=${encodeURIComponent(figure)}&limit=50`,
    });
    if (response.status !== 200) return response.status;
    const { items } = (await response.json()) as { items: { id: string }[] };
    return items.map(({ id }) => id).filter((id) => [one.id, two.id].includes(id));
  };
  const { dialogue: one, turns } = await makeDialogue({ status: "ended", texts: ["a b c d e f g h i j k l", "yes?"] });
  const { dialogue: two } = await makeDialogue({ status: "ended", texts: ["a b c", "so", "and d?", "yes"] });
  const { id } = await createDataSet(lead, {
    name: "Found",
    note: "",
    members: { list: { dialogueIds: [one.id, two.id] } },
  });
  expect(await found("questionWords:2..4")).toEqual([]);
  await follow(id);
  expect(await found("questionWords:2..4")).toEqual([two.id]);
  expect(await found("questionWords:10..")).toEqual([one.id]);
  expect(await found("questionMark:0.9..,rounds:2..3")).toEqual([two.id]);
  expect(await found("questionMark:0.9..,rounds:1..2")).toEqual([]);
  for (const wrong of ["rounds", "rounds:3", "rounds:a..b"]) expect(await found(wrong)).toBe(422);
  // Written anew, it is found by what it says now; and taken back, by what it said before.
  const act = { kind: "edit", headId: must(one.headId, "head"), text: "a b", after: "keep" } as const;
  const turnId = must(turns[0], "the question").id;
  const { decision } = await actOnDialogue(lead, { dialogueId: one.id, act: { ...act, turnId } });
  await follow(id);
  expect([await found("questionWords:10.."), await found("questionWords:2..3")]).toEqual([
    [],
    [one.id, two.id].sort().reverse(),
  ]);
  await undoDecision(lead, must(decision, "decision").id);
  await follow(id);
  expect([await found("questionWords:10.."), await found("questionWords:2..3")]).toEqual([[one.id], [two.id]]);
});
