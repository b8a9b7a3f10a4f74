import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ExportedDialogue, GivenDialogue } from "@/lib/domain/dialogue-in-file";
import type { Seed } from "@/lib/domain/seed-set";
import { exportedDialogue } from "@/lib/testing/exported-dialogue";
import { renderDocs } from "@/lib/testing/formats/render-docs";
import { renderFacts, renderTrainerFacts } from "@/lib/testing/formats/render-facts";
import { binarySignal, preferencePair } from "@/lib/testing/preferences";
import { plainDialogue, richDialogue } from "@/lib/testing/whole-dialogues";
import { loadStandIn } from "@/lib/training/stand-ins";
import { tokeniseBy } from "@/lib/training/tokenise";
import type { Format } from "./format";
import { gatherLines } from "./gather-lines";
import type { WholeGiven } from "./realchat";
import { type FormatId, formats } from "./registry";
import type { FigureRow } from "./results-csv";

const root = join(import.meta.dirname, "../..");
const ids = Object.keys(formats) as FormatId[];
const tokenise = tokeniseBy(await loadStandIn("tokenised"));
/** As people can read it. */
const plainly = (id: FormatId) => (formats[id].extension === "parquet" ? "jsonl" : formats[id].extension);
const goldenOf = (id: FormatId) => join(import.meta.dirname, "golden", `${id}.${plainly(id)}`);

const dialogues: ExportedDialogue[] = [
  exportedDialogue({
    id: "dlg_1",
    assistantPrompt: "Be brief.",
    simulatorPrompt: "You are curious.",
    turns: [
      { speaker: "user", text: 'What is "你好"?\nIn short.' },
      { speaker: "assistant", text: "A greeting. 👋" },
      { speaker: "user", text: "And </s>?" },
      { speaker: "assistant", text: "An end mark.", trained: false },
    ],
  }),
  exportedDialogue({
    id: "dlg_2",
    assistantPrompt: "",
    simulatorPrompt: "",
    turns: [
      { speaker: "user", text: "Hi", trained: false },
      { speaker: "assistant", text: "Hello" },
    ],
  }),
];

const masked = exportedDialogue({
  id: "dlg_3",
  turns: [
    { speaker: "user", text: "Hi" },
    { speaker: "assistant", text: "Hello", trained: false },
    { speaker: "user", text: "Name a tea.", origin: "person" },
    { speaker: "assistant", text: "Assam." },
  ],
});

const seeds: Seed[] = [
  { question: "How do I keep basil alive, indoors?", answer: "Give it light.\nWater it from below." },
  { question: '为什么天是"蓝"的?', answer: "散射。" },
  { question: "Porto in two days?", answer: "Walk: it is small." },
];

const about = { source: "People", against: "", category: "" };
const figures: FigureRow[] = [
  { ...about, measure: "win rate", candidate: 'a "b", c', value: 0.5, low: 0.25, high: 0.75, n: 12, note: "" },
  { ...about, measure: "rating", candidate: "=cmd", value: "", low: "", high: "", n: "", note: "No vote\nhas decided" },
  { ...about, measure: "S1", candidate: "@x", value: -1.5, low: "", high: "", n: 3, note: "-few" },
];

const wholes = [richDialogue, plainDialogue].map((whole): WholeGiven => {
  const turnIds = whole.turns.map((_, i) => `${whole.id}_${i}`);
  return { whole, turnIds, pathIds: turnIds.slice(0, 2) };
});

/** What a format of each subject is tried with; the others keep their records as they are in their golden files. */
const examples: Partial<Record<Format["subject"], readonly unknown[]>> = {
  dialogues,
  whole: wholes,
  training: [...dialogues, masked],
  pairs: [
    preferencePair("So.\nSince 1900.", "Thus. 👋", { system: "Be brief.", before: ["Why?", "What?", 'Why "so"?'] }),
    preferencePair("你好", "Hello"),
  ],
  labels: [
    binarySignal("So.", true, { system: "Be brief.", before: ["Why?", "What?", 'Why "so"?'] }),
    binarySignal("Thus. 👋", false),
  ],
  seeds,
  figures,
};

const plain = ({ turns }: GivenDialogue | ExportedDialogue) => turns.map(({ speaker, text }) => ({ speaker, text }));

/** Of formats that do not hold all: the simulator's end mark, what follows the last trained turn. */
const whatIsLeft: Partial<Record<FormatId, typeof plain>> = {
  generator: (dialogue) => plain(dialogue).map((turn) => ({ ...turn, text: turn.text.replace("</s>", "") })),
  openai: (dialogue) => plain({ ...dialogue, turns: dialogue.turns.slice(0, 2) as never }),
};

type Reader = NonNullable<Format["read"]>;

/** As much as a format can carry: whole rounds where it has answers. */
const options = (id: FormatId) =>
  formats[id].options.parse(
    formats[id].subject === "seeds"
      ? { kind: hasAnswers(id) ? "round" : "question" }
      : formats[id].extension === plainly(id)
        ? {}
        : { container: plainly(id) },
  );
const hasAnswers = (id: FormatId) => "answer" in formats[id].fields;

async function readAll(id: FormatId, file: Parameters<Reader>[0], chosen: Record<string, unknown> = options(id)) {
  const { read }: Format = formats[id];
  if (!read) throw new Error(`${id} is not read`);
  return gatherLines(read(file, chosen as never));
}

async function writeAll(id: FormatId, records: readonly unknown[], chosen: Record<string, unknown> = options(id)) {
  const { write }: Format = formats[id];
  if (!write) throw new Error(`${id} is not written`);
  const pieces: Buffer[] = [];
  for await (const piece of write(records as never, chosen as never, false, tokenise)) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces).toString();
}

/** The records of a file that is only written. */
const linesOf = (text: string): unknown[] =>
  text.split("\n").flatMap((line) => (line.startsWith("{") ? [JSON.parse(line)] : []));

async function exampleOf(id: FormatId): Promise<string> {
  const records = examples[formats[id].subject];
  return records && "write" in formats[id] ? writeAll(id, records) : readFileSync(goldenOf(id), "utf8");
}

async function* inPieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const readable = ids.filter((id) => "read" in formats[id]);
const writable = ids.filter((id) => "write" in formats[id]);

describe("every format", () => {
  it.each(ids)("%s stands under its id and has a golden file", (id) => {
    expect(formats[id].id).toBe(id);
    expect(existsSync(goldenOf(id)), `Put an example of it into ${goldenOf(id)}, or an empty file to be written`).toBe(
      true,
    );
  });

  it.each(writable)("%s is written as its golden file has it", async (id) => {
    const { subject } = formats[id];
    const golden = readFileSync(goldenOf(id), "utf8");
    const held = async () =>
      "read" in formats[id] ? (await readAll(id, golden)).records.map(recordOf) : linesOf(golden);
    await expect(await writeAll(id, examples[subject] ?? (await held()))).toMatchFileSnapshot(goldenOf(id));
  });

  it.each(readable)("%s is read from pieces of any size, and its golden file without a refused line", async (id) => {
    const bytes = readFileSync(goldenOf(id));
    const whole = await readAll(id, inPieces(bytes, bytes.length));
    expect(whole.errors).toEqual([]);
    expect(whole.records.length).toBeGreaterThan(0);
    for (const size of [1, 7, 64]) expect(await readAll(id, inPieces(bytes, size))).toEqual(whole);
  });

  const both = readable.filter((id) => examples[formats[id].subject] && "write" in formats[id]);
  it.each(both)("%s gives back what was written", async (id) => {
    const { records } = await readAll(id, readFileSync(goldenOf(id), "utf8"));
    if (formats[id].subject === "whole")
      expect(records.map(({ value }) => (value as GivenDialogue).whole)).toEqual(wholes.map(({ whole }) => whole));
    else if (formats[id].subject === "seeds")
      expect(records.map(recordOf)).toEqual(hasAnswers(id) ? seeds : seeds.map(({ question }) => ({ question })));
    else
      expect(records.map(({ value }) => plain(value as GivenDialogue))).toEqual(dialogues.map(whatIsLeft[id] ?? plain));
  });

  it.each(ids.filter((id) => formats[id].extension.startsWith("json")))("%s tells of the fields it has", (id) => {
    const text = readFileSync(goldenOf(id), "utf8");
    const records = (
      text.startsWith("[")
        ? JSON.parse(text)
        : text
            .trimEnd()
            .split("\n")
            .map((line) => JSON.parse(line))
    ) as object[];
    expect(Object.keys(records[0] ?? {})).toEqual(Object.keys(formats[id].fields));
  });

  it("of training files trains what its sides say, and no other", () => {
    for (const id of ids) {
      const { sides, options: chosen } = formats[id];
      for (const target of ["assistant", "user"] as const)
        expect([id, chosen.safeParse({ target }).success]).toEqual([id, sides.some((side) => side === target)]);
    }
  });
});

describe("what follows from the registry", () => {
  // `npm run formats` writes them anew.
  it("the plain facts that the browser has", async () => {
    await expect(renderFacts(formats)).toMatchFileSnapshot(join(root, "lib/contract/format-facts.ts"));
  });

  it("the plain facts of trainers", async () => {
    const facts = (name: string) => join(root, `lib/contract/${name}.ts`);
    await expect(renderTrainerFacts(formats, "dialogues")).toMatchFileSnapshot(facts("trainer-facts"));
    await expect(renderTrainerFacts(formats, "preferences")).toMatchFileSnapshot(facts("preference-facts"));
  });

  it("the page docs/formats.md", async () => {
    const texts = new Map<FormatId, string>();
    for (const id of ids) texts.set(id, await exampleOf(id));
    await expect(renderDocs(formats, (id) => texts.get(id) ?? "")).toMatchFileSnapshot(join(root, "docs/formats.md"));
  });
});

function recordOf<T>({ value }: { value: T }): T {
  return value;
}
