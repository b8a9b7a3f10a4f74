import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { GivenDialogue } from "@/lib/domain/dialogue-in-file";
import { openingCue } from "@/lib/domain/opening-cue";
import { publishedData, readPublished } from "@/lib/testing/published-data";
import { gatherLines } from "../gather-lines";
import { formats, readableIds } from "../registry";
import { recogniseDialogues } from "./recognise";

const golden = (id: keyof typeof formats) =>
  readFileSync(join(import.meta.dirname, "../golden", `${id}.${formats[id].extension}`), "utf8");

async function read(id: ReturnType<typeof readableIds<"dialogues">>[number], file: string) {
  return gatherLines<GivenDialogue>(formats[id].read(file));
}

async function one(id: Parameters<typeof read>[0], record: unknown): Promise<GivenDialogue> {
  const { records, errors } = await read(id, JSON.stringify(record));
  expect(errors).toEqual([]);
  return records[0]?.value as GivenDialogue;
}

async function whyNot(id: Parameters<typeof read>[0], record: unknown): Promise<string> {
  return (await read(id, JSON.stringify(record))).errors[0]?.message ?? "";
}

const openai = (...messages: unknown[]) => one("openai", { messages });
const says = ({ turns }: GivenDialogue) => turns.map(({ speaker, text, parent }) => [speaker, text, parent]);

/** The texts from the beginning to the head. */
function wayOf({ turns, head }: GivenDialogue): string[] {
  const way: string[] = [];
  for (let at = head; at !== null; at = turns[at]?.parent ?? null) way.unshift(turns[at]?.text ?? "?");
  return way;
}

describe("messages", () => {
  it("keep a system's word before them apart, and later ones and tools at their place", async () => {
    const given = await openai(
      { role: "system", content: "Be brief." },
      { role: "user", content: "Weather?" },
      { role: "assistant", content: null, tool_calls: [{ id: "c1" }] },
      { role: "tool", content: "Sun", tool_call_id: "c1" },
      { role: "assistant", content: "Sunny.", reasoning_content: "The tool says so." },
      { role: "tool", content: "late" },
    );
    expect(given.system).toBe("Be brief.");
    expect(says(given)).toEqual([
      ["user", "Weather?", null],
      ["assistant", "Sunny.", 0],
    ]);
    expect(given.turns[1]?.asides).toEqual([
      { role: "assistant", content: { text: "", calls: [{ id: "c1" }] } },
      { role: "tool", content: "Sun" },
    ]);
    expect(given.turns[1]?.reasoning).toBe("The tool says so.");
    expect(given.trailing).toEqual([{ role: "tool", content: "late" }]);
  });

  it("are text alone, also in parts", async () => {
    const parts = [
      { type: "text", text: "a" },
      { type: "text", value: "b" },
    ];
    expect(says(await openai({ role: "user", content: parts }))).toEqual([["user", "ab", null]]);
    const picture = { role: "user", content: [{ type: "image_url", image_url: {} }] };
    expect(await whyNot("openai", { messages: [picture] })).toContain("image_url");
  });

  it("that train nothing say so in the marks of every trainer", async () => {
    const marks = [{ weight: 0 }, { loss_weight: 0 }, { train: false }, { loss: false }, { trainable: false }, {}];
    const given = await openai(...marks.map((mark) => ({ role: "assistant", content: "x", ...mark })));
    expect(given.turns.map(({ trained }) => trained)).toEqual([false, false, false, false, false, true]);
  });

  it("of a file that trains the user's side are turned back", async () => {
    const given = await openai(
      { role: "user", content: openingCue },
      { role: "assistant", content: "Why?", weight: 1 },
      { role: "user", content: "Because." },
    );
    expect(says(given)).toEqual([
      ["user", "Why?", null],
      ["assistant", "Because.", 0],
    ]);
  });

  it.each([
    [{}, "messages is missing"],
    [{ messages: ["x"] }, "Turn 1 is not an object"],
    [{ messages: [{ content: "x" }] }, "does not say who speaks"],
    [{ messages: [{ role: "narrator", content: "x" }] }, "Nobody is called “narrator”"],
    [{ messages: [{ role: "user", content: 3 }] }, "Turn 1 has no text"],
  ])("that are none are refused in words: %j", async (record, words) => {
    expect(await whyNot("openai", record)).toContain(words);
  });
});

describe("trees", () => {
  it("of OpenAssistant keep their branches; the best ranked way is read, and what was deleted is not there", async () => {
    const given = (await read("oasst", golden("oasst"))).records[0]?.value as GivenDialogue;
    expect(says(given)).toContainEqual(["assistant", "Black tea.", 0]);
    expect(wayOf(given)).toEqual([
      "Which tea keeps me awake?",
      "Assam, strongly brewed.",
      "How long?",
      "Four minutes.",
    ]);
    expect(given.turns.some(({ text }) => text === "gone")).toBe(false);
    expect(given).toMatchObject({ id: "t1", language: "en", sourceUser: "u1" });
  });

  it("of a ChatGPT archive are read where they were open last, with what was thought before an answer", async () => {
    const given = (await read("chatgpt", golden("chatgpt"))).records[0]?.value as GivenDialogue;
    expect(wayOf(given)).toEqual(["Which tea keeps me awake?", "Assam.", "How long?", "Four minutes."]);
    expect(given.turns).toHaveLength(5);
    expect(given.turns.at(-1)).toMatchObject({ reasoning: "Recall\n\nAssam takes longer.", asides: [] });
  });

  it("of a ChatGPT archive that go in a circle or name nobody end all the same", async () => {
    const message = (text: string) => ({ author: { role: "user" }, content: { content_type: "text", parts: [text] } });
    const mapping = {
      a: { message: message("a"), parent: "b", children: ["b"] },
      b: { message: message("b"), parent: "a", children: ["a"] },
      c: { message: message("c"), parent: null, children: ["c", "nobody"] },
    };
    expect(says(await one("chatgpt", { mapping, current_node: "a" }))).toEqual([["user", "c", null]]);
  });

  it("may be as deep as they like", async () => {
    let prompt: Record<string, unknown> = { role: "assistant", text: "end", replies: [] };
    for (let i = 0; i < 2_000; i++) prompt = { role: i % 2 ? "assistant" : "prompter", text: "x", replies: [prompt] };
    expect((await one("oasst", { prompt })).turns).toHaveLength(2_001);
  });

  it("of two that were compared branch where they differ, and the winner is read", async () => {
    const given = (await read("arena", golden("arena"))).records[0]?.value as GivenDialogue;
    expect(says(given)).toEqual([
      ["user", "Which tea keeps me awake?", null],
      ["assistant", "Assam.", 0],
      ["assistant", "Black tea, strongly brewed.", 0],
    ]);
    expect(wayOf(given).at(-1)).toBe("Black tea, strongly brewed.");
    expect(given).toMatchObject({ model: "koala-13b", sourceUser: "arena_user_7" });
  });

  it("of two that were compared keep every turn of both, whatever they share", async () => {
    const talk = fc.array(fc.constantFrom("a", "b"), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(talk, talk, fc.boolean(), async (a, b, isB) => {
        const turns = (texts: string[]) => texts.map((content, i) => ({ role: i % 2 ? "assistant" : "user", content }));
        const record = { conversation_a: turns(a), conversation_b: turns(b), winner: isB ? "model_b" : "tie" };
        const given = await one("arena", record);
        expect(wayOf(given)).toEqual(isB ? b : a);
        const shared = a.findIndex((text, i) => text !== b[i]);
        const common = shared < 0 ? Math.min(a.length, b.length) : Math.min(shared, b.length);
        expect(given.turns).toHaveLength(a.length + b.length - common);
        for (const [i, { parent }] of given.turns.entries()) expect(parent === null || parent < i).toBe(true);
      }),
    );
  });
});

it("a transcript in one text is cut at its marks, without its frame and its open end", async () => {
  const given = (await read("baize", golden("baize"))).records[0]?.value as GivenDialogue;
  expect(says(given).map(([speaker, text]) => [speaker, text])).toEqual([
    ["user", "Which tea keeps me awake?"],
    ["assistant", "Assam."],
    ["user", "How long?"],
    ["assistant", "Four minutes."],
  ]);
});

describe("a file of dialogues", () => {
  it.each(readableIds("dialogues", "whole"))("%s is recognised by what it holds", async (id) => {
    expect(await recogniseDialogues(golden(id))).toBe(id);
  });

  it.each(["", "[]", "nothing", '{"question":"a"}', '{"id":1}\n{"messages":[]}'])(
    "that is none is not recognised, or by a later line: %j",
    async (text) => {
      expect(await recogniseDialogues(text)).toBe(text.includes("messages") ? "openai" : null);
    },
  );

  it.skipIf(publishedData === null)("of 40 real trees is read without a refused line", async () => {
    const { records, errors } = await read("oasst", readPublished("oasst/trees_40.jsonl"));
    expect([records.length, errors]).toEqual([40, []]);
  });
});

describe("OpenAssistant's messages", () => {
  const message = (id: string, parent: string | null, tree: string, text: string, rank: number | null = null) => ({
    message_id: id,
    parent_id: parent,
    message_tree_id: tree,
    text,
    role: parent === null || id.startsWith("q") ? "prompter" : "assistant",
    rank,
  });

  it("become the trees that they are of, also where those lie mixed", async () => {
    const lines = [
      message("a", null, "a", "A?"),
      message("b", null, "b", "B?"),
      message("a1", "a", "a", "Worse.", 1),
      message("a2", "a", "a", "Better.", 0),
      message("b1", "b", "b", "B."),
      message("q1", "a2", "a", "Why?"),
    ];
    const { records, errors } = await read("oasst_messages", lines.map((line) => JSON.stringify(line)).join("\n"));
    expect(errors).toEqual([]);
    expect(records.map(({ line, value }) => [line, value.id, value.turns.length, wayOf(value)])).toEqual([
      [1, "a", 4, ["A?", "Better.", "Why?"]],
      [2, "b", 2, ["B?", "B."]],
    ]);
  });

  it("are refused where what they answer is not there, and nothing of a circle is read for ever", async () => {
    const lines = [
      message("a", null, "a", "A?"),
      message("x1", "gone", "a", "To whom?"),
      message("x2", "x1", "a", "To it."),
      message("c1", "c2", "c", "Round"),
      message("c2", "c1", "c", "and round."),
    ];
    const { records, errors } = await read("oasst_messages", lines.map((line) => JSON.stringify(line)).join("\n"));
    expect(records.map(({ value }) => value.id)).toEqual(["a"]);
    expect(errors.map(({ line }) => line)).toEqual([2, 3, 4, 5]);
  });

  it("that come after their tree had to be given out are refused, never a second tree", async () => {
    const long = "x".repeat(9 * 1024 * 1024);
    const lines = [message("a", null, "a", long), message("b", null, "b", long), message("a1", "a", "a", "Late.")];
    const { records, errors } = await read("oasst_messages", lines.map((line) => JSON.stringify(line)).join("\n"));
    expect(records.map(({ value }) => value.id)).toEqual(["a", "b"]);
    expect(errors).toEqual([{ line: 3, message: expect.stringContaining("Sort the file") }]);
  });
});
