import { describe, expect, it } from "vitest";
import type { ExportedDialogue } from "@/lib/domain/dialogue-in-file";
import { openingCue } from "@/lib/domain/opening-cue";
import type { SeedKind } from "@/lib/domain/seed-set";
import { exportedDialogue } from "@/lib/testing/exported-dialogue";
import { gatherLines } from "./gather-lines";
import { formats, type ReadableId, type WritableId, writeFile } from "./registry";

const dialogue = exportedDialogue({
  id: "dlg_1",
  assistantPrompt: "Be brief.",
  simulatorPrompt: "",
  turns: [
    { speaker: "user", text: 'Hi "there"\n你好' },
    { speaker: "assistant", text: "a1" },
    { speaker: "user", text: "u2" },
    { speaker: "assistant", text: "a2" },
  ],
});

async function* from(...items: ExportedDialogue[]) {
  yield* items;
}

async function written(
  id: WritableId<"dialogues">,
  records: AsyncIterable<ExportedDialogue>,
  chosen: Record<string, unknown> = {},
): Promise<string> {
  let text = "";
  for await (const piece of writeFile(id, records, chosen)) text += piece;
  return text;
}

describe("ShareGPT", () => {
  it("is one JSON array, also when empty", async () => {
    const conversations = [
      { from: "human", value: 'Hi "there"\n你好' },
      { from: "gpt", value: "a1" },
      { from: "human", value: "u2" },
      { from: "gpt", value: "a2" },
    ];
    const rows = JSON.parse(await written("sharegpt", from(dialogue, { ...dialogue, id: "dlg_2" })));
    expect(rows).toEqual([
      { id: "dlg_1", conversations },
      { id: "dlg_2", conversations },
    ]);
    expect(JSON.parse(await written("sharegpt", from()))).toEqual([]);
  });
});

describe("generator JSONL", () => {
  it("is a line per dialogue with an integer id of its own, and no end mark in a question", async () => {
    const marked = exportedDialogue({
      ...dialogue,
      turns: [
        { speaker: "user", text: "What does </s> mean?</s>" },
        { speaker: "assistant", text: "It is </s>, the end mark." },
      ],
    });
    const text = await written("generator", from(dialogue, marked));
    expect(text.endsWith("\n")).toBe(true);
    expect(
      text
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).toEqual([
      {
        session_id: 1,
        num_of_rounds: 2,
        conversations: [
          { from: "human", value: 'Hi "there"\n你好' },
          { from: "gpt", value: "a1" },
          { from: "human", value: "u2" },
          { from: "gpt", value: "a2" },
        ],
      },
      {
        session_id: 2,
        num_of_rounds: 1,
        conversations: [
          { from: "human", value: "What does  mean?" },
          { from: "gpt", value: "It is </s>, the end mark." },
        ],
      },
    ]);
  });
});

describe("OpenAI chat", () => {
  it("trains every assistant turn with integer weights", async () => {
    const { messages } = JSON.parse(await written("openai", from(dialogue), { target: "assistant" }));
    expect(messages).toEqual([
      { role: "system", content: "Be brief." },
      { role: "user", content: 'Hi "there"\n你好' },
      { role: "assistant", content: "a1", weight: 1 },
      { role: "user", content: "u2" },
      { role: "assistant", content: "a2", weight: 1 },
    ]);
  });

  it("flips roles for the simulator, starts with the cue and ends on a trained message", async () => {
    const { messages } = JSON.parse(await written("openai", from(dialogue), { target: "user" }));
    expect(messages).toEqual([
      { role: "user", content: openingCue },
      { role: "assistant", content: 'Hi "there"\n你好', weight: 1 },
      { role: "user", content: "a1" },
      { role: "assistant", content: "u2", weight: 1 },
    ]);
  });
});

async function readSeeds(text: string, format: ReadableId<"seeds">, kind: SeedKind) {
  const { records, errors } = await gatherLines(formats[format].read(text, { kind }), "There is no seed in here");
  return { seeds: records.map(({ value }) => value), errors };
}

describe("reading seeds", () => {
  it("takes lines with BOM, CRLF, CR and blanks", async () => {
    expect(await readSeeds("\uFEFFone\r\n\r\ntwo\rthree\n", "seed_lines", "question")).toEqual({
      seeds: [{ question: "one" }, { question: "two" }, { question: "three" }],
      errors: [],
    });
  });

  it("names each bad line of a JSONL by number", async () => {
    const text = [
      '{"question":"q1","answer":"a1"}',
      "{oops",
      '{"question":"q2"}',
      '{"question":"  ","answer":"a"}',
      '{"question":"\\u0000"}',
      "7",
    ].join("\n");
    const { seeds, errors } = await readSeeds(text, "seed_jsonl", "round");
    expect(seeds).toEqual([{ question: "q1", answer: "a1" }]);
    expect(errors.map((error) => error.line)).toEqual([2, 3, 4, 5, 6]);
    expect(errors[0]?.column).toBe(2);
    expect(errors[2]?.message).toBe("The question is empty");
    expect(errors[3]?.message).toContain("cannot be stored");
  });

  it("takes the first round of ShareGPT records, on lines or in one array", async () => {
    const record = {
      conversations: [
        { from: "human", value: "q" },
        { from: "gpt", value: "a" },
      ],
    };
    const line = JSON.stringify(record);
    expect((await readSeeds(line, "seed_jsonl", "round")).seeds).toEqual([{ question: "q", answer: "a" }]);
    expect((await readSeeds(line, "seed_jsonl", "question")).seeds).toEqual([{ question: "q" }]);
    const array = JSON.stringify([record, record], null, 2);
    expect((await readSeeds(array, "seed_jsonl", "question")).seeds).toEqual([{ question: "q" }, { question: "q" }]);
  });

  it("reads quoted CSV over several lines and wants its header", async () => {
    expect((await readSeeds('question,answer\n"a, b\nc",d\n', "seed_csv", "round")).seeds).toEqual([
      { question: "a, b\nc", answer: "d" },
    ]);
    expect((await readSeeds("frage\nx\n", "seed_csv", "question")).errors).toEqual([
      { line: 1, message: "The header needs a column named question, prompt or instruction; it has “frage”." },
    ]);
    expect((await readSeeds('question\n"open', "seed_csv", "question")).errors[0]?.message).toContain("Not CSV");
  });

  it("says so when there is nothing", async () => {
    expect((await readSeeds("\n\n", "seed_lines", "question")).errors).toEqual([
      { line: 1, message: "There is no seed in here" },
    ]);
  });
});
