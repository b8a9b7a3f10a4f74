import { describe, expect, it } from "vitest";
import type { SeedKind } from "@/lib/domain/seed-set";
import { exportedDialogue } from "@/lib/testing/exported-dialogue";
import type { Piece } from "./format";
import { gatherLines } from "./gather-lines";
import { formats, type ReadableId, writeFile } from "./registry";
import { legacyText } from "./text/legacy-text";

async function read(text: string, format: ReadableId<"seeds">, kind: SeedKind = "round") {
  const { records, errors } = await gatherLines(formats[format].read(text, { kind }));
  return { seeds: records.map(({ value }) => value), errors };
}

const round = { question: "Why is the sky blue?", answer: "Scattering." };
const { question, answer } = round;
const said = (role: string, content: unknown) => ({ role, content });
const from = (from: string, value: string) => ({ from, value });

describe("a record of seeds is recognised by what it holds", () => {
  const [asks, answers] = [from("human", question), from("gpt", answer)];
  it.each<[string, unknown]>([
    ["question and answer", round],
    ["prompt and completion", { prompt: question, completion: answer }],
    ["prompt and response", { prompt: question, response: answer }],
    ["Alpaca without input", { instruction: question, input: "", output: answer }],
    ["names in another case", { " Question ": question, ANSWER: answer }],
    ["ShareGPT", { conversations: [asks, answers] }],
    ["ShareGPT, system first", { conversations: [from("system", "Be a pirate."), asks, answers] }],
    ["ShareGPT, assistant first", { conversations: [from("gpt", "Hello!"), asks, answers] }],
    ["OpenAI messages", { messages: [said("user", question), said("assistant", answer)] }],
    [
      "OpenAI messages, system first",
      { messages: [said("system", "S"), said("user", question), said("assistant", answer)] },
    ],
    [
      "OpenAI messages, developer first",
      { messages: [said("developer", "S"), said("user", question), said("assistant", answer)] },
    ],
    ["content in parts", { messages: [said("user", [{ type: "text", text: question }]), said("assistant", answer)] }],
    [
      "messages that prompt, and one that completes",
      { prompt: [said("user", question)], completion: [said("assistant", answer)] },
    ],
    [
      "turns with speakers",
      {
        turns: [
          { speaker: "User", text: question },
          { speaker: "Bot", text: answer },
        ],
      },
    ],
    ["turns in a cell as JSON", { messages: JSON.stringify([said("user", question), said("assistant", answer)]) }],
    ["UltraChat", { id: "0", data: [question, answer, "And red?"] }],
    [
      "names in another case within turns",
      {
        conversations: [
          { From: "Human", Value: question },
          { From: "GPT", Value: answer },
        ],
      },
    ],
    ["inputs and targets", { inputs: question, targets: answer }],
    ["Dolly without context", { instruction: question, context: "", response: answer }],
    ["the better one of two", { chosen: [said("user", question), said("assistant", answer)], rejected: [] }],
    ["the better one of two, written out", { chosen: `\n\nHuman: ${question}\n\nAssistant: ${answer}`, rejected: "x" }],
    ["a dialogue in one text", { text: `### Human: ${question}### Assistant: ${answer}### Human: And red?` }],
    [
      "a prompt as Llama 2 has it",
      { text: `<s>[INST] ${question} [/INST] ${answer} </s><s>[INST] And red? [/INST] x </s>` },
    ],
    [
      "ChatML",
      {
        text: `<|im_start|>system\nS<|im_end|>\n<|im_start|>user\n${question}<|im_end|>\n<|im_start|>assistant\n${answer}<|im_end|>`,
      },
    ],
    ["Arena's conversations", { question_id: 1, conversation_a: [said("user", question), said("assistant", answer)] }],
  ])("%s", async (_, record) => {
    expect(await read(JSON.stringify(record), "seed_jsonl")).toEqual({ seeds: [round], errors: [] });
    const array = JSON.stringify([record, record], null, 2);
    expect(await read(array, "seed_jsonl")).toEqual({ seeds: [round, round], errors: [] });
  });

  it("may be a list of messages by itself, in a list of these", async () => {
    const messages = [said("user", question), said("assistant", answer)];
    expect(await read(JSON.stringify([messages, messages]), "seed_jsonl")).toEqual({
      seeds: [round, round],
      errors: [],
    });
  });

  it("has a question alone where nobody answers", async () => {
    const records = [
      '{"turns": ["Why is the sky blue?", "And red?"]}',
      '"Why is the sky blue?"',
      '{"instruction":"Why is the sky blue?"}',
    ];
    expect((await read(records.join("\n"), "seed_jsonl", "question")).seeds).toEqual([
      { question },
      { question },
      { question },
    ]);
    const alpaca = { instruction: "Translate.", input: "Guten Tag", output: "Good day" };
    expect((await read(JSON.stringify(alpaca), "seed_jsonl")).seeds).toEqual([
      { question: "Translate.\n\nGuten Tag", answer: "Good day" },
    ]);
  });

  it("may stand with others within one object", async () => {
    for (const wrapped of [
      { data: [round, round] },
      { version: "1.0", examples: [round, round] },
      {
        rows: [
          { row_idx: 0, row: round },
          { row_idx: 1, row: round },
        ],
      },
    ])
      expect(await read(JSON.stringify(wrapped), "seed_jsonl")).toEqual({ seeds: [round, round], errors: [] });
    const questions = { data: [question, "And red?"] };
    expect((await read(JSON.stringify(questions), "seed_jsonl", "question")).seeds).toHaveLength(2);
  });

  it("has all of its task, and of a text only what somebody asks", async () => {
    const dolly = { instruction: "Sum up.", context: "The sky is blue.", response: "Blue." };
    expect((await read(JSON.stringify(dolly), "seed_jsonl")).seeds).toEqual([
      { question: "Sum up.\n\nThe sky is blue.", answer: "Blue." },
    ]);
    const plain = { text: "Human: a word of Latin? It is not about robots." };
    expect((await read(JSON.stringify(plain), "seed_jsonl", "question")).seeds).toEqual([{ question: plain.text }]);
  });

  it("is refused in words where nobody asks", async () => {
    const records = [
      '{"colour": "blue"}',
      '{"messages": [{"role": "system", "content": "S"}]}',
      '{"messages": []}',
      "[]",
    ];
    const { seeds, errors } = await read(records.join("\n"), "seed_jsonl", "question");
    expect(seeds).toEqual([]);
    expect(errors.map(({ message }) => message)).toEqual(
      records
        .slice(0, 3)
        .map(() => "There is no question")
        .concat(expect.any(String)),
    );
  });
});

describe("our own files", () => {
  const dialogue = exportedDialogue({
    id: "dlg_1",
    assistantPrompt: "Be brief.",
    simulatorPrompt: "Be curious.",
    turns: [
      { speaker: "user", text: question },
      { speaker: "assistant", text: answer },
      { speaker: "user", text: "And red?" },
    ],
  });
  async function written(pieces: AsyncIterable<Piece>) {
    let text = "";
    for await (const piece of pieces) text += piece;
    return text;
  }

  it("give the same first rounds, whichever side they train", async () => {
    const files = [
      writeFile("sharegpt", [dialogue], {}),
      writeFile("generator", [dialogue], {}),
      writeFile("openai", [dialogue], { target: "assistant" }),
      writeFile("openai", [dialogue], { target: "user" }),
    ];
    for (const file of files)
      expect(await read(await written(file), "seed_jsonl")).toEqual({ seeds: [round], errors: [] });
  });
});

describe("a table", () => {
  it.each([
    ["commas", `question,answer\n"${question}",${answer}\n`],
    ["semicolons", `question;answer\r\n"${question}";"${answer}"\r\n`],
    ["tabs", `id\tquestion\tanswer\n1\t${question}\t${answer}\n`],
    ["bars", `prompt|response\n${question}|${answer}\n`],
    ["what its first line says", `sep=;\r\nQuestion;Answer\r\n${question};${answer}\r\n`],
    ["commas, with semicolons in quotes", `"question","answer","a;b;c;d"\n${question},${answer},x\n`],
    ["a byte order mark before", `\uFEFFprompt;completion\n${question};${answer}\n`],
  ])("is read apart by %s", async (_, text) => {
    expect(await read(text, "seed_csv")).toEqual({ seeds: [round], errors: [] });
  });

  it("of tabs may have quotes that are just quotes", async () => {
    expect((await read('question\tanswer\nA 5" pipe?\tYes, "that".\n', "seed_csv")).seeds).toEqual([
      { question: 'A 5" pipe?', answer: 'Yes, "that".' },
    ]);
  });

  it("names what its header has where no column is a question", async () => {
    expect((await read("frage;antwort\nx;y\n", "seed_csv")).errors).toEqual([
      {
        line: 1,
        message: "The header needs a column named question, prompt or instruction; it has “frage”, “antwort”.",
      },
    ]);
  });
});

describe("letters that were lost", () => {
  async function* bytes(...parts: number[][]) {
    for (const part of parts) yield Uint8Array.from(part);
  }
  const file = () => bytes([0x47, 0x72], [0xfc, 0xdf, 0x65, 0x3f]); // Grüße? as Excel saves it in western Europe

  it("are never stored: another encoding is refused, and read where a person names it", async () => {
    const { records, errors } = await gatherLines(formats.seed_lines.read(file(), { kind: "question" }));
    expect(records).toEqual([]);
    expect(errors[0]?.message).toContain("not UTF-8");
    const told = await gatherLines(formats.seed_lines.read(legacyText(file(), "windows-1252"), { kind: "question" }));
    expect(told).toEqual({ records: [{ line: 1, value: { question: "Grüße?" } }], errors: [] });
  });

  it("are told of where they stand in the file already, or the encoding was another one", async () => {
    const already = await read("Gr\uFFFD\uFFFDe?\nWhy?", "seed_lines", "question");
    expect(already.errors).toEqual([{ line: 1, message: expect.stringContaining("a letter was lost") }]);
    const wrong = await gatherLines(
      formats.seed_lines.read(legacyText(bytes([0x47, 0xd2]), "windows-1253"), { kind: "question" }),
    );
    expect(wrong.records).toEqual([]);
  });
});

it("JSON that is taken for lines of questions is refused", async () => {
  for (const text of [
    '[\n  {"question": "Why?"}\n]',
    '{"question": "Why?"}',
    '[{"a": 1}]',
    '{\n  "question": "Why?"\n}',
  ])
    expect((await read(text, "seed_lines", "question")).errors[0]?.message).toContain("This is JSON");
  expect((await read("[sic] what is this?\n{curly} too?", "seed_lines", "question")).seeds).toHaveLength(2);
});

it("files of other programs are named, with what to do", async () => {
  async function* bytes(text: string) {
    yield Uint8Array.from(text, (sign) => sign.charCodeAt(0));
  }
  for (const [beginning, name] of [
    ["PK\u0003\u0004\u0014\u0000x", "Excel"],
    ["\u00d0\u00cf\u0011\u00e0", "old Excel"],
    ["%PDF-1.7", "PDF"],
  ] as const)
    for (const format of ["seed_lines", "seed_csv", "seed_jsonl"] as const) {
      const { records, errors } = await gatherLines(formats[format].read(bytes(beginning), { kind: "question" }));
      expect([records, errors[0]?.message]).toEqual([[], expect.stringContaining(name)]);
    }
  for (const page of ["<!DOCTYPE html>\n<p>Why?</p>", '<?xml version="1.0"?>'])
    expect((await read(page, "seed_lines", "question")).errors[0]?.message).toContain("page of the web");
});
