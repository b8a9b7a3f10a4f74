import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import type { Speaker } from "@/lib/domain/dialogue";
import type { ExportedDialogue } from "@/lib/domain/dialogue-in-file";
import { endOfDialogue } from "@/lib/domain/end-of-dialogue";
import { openingCue } from "@/lib/domain/opening-cue";
import { exportedDialogue } from "@/lib/testing/exported-dialogue";
import { recordsIn } from "@/lib/testing/formats/records-in-table";
import { renderTrainers } from "@/lib/testing/formats/render-trainers";
import { readers } from "@/lib/testing/formats/trainer-readers";
import { type Loaded, untrained } from "@/lib/training/loaded-row";
import { rulesOf } from "@/lib/training/rules";
import { loadStandIn } from "@/lib/training/stand-ins";
import { tokeniseBy } from "@/lib/training/tokenise";
import type { Format } from "../format";
import { type FormatId, formats, writeFile } from "../registry";
import type { MadeRows, Trainer } from "./trainer";

const root = join(import.meta.dirname, "../../..");
type Chosen = Record<string, unknown> & { target: Speaker };
const reader = await loadStandIn("tokenised");
const tokenise = tokeniseBy(reader);
const ids = Object.keys(readers) as (keyof typeof readers & FormatId)[];

const trainerOf = (id: FormatId): Trainer => {
  const { trainer }: Format = formats[id];
  if (!trainer) throw new Error(`${id} is no trainer's`);
  return trainer;
};

/** The rows of a dialogue with what is chosen, and all else as usual. */
function rowsOf(id: FormatId, dialogue: ExportedDialogue, chosen: Record<string, unknown>): MadeRows {
  return trainerOf(id).rowsOf(dialogue as never, formats[id].options.parse(chosen) as never, tokenise);
}

/** Its records as they are read again. */
function recordsOf(
  id: FormatId,
  dialogue: ExportedDialogue,
  chosen: Record<string, unknown>,
): Record<string, unknown>[] {
  return rowsOf(id, dialogue, chosen).rows.map(({ record }) => JSON.parse(JSON.stringify(record)));
}

async function piecesOf(id: FormatId, given: ExportedDialogue[], chosen: Chosen, isBegun: boolean): Promise<string[]> {
  const { write, options } = formats[id] as Format;
  const pieces: string[] = [];
  for await (const piece of must(write, "a writer")(given as never, options.parse(chosen) as never, isBegun, tokenise))
    pieces.push(String(piece));
  return pieces;
}

async function fileOf(id: FormatId, given: ExportedDialogue[], chosen: Record<string, unknown>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of writeFile(id as never, given, chosen, tokenise)) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

/** The texts that lie beside the data. */
function besideOf(id: FormatId, chosen: Record<string, unknown>): string {
  const files = trainerOf(id).beside(formats[id].options.parse(chosen) as never, ["a-train.json"]);
  return files.map(({ text }) => text).join("");
}

function datasetInfo(chosen: Record<string, unknown>) {
  const [info] = trainerOf("llama_factory").beside(formats.llama_factory.options.parse(chosen) as never, [
    "a-train.json",
  ]);
  return JSON.parse(info?.text ?? "")["a-train"];
}

function fieldOf<T = object>(row: Readonly<Record<string, unknown>> | undefined, field: string): T[] {
  return row?.[field] as T[];
}

const user = (text: string) => ({ speaker: "user" as const, text });
const answer = (text: string) => ({ speaker: "assistant" as const, text });
const saying = (text: string) => exportedDialogue({ turns: [user("u1"), answer(text)] });
const call = { id: "c1", type: "function", function: { name: "find", arguments: '{"n":1}' } };
const tool = [
  { role: "assistant", content: { text: "", calls: [call] } },
  { role: "tool", content: "42" },
];
const withTool = exportedDialogue({ turns: [user("u1"), { ...answer("a1"), asides: tool }] });
const masked = exportedDialogue({
  assistantPrompt: "Be brief.",
  simulatorPrompt: "You are curious.",
  turns: [
    user("u1"),
    { ...answer("a1"), trained: false },
    { ...user("u2"), trained: false },
    { ...answer("a2"), origin: "person" },
  ],
});

/** Every way in which a format can be told to write. */
function everyChoice(id: FormatId): Chosen[] {
  const shape = Object.entries(formats[id].options.shape) as [string, { unwrap(): { options: string[] } }][];
  return shape.reduce<Record<string, unknown>[]>(
    (all, [name, schema]) => all.flatMap((one) => schema.unwrap().options.map((value) => ({ ...one, [name]: value }))),
    [{}],
  ) as Chosen[];
}

/** A dialogue whose turns can be told apart by their texts, with any mask, thoughts and tools. */
const dialogues = fc
  .record({
    rounds: fc.array(
      fc.record({ masks: fc.tuple(fc.boolean(), fc.boolean()), thinks: fc.boolean(), calls: fc.boolean() }),
      {
        minLength: 1,
        maxLength: 4,
      },
    ),
    prompts: fc.tuple(fc.constantFrom("", "Be brief."), fc.constantFrom("", "You are curious.")),
    noise: fc.string({ unit: "grapheme", maxLength: 12 }),
  })
  .map(({ rounds, prompts: [assistantPrompt, simulatorPrompt], noise }) =>
    exportedDialogue({
      assistantPrompt,
      simulatorPrompt,
      turns: rounds.flatMap(({ masks: [user, assistant], thinks, calls }, i) => [
        { speaker: "user" as const, text: `u${i}|${noise}`, trained: user },
        {
          speaker: "assistant" as const,
          text: `a${i}|${noise}`,
          trained: assistant,
          reasoning: thinks ? `thought ${i}` : null,
          asides: calls
            ? [
                {
                  role: "assistant",
                  content: { text: "", calls: [{ id: "c", function: { name: "find", arguments: "{}" } }] },
                },
                { role: "tool", content: `found ${i}` },
              ]
            : [],
        },
      ]),
    }),
  );

/** The turns that should be trained on: those of the side that are not masked, as far as the dialect can say so. */
function due(id: FormatId, { turns }: ExportedDialogue, chosen: Chosen): string[] {
  const own = turns.filter(({ speaker }) => speaker === chosen.target);
  if (chosen.masked === "train") return own.map(({ text }) => text);
  const marks = (formats[id] as Format).trainer?.masks;
  const cuts = marks === "none" || chosen.rows === "dialogue";
  const masked = own.findIndex(({ trained }) => !trained);
  const kept = cuts && masked >= 0 ? own.slice(0, masked) : own;
  return kept.filter(({ trained }) => trained).map(({ text }) => text);
}

/** All that a record says, tokens as what they say. */
function wordsIn(record: Record<string, unknown>): string {
  const ids = record.input_ids as number[] | undefined;
  return ids ? Buffer.concat(ids.map(reader.tokenizer.bytesOf)).toString() : JSON.stringify(record);
}

/** What is trained on in a row as it is loaded, by messages. */
function trainedTexts(loaded: Loaded): string[] {
  if (loaded.as !== "row") throw new Error(`a row is ${loaded.as}: ${loaded.why}`);
  const { labels, owners } = loaded.row;
  const trained = new Set(owners.filter((owner, i) => owner >= 0 && labels[i] !== untrained));
  return loaded.messages.flatMap(({ content }, i) =>
    trained.has(i) ? [content.replace(/^<think>[\s\S]*<\/think>\n\n/, "")] : [],
  );
}

/** The same, and what a simulator is taught to say once the dialogue is over. */
function dueWithEnd(...[id, dialogue, chosen]: Parameters<typeof due>): string[] {
  const texts = due(id, dialogue, chosen);
  const { ends, rows, target } = chosen as { ends?: string; rows?: string; target: string };
  const isTaught = ends === "mark" && rows === "turn" && target === "user" && texts.length > 0;
  return isTaught ? [...texts, endOfDialogue] : texts;
}

/** What holds for every trainer, whatever is chosen. */
const rules: Record<string, (id: (typeof ids)[number]) => void | Promise<void>> = {
  "trains on what people left in training, each turn once, after all that was said before it": (id) => {
    fc.assert(
      fc.property(dialogues, fc.constantFrom(...everyChoice(id)), (dialogue, chosen) => {
        const read = recordsOf(id, dialogue, chosen).flatMap((record) => readers[id](record, chosen));
        expect(read.map(({ text }) => text)).toEqual(dueWithEnd(id, dialogue, chosen));
        const texts = dialogue.turns.map(({ text }) => text);
        const whole = [...texts, endOfDialogue];
        for (const { text, before } of read)
          expect(before.filter((one) => texts.includes(one))).toEqual(whole.slice(0, whole.indexOf(text)));
      }),
    );
  },
  "trains the same by the loading rules that the audit restates": async (id) => {
    const { trainer } = trainerOf(id);
    const rules = rulesOf[trainer];
    const { tokenizer, template } = await loadStandIn(trainer);
    fc.assert(
      fc.property(dialogues, fc.constantFrom(...everyChoice(id)), (dialogue, chosen) => {
        const setting = { tokenizer, template, maxLength: null, target: chosen.target, options: chosen };
        const load = (record: Record<string, unknown>) => rules?.load(record, setting).flatMap(trainedTexts);
        const read = recordsOf(id, dialogue, chosen).map(load);
        // Of tokens nobody but their row says whose they are: rules of their own hold these.
        expect(rules && trainer !== "tokenised" ? read.flat() : dueWithEnd(id, dialogue, chosen)).toEqual(
          dueWithEnd(id, dialogue, chosen),
        );
      }),
      { numRuns: 50 },
    );
  },
  "is cut where the audit counts that it is cut": (id) => {
    const { trainer, length } = trainerOf(id);
    if (trainer === "openai") expect(length).toBeNull();
    else expect(length?.usual ?? null).toBe(rulesOf[trainer]?.maxLength ?? null);
  },
  "says of each row which turns it trains, and of each dialogue that is left out why": (id) => {
    fc.assert(
      fc.property(dialogues, fc.constantFrom(...everyChoice(id)), (dialogue, chosen) => {
        const { rows, told } = rowsOf(id, dialogue, chosen);
        const trained = rows.flatMap(({ turns }) => turns.filter(({ isTrained }) => isTrained));
        const texts = trained.map((one) => dialogue.turns.find((turn) => turn.id === one.id)?.text);
        expect(texts).toEqual(due(id, dialogue, chosen));
        if (rows.length === 0) expect(told.map(({ rule }) => rule)).toEqual(["nothing_trained"]);
      }),
    );
  },
  "holds no thought and no tool in what trains the user, and no thought where thoughts are dropped": (id) => {
    fc.assert(
      fc.property(dialogues, fc.constantFrom(...everyChoice(id)), (dialogue, chosen) => {
        const text = recordsOf(id, dialogue, chosen).map(wordsIn).join("");
        if (chosen.target === "user") expect(text).not.toMatch(/thought|found|find/);
        if (chosen.reasoning === "drop") expect(text).not.toContain("thought");
      }),
    );
  },
  "keeps the thoughts of trained answers where a place is chosen": (id) => {
    const dialogue = exportedDialogue({
      turns: [user("Hi"), { speaker: "assistant", text: "Hello", reasoning: "a thought" }],
    });
    for (const chosen of everyChoice(id).filter(({ target }) => target === "assistant"))
      expect(recordsOf(id, dialogue, chosen).map(wordsIn).join("").includes("a thought")).toBe(
        chosen.reasoning !== "drop",
      );
  },
  "leaves out what holds half a letter, since no tokenizer takes it": (id) => {
    const dialogue = exportedDialogue({ turns: [user("Hi \ud83d"), answer("Hello")] });
    const told = [{ rule: "broken_text", turnId: "dlg_1_turn_1" }];
    for (const chosen of everyChoice(id)) expect(rowsOf(id, dialogue, chosen)).toEqual({ rows: [], told });
  },
  "holds in Parquet, where it is written so, the very records that it holds in lines": async (id) => {
    const isWritten = trainerOf(id).containers.includes("parquet");
    expect(formats[id].options.safeParse({ container: "parquet" }).success).toBe(isWritten);
    const both = [masked, withTool, saying("你好 👋\n")];
    for (const chosen of everyChoice(id).filter(({ container }) => container === "parquet")) {
      const lines = both.flatMap((dialogue) => recordsOf(id, dialogue, chosen));
      expect(await recordsIn(await fileOf(id, both, chosen))).toEqual(lines);
    }
  },
  "is text of a piece for each dialogue, and goes on behind any of them": async (id) => {
    const empty = exportedDialogue({ turns: [user("Hi"), { ...answer("No"), trained: false }] });
    const all = [empty, masked, saying("你好 👋\n"), empty, withTool, empty];
    for (const chosen of everyChoice(id).filter(({ container }) => container !== "parquet")) {
      const pieces = await piecesOf(id, all, chosen, false);
      expect(pieces).toHaveLength(all.length + 1);
      for (const [n] of all.entries()) {
        const isBegun = pieces.slice(0, n).join("") !== "";
        expect(await piecesOf(id, all.slice(n), chosen, isBegun)).toEqual(pieces.slice(n));
      }
    }
  },
  "writes UTF-8 without a mark, with line feeds alone, and the same bytes again": async (id) => {
    const dialogue = exportedDialogue({ turns: [user("A\r\nB\u2028C"), answer("你好 👋")] });
    for (const container of trainerOf(id).containers) {
      const bytes = await fileOf(id, [dialogue, dialogue], { container });
      expect((await fileOf(id, [dialogue, dialogue], { container })).equals(bytes)).toBe(true);
      if (container === "parquet") continue;
      const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
      expect(text).not.toMatch(/^\uFEFF|\r/);
      const lines = text.split("\n").filter((line) => line !== "");
      expect(container === "json" ? JSON.parse(text) : lines.map((line) => JSON.parse(line))).toHaveLength(2);
    }
  },
};

const sides = ["assistant", "user"] as const;
/** What may melt with the words of a template. */
const blanks = fc.constantFrom("", "\n", "  ", "\n\n ");

/** What holds for one trainer alone. */
const ownRules: Partial<Record<FormatId, Record<string, () => void>>> = {
  openai: {
    "an answer has the integer 1 or 0 as its weight, nobody else has one, and a row ends on 1": () => {
      const [row] = recordsOf("openai", masked, { target: "assistant" });
      const weights = fieldOf<Record<string, unknown>>(row, "messages").map(({ weight }) => weight);
      expect(weights).toEqual([undefined, undefined, 0, undefined, 1]);
    },
    "a call of a tool is context, and its answer names it": () => {
      const [row] = recordsOf("openai", withTool, { tools: "keep" });
      expect(fieldOf(row, "messages").slice(1, 3)).toEqual([
        { role: "assistant", content: "", tool_calls: [call], weight: 0 },
        { role: "tool", content: "42", tool_call_id: "c1" },
      ]);
    },
  },
  llama_factory: {
    "dataset_info.json names every column and every tag": () => {
      const { tags, columns } = datasetInfo({ target: "assistant" });
      expect(columns).toEqual({ messages: "conversations", system: "system" });
      expect(Object.keys(tags)).toEqual(
        ["role", "content", "user", "assistant", "observation", "function", "system"].map((tag) => `${tag}_tag`),
      );
    },
    "the user's side is trained by tags that are changed over, after a cue of gpt": () => {
      expect(datasetInfo({ target: "user" }).tags).toMatchObject({ user_tag: "gpt", assistant_tag: "human" });
      const [row] = recordsOf("llama_factory", masked, { target: "user" });
      expect(row?.conversations).toEqual([
        { from: "gpt", value: openingCue },
        { from: "human", value: "u1" },
      ]);
    },
    "its formatting is never openai, which adds to the system prompt": () => {
      expect(datasetInfo({ target: "assistant" }).formatting).toBe("sharegpt");
    },
    "mask_history goes with a row for each turn, and with nothing else": () => {
      expect(besideOf("llama_factory", { rows: "turn" })).toContain("mask_history: true");
      expect(besideOf("llama_factory", { rows: "dialogue" })).toContain("mask_history: false");
    },
    "tools that break its turns leave a dialogue out": () => {
      const twice = exportedDialogue({
        turns: [user("u1"), { ...answer("a1"), asides: [...tool, { role: "tool", content: "43" }] }],
      });
      expect(rowsOf("llama_factory", twice, { tools: "keep" }).told).toEqual([{ rule: "out_of_turn", turnId: null }]);
      expect(recordsOf("llama_factory", withTool, { tools: "keep" })[0]?.conversations).toMatchObject([
        { from: "human" },
        { from: "function_call", value: '{"name":"find","arguments":{"n":1}}' },
        { from: "observation", value: "42" },
        { from: "gpt" },
      ]);
    },
    "a text that names a picture is told": () => {
      expect(rowsOf("llama_factory", saying("See <image>"), {}).told[0]?.rule).toBe("media_mark");
    },
  },
  llama_factory_v1: {
    "weights stand above 0 on answers alone": () => {
      for (const target of ["assistant", "user"])
        for (const row of recordsOf("llama_factory_v1", masked, { target }))
          for (const { role, loss_weight: weight } of row.messages as { role: string; loss_weight: number }[])
            expect(role === "assistant" || weight === 0).toBe(true);
    },
  },
  trl: {
    "whole dialogues come with assistant_only_loss, and rows for turns without": () => {
      expect(besideOf("trl", { rows: "dialogue" })).toContain("assistant_only_loss=True");
      expect(besideOf("trl", { rows: "turn" })).not.toContain("assistant_only_loss");
    },
    "a prompt never ends on the system": () => {
      for (const target of ["assistant", "user"])
        for (const row of recordsOf("trl", masked, { target }))
          expect((row.prompt as { role: string }[]).at(-1)?.role).toBe("user");
    },
  },
  axolotl: {
    "its settings read the flag, and train by nothing else": () => {
      expect(besideOf("axolotl", {})).toContain("message_field_training: train");
      expect(besideOf("axolotl", {})).toContain("roles_to_train: []");
    },
    "the user's side is trained under its own name": () => {
      const [row] = recordsOf("axolotl", masked, { target: "user" });
      expect(row?.messages).toEqual([
        { role: "system", content: "You are curious.", train: false },
        { role: "user", content: "u1", train: true },
      ]);
    },
  },
  ms_swift: {
    "loss stands on answers alone, and the channel tells who wrote what is trained on": () => {
      const [row] = recordsOf("ms_swift", masked, {});
      expect(fieldOf<{ loss?: boolean }>(row, "messages").map(({ loss }) => loss)).toEqual([
        undefined,
        undefined,
        false,
        undefined,
        true,
      ]);
      expect(row?.channel).toBe("person");
    },
  },
  tinker: {
    "every message says whether it is trained on, and the mode is CUSTOMIZED": () => {
      const [row] = recordsOf("tinker", masked, {});
      expect(
        fieldOf<{ trainable: boolean }>(row, "messages").every(({ trainable }) => typeof trainable === "boolean"),
      ).toBe(true);
      expect(besideOf("tinker", {})).toContain("TrainOnWhat.CUSTOMIZED");
    },
  },
  tokenised: {
    "its labels are those of Axolotl's rule, which reads a mask on each message of either side, for any mask": () => {
      fc.assert(
        fc.property(dialogues, fc.constantFrom(...sides), blanks, (given, target, before) => {
          const turns = given.turns.map((turn) => ({ ...turn, text: before + turn.text }));
          const dialogue = { ...given, turns };
          const [mine] = recordsOf("tokenised", dialogue, { target });
          const [marked] = recordsOf("axolotl", dialogue, { target });
          expect(mine === undefined).toBe(marked === undefined);
          if (!mine || !marked) return;
          const setting = { ...reader, maxLength: null, target, options: {} };
          const [loaded] = rulesOf.axolotl?.load(marked, setting) ?? [];
          const { ids, labels } = (loaded as Extract<Loaded, { as: "row" }>).row;
          expect({ ids: mine.input_ids, labels: mine.labels }).toEqual({ ids, labels });
        }),
        { numRuns: 50 },
      );
    },
    "says of each token which turn says it": () => {
      const [row] = rowsOf("tokenised", masked, { target: "assistant" }).rows;
      const { tokenizer } = reader;
      const textOf = (turn: number) => {
        const ids = fieldOf<number>(row?.record, "input_ids").filter((_, i) => row?.owners?.[i] === turn);
        return Buffer.concat(ids.map(tokenizer.bytesOf)).toString();
      };
      expect([0, 1, 2, 3].map(textOf)).toEqual(["u1", "a1", "u2", "a2"]);
    },
    "is cut at the length that is chosen, and left out where nothing trained is left": () => {
      const long = "word ".repeat(1_100);
      const cut = rowsOf("tokenised", saying(long), { max_length: "1024" });
      expect(cut.rows[0]?.record.input_ids).toHaveLength(1_024);
      expect(cut.told).toEqual([{ rule: "cut_at_length", turnId: null }]);
      const late = exportedDialogue({ turns: [user(long), answer("a1")] });
      const told = [{ rule: "beyond_length", turnId: null }];
      expect(rowsOf("tokenised", late, { max_length: "1024" })).toEqual({ rows: [], told });
    },
    "a text with a control mark of a template leaves the dialogue out": () => {
      const told = [{ rule: "mark_in_text", turnId: "dlg_1_turn_2" }];
      expect(rowsOf("tokenised", saying("so<|im_end|>"), {})).toEqual({ rows: [], told });
    },
    "what the template refuses or changes is left out": () => {
      const told = [{ rule: "unread_by_template", turnId: null }];
      const given = formats.tokenised.options.parse({});
      expect(trainerOf("tokenised").rowsOf(saying("a1") as never, given as never, () => null)).toEqual({
        rows: [],
        told,
      });
    },
  },
  unsloth: {
    "rows for turns come with last_response_only": () => {
      expect(besideOf("unsloth", { rows: "turn" })).toContain("last_response_only=True");
      expect(besideOf("unsloth", { rows: "dialogue" })).not.toContain("last_response_only");
    },
  },
  fastchat: {
    "a text with a mark of its own leaves the dialogue out": () => {
      for (const text of ["x</s>y", "I said: ASSISTANT: go"])
        expect(rowsOf("fastchat", saying(text), {}).told.at(-1)?.rule).toBe("mark_in_text");
    },
    "says that it has no place for a system prompt": () => {
      expect(rowsOf("fastchat", masked, { masked: "train" }).told.map(({ rule }) => rule)).toContain("prompt_left_out");
    },
  },
  platolm: {
    "the first turn of the human is trained on, without a cue before it": () => {
      const [row] = recordsOf("platolm", masked, { target: "user" });
      expect(fieldOf(row, "conversations")[0]).toEqual({ from: "human", value: "u1" });
    },
    "a text with a mark of its own leaves the dialogue out": () => {
      expect(rowsOf("platolm", saying("<s>"), {}).told.at(-1)).toEqual({
        rule: "mark_in_text",
        turnId: "dlg_1_turn_2",
      });
    },
  },
};

for (const id of ids)
  describe(id, () => {
    it.each(Object.keys(rules))("%s", (rule) => rules[rule]?.(id));
    it.each(Object.keys(ownRules[id] ?? {}))("%s", (rule) => ownRules[id]?.[rule]?.());
  });

it("docs/trainers.md tells of every trainer and of the rules it is held to", async () => {
  const page = renderTrainers(ids, Object.keys(rules), (id) => Object.keys(ownRules[id] ?? {}));
  await expect(page).toMatchFileSnapshot(join(root, "docs/trainers.md"));
});
