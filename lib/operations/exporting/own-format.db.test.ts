import { beforeAll, describe, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import { prisma } from "@/lib/data/prisma";
import { inProject } from "@/lib/data/project-at-work";
import { countChanges } from "@/lib/data/snapshots/changes";
import { findSnapshot } from "@/lib/data/snapshots/snapshots";
import { transaction } from "@/lib/data/sql";
import type { DialogueAct } from "@/lib/domain/decision";
import { importOptionsSchema, importSourceSchema } from "@/lib/domain/import-options";
import { type Recipe, recipeSchema } from "@/lib/domain/training/recipe";
import type { Viewer } from "@/lib/domain/viewer";
import { type WholeDialogue, wholeDialogueSchema } from "@/lib/domain/whole/whole-dialogue";
import { makeDialogue, makeModel, makeRun, makeSeedSet } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { doDueJobs } from "@/lib/testing/job-runner";
import { makeViewer } from "@/lib/testing/review";
import { actOnDialogue } from "../act-on-dialogue";
import { readCard } from "../data-sets/cards";
import { createDataSet } from "../data-sets/data-sets";
import { createSnapshot } from "../data-sets/freeze";
import { importDialogues } from "../imports/import-dialogues";
import { previewImport } from "../imports/preview-import";
import { takeDialogueFile } from "../imports/take-file";
import { createExport } from "./create-export";
import { takeExportFile } from "./take-export-file";

withDatabase();

let lead: Viewer;
let other: Viewer;
let elsewhere: string;
let snapshotId: string;
/** The rich project's own file, and the same with what people wrote. */
let file: string;

async function frozen(importId?: string): Promise<string> {
  const filter = importId === undefined ? {} : { import: importId };
  const { id: dataSetId } = await createDataSet(lead, { name: "All", note: "", members: { filter } });
  return (await createSnapshot(lead, { dataSetId, note: "" })).id;
}

async function exported(from: string, recipe: Partial<Recipe> = {}, name = "train.jsonl"): Promise<string> {
  const asked = { parts: [{ snapshotId: from }], target: "whole", trainer: "realchat", ...recipe };
  const { id } = await createExport(lead, recipeSchema.parse(asked));
  await doDueJobs();
  const pieces: Uint8Array[] = [];
  for await (const piece of (await takeExportFile(lead, { exportId: id, fileName: name })).from(0)) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

function bodyOf(text: string): AsyncIterable<Uint8Array> {
  return (async function* () {
    yield Buffer.from(text);
  })();
}

async function begun(text: string, { again = false } = {}): Promise<string> {
  const chosen = { options: importOptionsSchema.parse({}), source: importSourceSchema.parse({}) };
  const asked = { name: "Ours", fileName: "train.jsonl", format: "realchat" as const, again, ...chosen };
  return (await takeDialogueFile(lead, asked, bodyOf(text))).id;
}

async function imported(text: string, options?: { again: boolean }) {
  const id = await begun(text, options);
  await doDueJobs();
  return prisma.import.findUniqueOrThrow({ where: { id } });
}

const there = <T>(work: () => Promise<T>) => inProject(elsewhere, work);
const linesOf = (text: string): WholeDialogue[] =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

async function act(viewer: Viewer, dialogueId: string, given: Record<string, unknown>) {
  const { headId } = await prisma.dialogue.findUniqueOrThrow({ where: { id: dialogueId } });
  const seen = ["edit", "amend", "reject_turn", "accept", "reject"].includes(String(given.kind)) ? { headId } : {};
  return actOnDialogue(viewer, { dialogueId, act: { ...seen, ...given } as DialogueAct });
}

/** Everything that can be said of a dialogue, some of it after the snapshot. */
async function makeRichProject(): Promise<() => Promise<void>> {
  const simulator = await makeModel({ name: "UserGPT 🦘", baseUrl: "http://canary-endpoint.test/v1" });
  const seeds = await makeSeedSet([{ question: "Which tea?" }, { question: "Why?" }]);
  const run = await makeRun({
    name: 'Teas, "strong"',
    dialogues: 9,
    simulatorId: simulator.id,
    seedSetId: seeds.id,
    simulatorPrompt: "You are curious.\u2028Ask.",
    assistantPrompt: "Be brief. مرحبا",
    simulatorSampling: { temperature: 0.7, topP: 0.9 },
  });
  const texts = [
    "Which “茶”?\r\n\tIn short.",
    "Assam. 👩‍🚀 a\u0301",
    "Write to lea@example.org",
    "I will.",
    "Bye",
    "Bye.",
  ];
  const { dialogue, turns } = await makeDialogue({ runId: run.id, status: "ended", texts });
  const idOf = (place: number) => must(turns[place], "a turn").id;
  await prisma.turn.update({ where: { id: idOf(0) }, data: { origin: "seed" } });
  await prisma.turn.update({
    where: { id: idOf(1) },
    data: {
      reasoning: "Strong\nones.",
      modelId: run.assistantId,
      flags: ["repaired_text", "near_empty"],
      rawText: Buffer.from("Assam.\0 \ud83d", "utf16le"),
      asides: [{ role: "tool", content: { zebra: 1, a: [null, { "10": true, "9": 1e21 }] } }],
    },
  });
  const late = { id: newId("turn"), dialogueId: dialogue.id, parentId: idOf(0), version: 7, abandoned: true };
  await prisma.turn.create({ data: { ...late, speaker: "assistant", text: "Late reply", origin: "model" } });
  await prisma.dialogue.update({ where: { id: dialogue.id }, data: { version: 7 } });
  await act(lead, dialogue.id, { kind: "edit", turnId: idOf(3), text: "I shall. ", after: "keep" });
  await act(other, dialogue.id, {
    kind: "amend",
    turns: [{ turnId: idOf(2), text: "Write to [e-mail]", reasoning: null }],
  });
  const { headId } = await prisma.dialogue.findUniqueOrThrow({ where: { id: dialogue.id } });
  const last = must(headId, "a head");
  await act(lead, dialogue.id, { kind: "mask", turnIds: [idOf(1), idOf(5), last], trained: false });
  await act(lead, dialogue.id, { kind: "end_here", turnId: idOf(1) });
  await act(other, dialogue.id, { kind: "tag", tags: ["tea", "two words"] });
  await act(other, dialogue.id, { kind: "flag", turnId: idOf(1), note: "Look, please" });
  await act(lead, dialogue.id, { kind: "comment", turnId: null, text: "Nice, says Lea", mentions: [other.id] });
  const undone = await act(lead, dialogue.id, { kind: "tag", tags: ["mistake"] });
  await act(lead, dialogue.id, { kind: "undo", decisionId: must(undone.decision, "a decision").id });
  await act(other, dialogue.id, { kind: "accept", note: "Good" });
  const rejected = await makeDialogue({ runId: run.id, status: "ended", texts: ["Hi", "No."] });
  await act(lead, rejected.dialogue.id, { kind: "reject", reasons: ["Rude", "Wrong"], note: "Too short" });
  const turnedDown = await makeDialogue({ runId: run.id, status: "ended", texts: ["Hi", "Yes.", "More?", "Never."] });
  await act(other, turnedDown.dialogue.id, { kind: "reject_turn", turnId: must(turnedDown.turns[3], "a turn").id });
  await foreign();
  return async () => {
    await act(other, dialogue.id, { kind: "undo", decisionId: must((await lastOf(dialogue.id, "accept"))?.id, "it") });
    await act(other, dialogue.id, { kind: "undo", decisionId: must((await lastOf(dialogue.id, "flag"))?.id, "it") });
    await act(lead, dialogue.id, { kind: "flag", turnId: idOf(4) });
    await act(lead, dialogue.id, { kind: "mask", turnIds: [idOf(5)], trained: true });
    await act(lead, dialogue.id, { kind: "edit", turnId: idOf(0), text: "Other", after: "keep" });
    await act(lead, rejected.dialogue.id, { kind: "comment", turnId: null, text: "Later", mentions: [] });
    await prisma.run.updateMany({ data: { name: "Renamed" } });
    await prisma.model.updateMany({ data: { name: "Renamed" } });
  };
}

function lastOf(dialogueId: string, kind: string) {
  return prisma.decision.findFirst({ where: { dialogueId, kind }, orderBy: { version: "desc" } });
}

/** Dialogues of another's file: two of one user, with tools, thoughts and what stands after the end. */
async function foreign(): Promise<void> {
  const conversation = [
    { role: "system", content: "You are a shop." },
    { role: "user", content: "Weather?" },
    { role: "tool", content: "sun \u0001" },
    { role: "assistant", content: "<think>Sun.</think>Sunny.", weight: 0 },
    { role: "tool", content: "late" },
  ];
  const record = { hashed_ip: "somebody", language: "English", model: "gpt-4", conversation };
  const text = ["c1", "c2"].map((conversation_id) => JSON.stringify({ conversation_id, ...record })).join("\n");
  const source = { made: "people", licence: "CC BY 4.0", consent: "Asked.", language: "en", note: "Shop" };
  const chosen = { options: importOptionsSchema.parse({}), source: importSourceSchema.parse(source) };
  const asked = {
    name: "Shop talks",
    fileName: "shop.jsonl",
    format: "conversation" as const,
    again: false,
    ...chosen,
  };
  await takeDialogueFile(lead, asked, bodyOf(text));
  await doDueJobs();
}

beforeAll(async () => {
  lead = await makeViewer("Canary Lea", ["lead"]);
  other = await makeViewer("Canary Ann", ["lead"]);
  const later = await makeRichProject();
  snapshotId = await frozen();
  file = await exported(snapshotId, { options: { remarks: "keep" } });
  await later();
  elsewhere = newId("project");
  await prisma.project.create({ data: { id: elsewhere, name: "Elsewhere", slug: "elsewhere" } });
});

describe("a file of our own", () => {
  it("holds the whole tree, who wrote it and how, and what people said of it", () => {
    const [rich, rejected, turnedDown, ...shop] = linesOf(file);
    expect(rich).toMatchObject({
      realchat: 1,
      source: {
        kind: "run",
        name: 'Teas, "strong"',
        simulator: { name: "UserGPT 🦘", sampling: { temperature: 0.7 } },
      },
      system: "Be brief. مرحبا",
      verdict: "accepted",
      tags: ["tea", "two words"],
      endMark: 1,
    });
    const turns = must(rich, "it").turns;
    expect(turns.map(({ by, act, insteadOf, copyOf }) => [by, act, insteadOf, copyOf])).toEqual([
      ["seed", undefined, undefined, undefined],
      ...[1, 2, 3, 4, 5, 6].map(() => ["model", undefined, undefined, undefined]),
      ["edited", "edit", 3, undefined],
      ["model", undefined, undefined, 4],
      ["model", undefined, undefined, 5],
      ["edited", "amend", 2, undefined],
      ["edited", undefined, undefined, 7],
      ["model", undefined, undefined, 8],
      ["model", undefined, undefined, 9],
    ]);
    expect(turns[1]).toMatchObject({ reasoning: "Strong\nones.", untrained: true, model: "Assistant" });
    expect(Buffer.from(turns[1]?.raw ?? "", "base64").toString("utf16le")).toBe("Assam.\0 \ud83d");
    expect(turns[6]).toMatchObject({ abandoned: true, parent: 0 });
    expect(rich?.acts.map(({ act }) => act)).toEqual([
      "edit",
      "amend",
      "mask",
      "end_here",
      "tag",
      "flag",
      "comment",
      "accept",
    ]);
    expect(rejected).toMatchObject({ verdict: "rejected", acts: [{ act: "reject", reasons: ["Rude", "Wrong"] }] });
    expect(turnedDown?.turns[3]?.flags).toEqual(["rejected_by_person"]);
    expect(shop.map(({ source }) => source)).toEqual(
      ["c1", "c2"].map((id) => expect.objectContaining({ kind: "file", id, user: expect.stringMatching(/^\w{32}$/) })),
    );
    expect(shop[0]).toMatchObject({ trailing: [{ role: "tool", content: "late" }], system: "You are a shop." });
  });

  it("stays what it was, whatever people say and rename later", async () => {
    expect(await exported(snapshotId, { options: { remarks: "keep" } })).toBe(file);
  });

  it("leaves out what people wrote in words of their own, unless that is asked for, and numbers the others without a gap", async () => {
    const plain = await exported(snapshotId);
    for (const said of ["Nice, says Lea", "Look, please", "Too short"]) {
      expect(file).toContain(said);
      expect(plain).not.toContain(said);
    }
    const people = new Set([...plain.matchAll(/"person":"person (\d+)"/g)].map(([, n]) => Number(n)));
    expect([...people].sort()).toEqual([...people].map((_, i) => i + 1));
    const again = await there(async () => exported(await frozen((await imported(plain)).id)));
    expect(again).toBe(plain);
  });

  it("is the same data set again where it is imported: the same bytes, the same digest, the same training files", async () => {
    const made = await there(() => imported(file));
    expect(made).toMatchObject({ taken: 5, refused: 0, joined: 0, cut: 0 });
    const again = await there(() => frozen(made.id));
    expect(await there(() => exported(again, { options: { remarks: "keep" } }))).toBe(file);
    const [before, after] = [await findSnapshot(snapshotId), await there(() => findSnapshot(again))];
    expect(after?.digest).toBe(before?.digest);
    expect(after?.facts.turnsBy).toEqual(before?.facts.turnsBy);
    const card = await there(async () => (await readCard(again)).text);
    expect(card).toContain('| Teas, "strong", within Ours | 3 | UserGPT 🦘 (temperature 0.7, topP 0.9) |');
    expect(card).toContain("| Shop talks, within Ours | 2 | real people | CC BY 4.0 | Asked. |");
    expect(card).toContain('license: other\nlicense_name: "CC BY 4.0"');
    for (const recipe of [
      { target: "assistant", trainer: "trl" },
      { target: "user", trainer: "trl" },
      { target: "assistant", trainer: "openai", options: { tools: "keep" } },
      { target: "assistant", trainer: "ms_swift" },
    ] as const)
      expect(await there(() => exported(again, recipe)), JSON.stringify(recipe)).toBe(
        await exported(snapshotId, recipe),
      );
  });

  it("adds, takes away and changes nothing where it is imported beside what it was made of", async () => {
    const made = await imported(file);
    const to = await frozen(made.id);
    expect(await countChanges({ from: snapshotId, to })).toEqual({ same: 5, added: 0, removed: 0, changed: 0 });
  });

  it("goes on being told after more was said there, by other people than those of the file", async () => {
    const made = await there(() => imported(file, { again: true }));
    const dialogue = await there(() => prisma.dialogue.findFirstOrThrow({ where: { importId: made.id, number: 2 } }));
    await there(() => act(lead, dialogue.id, { kind: "tag", tags: ["new"] }));
    const [, told] = linesOf(await there(async () => exported(await frozen(made.id))));
    expect(told?.acts.map(({ act }) => act)).toEqual(["reject", "tag"]);
    expect(told?.acts[0]?.person).not.toBe(told?.acts[1]?.person);
    expect(told?.turns).toEqual(linesOf(file)[1]?.turns);
  });

  it("keeps the part of a split that it was in, and what was settled by labels there", async () => {
    const record = must(linesOf(file)[1], "a record");
    const turns = record.turns.map((turn, i) => (i === 1 ? { ...turn, labels: { why: "Short" } } : turn));
    const told = { ...record, turns, labels: { real: 4 }, split: "test" };
    const text = `${JSON.stringify(wholeDialogueSchema.parse(told))}\n`;
    expect(text).toMatch(/"labels":\{"why":"Short"\}.*"labels":\{"real":4\}.*"split":"test"/);
    const again = await there(async () =>
      exported(await frozen((await imported(text)).id), { options: { remarks: "keep" } }),
    );
    expect(again).toBe(text);
  });

  it("is recognised and previewed, and told when it is imported twice", async () => {
    const preview = await previewImport({ isPart: true, options: importOptionsSchema.parse({}) }, file.slice(0, -500));
    expect(preview).toMatchObject({ recognised: "realchat", problems: [] });
    expect(preview.dialogues[0]).toMatchObject({ system: "Be brief. مرحبا", verdict: "accepted", elsewhere: 8 });
    await expect(begun(file)).rejects.toMatchObject({ code: "conflict" });
    const before = await prisma.dialogue.count();
    expect((await imported(file, { again: true })).taken).toBe(5);
    expect(await prisma.dialogue.count()).toBe(before + 5);
  });

  it("is taken in once, wherever a worker dies on the way", async () => {
    // Two transactions' worth, and the one that ends the import.
    const many = Array.from({ length: 170 }, () => file).join("");
    for (const dies of [1, 2, 3]) {
      const id = await there(() => begun(many, { again: true }));
      let stored = 0;
      const dying = there(() =>
        importDialogues(id, {
          signal: new AbortController().signal,
          report: async () => {},
          rest: async () => {},
          whileHeld: async (work) => {
            if (++stored === dies) throw new Error("the worker is gone");
            return transaction(work);
          },
        }),
      );
      await expect(dying).rejects.toThrow("gone");
      await there(() => doDueJobs());
      const again = await there(async () =>
        linesOf(await exported(await frozen(id), { options: { remarks: "keep" } })),
      );
      expect(again.map(({ id: told }) => told)).toEqual(linesOf(many).map(({ id: told }) => told));
    }
  });

  it.each<[string, (record: WholeDialogue) => unknown, RegExp]>([
    ["a newer form", (record) => ({ ...record, realchat: 2 }), /newer studio wrote it/],
    ["no turns", (record) => ({ ...record, turns: [] }), /^turns: /],
    ["a turn before its parent", (record) => turned(record, 1, { parent: 4 }), /turns\[1\]\.parent is 4/],
    ["a copy of a later turn", (record) => turned(record, 1, { copyOf: 4 }), /turns\[1\]\.copyOf is 4/],
    [
      "a speaker twice in a row",
      (record) => turned(record, 1, { speaker: "user" }),
      /turns\[1\] is by the same speaker/,
    ],
    ["a head that is not there", (record) => ({ ...record, head: 99 }), /names turn 99/],
    [
      "an act on a turn that is not there",
      (record) => ({ ...record, acts: [{ ...record.acts[0], turn: 99 }] }),
      /names turn 99/,
    ],
    ["a flag that nobody knows", (record) => turned(record, 1, { flags: ["strange"] }), /turns\[1\]\.flags/],
    ["a NUL", (record) => turned(record, 1, { text: "a\0" }), /NUL/],
    ["half of a character pair", (record) => turned(record, 1, { text: "a\ud83d" }), /half of a character pair/],
    ["no text", (record) => turned(record, 1, { text: 3 }), /turns\[1\]\.text/],
    ["a moment that is none", (record) => turned(record, 1, { at: "yesterday" }), /turns\[1\]\.at/],
  ])("names a line with %s, and takes the others", async (_, spoiled, why) => {
    const [first, second] = linesOf(file);
    const text = [second, spoiled(must(first, "it"))].map((record) => JSON.stringify(record)).join("\n");
    const made = await there(() => imported(text, { again: true }));
    expect(made).toMatchObject({ taken: 1, refused: 1 });
    const [problem] = await there(() => prisma.importProblem.findMany({ where: { importId: made.id } }));
    expect(problem).toMatchObject({ line: 2, message: expect.stringMatching(why) });
  });

  it("names nobody, and holds no id of a person, no e-mail of theirs, no key and no endpoint", async () => {
    const plain = await exported(snapshotId);
    const people = await prisma.user.findMany();
    const models = await prisma.model.findMany();
    const secrets = [
      ...people.flatMap(({ id, email, name }) => [id, email, name]),
      ...models.map(({ baseUrl }) => baseUrl),
      "canary-endpoint",
    ];
    expect(secrets.filter((secret) => plain.includes(secret))).toEqual([]);
  });
});

function turned(record: WholeDialogue, place: number, put: Record<string, unknown>) {
  return { ...record, turns: record.turns.map((turn, i) => (i === place ? { ...turn, ...put } : turn)) };
}
