import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Speaker } from "@/lib/domain/dialogue";
import { openingCue } from "@/lib/domain/opening-cue";
import { type SignalTarget, signalTargetSchema } from "@/lib/domain/training/signal";
import { recordsIn } from "@/lib/testing/formats/records-in-table";
import { renderTrainers } from "@/lib/testing/formats/render-trainers";
import { labelReaders, pairReaders } from "@/lib/testing/formats/signal-readers";
import { binarySignal, preferencePair } from "@/lib/testing/preferences";
import type { Format } from "../format";
import { type FormatId, formats, trainerFormat, writeFile } from "../registry";
import type { MadeRows } from "./trainer";

type PairId = keyof typeof pairReaders & FormatId;
type LabelId = keyof typeof labelReaders & FormatId;
const pairIds = Object.keys(pairReaders) as PairId[];
const labelIds = Object.keys(labelReaders) as LabelId[];

function rowsOf(id: FormatId, given: unknown, target: Speaker): MadeRows {
  const { trainer, options }: Format = formats[id];
  if (!trainer) throw new Error(`${id} is no trainer's`);
  return trainer.rowsOf(given as never, options.parse({ target }) as never, () => null);
}

/** As it is read again from its file. */
function recordOf(id: FormatId, given: unknown, target: Speaker): Record<string, unknown> {
  return JSON.parse(JSON.stringify(rowsOf(id, given, target).rows[0]?.record));
}

function besideOf(id: FormatId): Record<string, string> {
  const { trainer, options }: Format = formats[id];
  const files = trainer?.beside(options.parse({}) as never, ["a-train.json"]) ?? [];
  return Object.fromEntries(files.map(({ name, text }) => [name, text]));
}

const someText = fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }).filter((text) => text.trim() !== "");
const asked = fc.record({
  side: fc.constantFrom<Speaker>("assistant", "user"),
  system: fc.constantFrom("", "Be brief."),
  before: fc.array(someText, { maxLength: 5 }),
  texts: fc.tuple(someText, someText).filter(([one, other]) => one.trim() !== other.trim()),
  label: fc.boolean(),
});
type Asked = typeof asked extends fc.Arbitrary<infer T> ? T : never;

/** As far as `side` is next. */
function contextOf({ side, system, before }: Asked) {
  const isNext = before.length % 2 === (side === "user" ? 0 : 1);
  return { side, system, before: isNext ? before : [...before, "more"] };
}

/** Who says what before, to the one who learns to answer. */
function promptOf({ side, system, before }: ReturnType<typeof contextOf>) {
  const said = side === "user" ? [openingCue, ...before] : before;
  const turns = said.map((content, i) => ({ role: i % 2 ? "assistant" : "user", content }));
  return system === "" ? turns : [{ role: "system", content: system }, ...turns];
}

const rules: Record<string, (id: PairId | LabelId) => void | Promise<void>> = {
  "holds what was asked, with roles changed over for the user's side, and what was answered, without blanks around it":
    (id) => {
      fc.assert(
        fc.property(asked, (given) => {
          const context = contextOf(given);
          const [one, other] = given.texts.map((text) => text.trim());
          if (id in pairReaders) {
            const pair = preferencePair(given.texts[0], given.texts[1], context);
            const read = pairReaders[id as PairId](recordOf(id, pair, given.side));
            expect(read).toEqual({ prompt: promptOf(context), chosen: one, rejected: other });
          } else {
            const labelled = binarySignal(given.texts[0], given.label, context);
            const read = labelReaders[id as LabelId](recordOf(id, labelled, given.side));
            expect(read).toEqual({ prompt: promptOf(context), completion: one, label: given.label });
          }
        }),
      );
    },
  "holds nothing of the side that is not trained": (id) => {
    const given = id in pairReaders ? preferencePair("So.", "Thus.") : binarySignal("So.", true);
    expect(rowsOf(id, given, "user")).toEqual({ rows: [], told: [] });
  },
  "says of each row which turns it trains": (id) => {
    const isPair = id in pairReaders;
    const { rows } = rowsOf(id, isPair ? preferencePair("So.", "Thus.") : binarySignal("So.", true), "assistant");
    const trained = (isPair ? ["c", "r"] : ["c"]).map((turnId) => ({ id: turnId, isTrained: true }));
    expect(rows[0]?.turns).toEqual([{ id: "t1", isTrained: false }, ...trained]);
  },
  "leaves out what holds half a letter, since no tokenizer takes it": (id) => {
    const given = id in pairReaders ? preferencePair("So \ud83d", "Thus.") : binarySignal("So \ud83d", true);
    expect(rowsOf(id, given, "assistant")).toEqual({ rows: [], told: [{ rule: "broken_text", turnId: "c" }] });
  },
  "holds in Parquet, where it is written so, the very records that it holds in lines": async (id) => {
    const given = id in pairReaders ? preferencePair("So 👋\n", "Thus.") : binarySignal("So 👋\n", true);
    const isWritten = formats[id].trainer.containers.includes("parquet" as never);
    expect(formats[id].options.safeParse({ container: "parquet" }).success).toBe(isWritten);
    if (!isWritten) return;
    const pieces: Uint8Array[] = [];
    for await (const piece of writeFile(id as never, [given, given], { container: "parquet" }))
      pieces.push(Buffer.from(piece));
    const record = recordOf(id, given, "assistant");
    expect(await recordsIn(Buffer.concat(pieces))).toEqual([record, record]);
  },
  "is text of a piece for each row, and goes on behind any of them": async (id) => {
    const given = id in pairReaders ? preferencePair("So.", "Thus.") : binarySignal("So.", true);
    const { write, options, trainer }: Format = formats[id];
    for (const container of trainer?.containers ?? []) {
      if (container === "parquet") continue;
      const piecesOf = async (rows: number, isBegun: boolean) => {
        const pieces: unknown[] = [];
        const chosen = options.parse({ container }) as never;
        for await (const piece of write?.(Array(rows).fill(given) as never, chosen, isBegun, () => null) ?? [])
          pieces.push(piece);
        return pieces;
      };
      const all = await piecesOf(3, false);
      expect(all).toHaveLength(4);
      expect(await piecesOf(1, true)).toEqual(all.slice(2));
    }
  },
  "writes the same bytes again, in each container": async (id) => {
    const given = id in pairReaders ? preferencePair("So.", "Thus.") : binarySignal("So.", true);
    const { trainer }: Format = formats[id];
    for (const container of trainer?.containers ?? []) {
      if (container === "parquet") continue;
      const texts = await Promise.all([1, 2].map(() => textOf(id, [given, given], container)));
      expect(texts[0]).toBe(texts[1]);
      const lines = texts[0]?.trimEnd().split("\n") ?? [];
      const rows = container === "json" ? JSON.parse(texts[0] ?? "") : lines.map((line) => JSON.parse(line));
      expect(rows).toHaveLength(2);
    }
  },
};

async function textOf(id: FormatId, given: unknown[], container: string): Promise<string> {
  let text = "";
  for await (const piece of writeFile(id as never, given, { container })) text += piece;
  return text;
}

const entryOf = (id: FormatId) => JSON.parse(besideOf(id)["dataset_info.json"] ?? "{}")["a-train"];

const ownRules: Partial<Record<FormatId, Record<string, () => void>>> = {
  llama_factory_ranking: {
    "its entry is ranking, and names every column and tag": () => {
      expect(entryOf("llama_factory_ranking")).toMatchObject({
        ranking: true,
        formatting: "sharegpt",
        columns: { messages: "conversations", system: "system", chosen: "chosen", rejected: "rejected" },
      });
      expect(Object.keys(entryOf("llama_factory_ranking").tags)).toHaveLength(7);
    },
    "a text that names a picture is told": () => {
      const { told } = rowsOf("llama_factory_ranking", preferencePair("See <image>", "x"), "assistant");
      expect(told).toEqual([{ rule: "media_mark", turnId: "c" }]);
    },
  },
  llama_factory_kto: {
    "its entry is no ranking, and names kto_tag": () => {
      expect(entryOf("llama_factory_kto")).toMatchObject({ ranking: false, columns: { kto_tag: "kto_tag" } });
    },
  },
  axolotl_dpo: {
    "its settings are of rl: dpo, and name the fields": () => {
      const text = besideOf("axolotl_dpo")["axolotl.yaml"];
      for (const line of ["rl: dpo", "type: chat_template.default", "field_chosen: chosen", "field_rejected: rejected"])
        expect(text).toContain(line);
    },
  },
  openai_preference: {
    "an output is a list of one message": () => {
      const row = recordOf("openai_preference", preferencePair("So.", "Thus."), "assistant");
      expect(row.preferred_output).toEqual([{ role: "assistant", content: "So." }]);
    },
  },
};

for (const id of [...pairIds, ...labelIds])
  describe(id, () => {
    it.each(Object.keys(rules))("%s", (rule) => rules[rule]?.(id));
    it.each(Object.keys(ownRules[id] ?? {}))("%s", (rule) => ownRules[id]?.[rule]?.());
  });

it("each target of signals has the trainers that can learn it", () => {
  const trainersOf = (target: SignalTarget) =>
    Object.values(formats).flatMap((format: Format) => {
      const { trainer } = format;
      if (!trainer?.targets.includes(target)) return [];
      expect(trainerFormat(trainer.trainer, target)).toBe(format);
      return [trainer.trainer];
    });
  expect(Object.fromEntries(signalTargetSchema.options.map((target) => [target, trainersOf(target)]))).toEqual({
    preference: ["openai", "llama_factory", "llama_factory_v1", "trl", "axolotl", "ms_swift"],
    binary: ["llama_factory", "trl", "ms_swift"],
    reward: ["llama_factory", "llama_factory_v1", "trl", "ms_swift"],
  });
});

it("docs/preference-files.md tells of every trainer and of the rules it is held to", async () => {
  const head = `# Files of preferences for trainers

What each trainer is given to learn what people preferred. This page is written by \`npm run formats\` from \`lib/formats/trainers\`;
every rule below is a test of that name in \`lib/formats/trainers/signal-formats.test.ts\`, which reads the rows by readers of its
own. What becomes a pair or a label at all: [decision 027](decisions/027-what-people-preferred.md). Fields and examples
stand in [formats.md](formats.md).

`;
  const ids = [...pairIds, ...labelIds];
  const page = renderTrainers(ids, Object.keys(rules), (id) => Object.keys(ownRules[id] ?? {}), head);
  await expect(page).toMatchFileSnapshot(join(import.meta.dirname, "../../../docs/preference-files.md"));
});
