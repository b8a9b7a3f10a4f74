import { beforeAll, expect, it } from "vitest";
import type { SideBySide } from "@/lib/domain/statistics/side-by-side";
import type { Viewer } from "@/lib/domain/viewer";
import { makeDialogue, makeUser } from "@/lib/testing/builders";
import { callRoute, giveToken } from "@/lib/testing/call-route";
import { withDatabase } from "@/lib/testing/database";
import { doDueJobs } from "@/lib/testing/job-runner";
import { makeViewer } from "@/lib/testing/review";
import { createDataSet } from "../data-sets/data-sets";
import { measureSnapshot } from "../data-sets/figures";
import { createSnapshot } from "../data-sets/freeze";
import { measureCorpusOf } from "./corpus-figures";
import { askToFollow } from "./data-set-figures";
import { chooseHumanReference } from "./human-reference";
import { readSideBySide } from "./side-by-side";

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

const of = ({ id }: { id: string }) => ({ kind: "snapshot" as const, id });
const row = ({ rows }: SideBySide, id: string) => rows.find((one) => one.id === id)?.cells;

it("snapshots stand in the order in which they are named, held against the first measured one or the human reference", async () => {
  const nothing = await readSideBySide({ sets: "", dataSets: "", published: "" });
  expect(nothing).toEqual({ columns: [], measured: [], against: null, rows: [] });

  const [people, bots, raw] = [
    await frozen("People", "why"),
    await frozen("=Bots", "Why so?"),
    await frozen("Raw", "x"),
  ];
  const sets = [raw.id, bots.id, people.id].join(",");
  const before = await readSideBySide({ sets, dataSets: "", published: "" });
  expect([before.columns.map(({ name }) => name), before.rows]).toEqual([
    ["Raw, No. 1", "=Bots, No. 1", "People, No. 1"],
    [],
  ]);

  for (const { id } of [people, bots]) await measureSnapshot(lead, id);
  await doDueJobs();
  const plain = await readSideBySide({ sets, dataSets: "", published: "" });
  expect([plain.against, plain.measured.toSorted()]).toEqual([bots.id, [people.id, bots.id].toSorted()]);
  const marks = row(plain, "questionMark");
  expect(marks?.map((cell) => cell && [cell.mean, cell.difference?.difference ?? null])).toEqual([
    null,
    [1, null],
    [0, -1],
  ]);

  await chooseHumanReference(lead, people.id);
  const held = await readSideBySide({ sets: bots.id, dataSets: "", published: "realchat" });
  expect(held.columns.map(({ id, isReference }) => [id, isReference])).toEqual([
    [people.id, true],
    [bots.id, false],
    ["realchat", false],
  ]);
  expect(held.against).toBe(people.id);
  expect(row(held, "questionMark")?.[1]?.difference?.difference).toBe(1);
  // Rounds and lengths alone were published, with tokens that were counted otherwise.
  expect(row(held, "questionMark")?.[2]).toBeNull();
  expect(row(held, "turnTokens")?.[2]).toMatchObject({
    mean: 203.13,
    values: 215_378,
    difference: null,
    interval: null,
  });
});

it("data sets stand there as they are now, and what is measured of a snapshot as a whole is a row of its own", async () => {
  const [people, bots] = [await frozen("They", "why is that so"), await frozen("Them", "could you tell me more of it")];
  for (const { id } of [people, bots]) await measureSnapshot(lead, id);
  await measureCorpusOf(lead, of(people), null);
  await measureCorpusOf(lead, of(bots), null);
  await doDueJobs();
  await chooseHumanReference(lead, null);
  const before = await readSideBySide({ sets: "", dataSets: bots.dataSetId, published: "" });
  expect(before.columns).toMatchObject([{ name: "Them", kind: "data_set", dialogues: null, tokenizer: null }]);
  await askToFollow(lead, bots.dataSetId);
  await doDueJobs();
  await chooseHumanReference(lead, people.id);
  const held = await readSideBySide({ sets: bots.id, dataSets: bots.dataSetId, published: "baize" });
  expect(held.columns.map(({ kind, dialogues }) => [kind, dialogues])).toEqual([
    ["snapshot", 8],
    ["snapshot", 8],
    ["data_set", 8],
    ["published", 10_000],
  ]);
  expect(held.measured).toContain(bots.dataSetId);
  const rounds = row(held, "questionWords");
  expect(rounds?.[2]).toEqual(rounds?.[1]);
  const whole = held.rows.filter(({ of }) => of === "corpus");
  expect(whole.length).toBeGreaterThan(0);
  // Of what was measured, and held against what was measured of the reference as a whole.
  for (const { cells } of whole) expect([cells[0]?.difference ?? null, cells[2], cells[3]]).toEqual([null, null, null]);
  const growing = whole.find(({ cells }) => cells[0] && cells[1]);
  expect(growing?.cells[1]?.difference?.difference).toBeCloseTo(
    (growing?.cells[1]?.mean ?? 0) - (growing?.cells[0]?.mean ?? 0),
  );
  await chooseHumanReference(lead, null);
});

it("is read by members and taken as a file in which no name is a formula; what is unknown is refused in words", async () => {
  const bots = await frozen("=Bots", "Why so?");
  await measureSnapshot(lead, bots.id);
  await doDueJobs();
  const token = await giveToken((await makeUser({ roles: ["annotator"] })).id);
  const take = (query: Record<string, string>) =>
    callRoute("downloadSideBySide", { token, query: `?${new URLSearchParams(query)}` });
  const file = await take({ sets: bots.id, format: "csv" });
  expect([file.status, file.headers.get("content-type")]).toEqual([200, "text/csv; charset=utf-8"]);
  expect(await file.text()).toContain('"\'=Bots, No. 1"');
  expect((await take({ sets: bots.id, format: "latex" })).status).toBe(200);
  expect((await take({ sets: "snp_never", format: "csv" })).status).toBe(404);
  expect((await take({ sets: bots.id, format: "docx" })).status).toBe(422);
  const unknown = await callRoute("getSideBySide", { token, query: "?published=gpt" });
  expect([unknown.status, (await unknown.json()).detail]).toEqual([422, expect.stringContaining("No values of “gpt”")]);
  const many = Array.from({ length: 13 }, () => bots.id).join(",");
  expect((await callRoute("getSideBySide", { token, query: `?sets=${many}` })).status).toBe(200);
});
