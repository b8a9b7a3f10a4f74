#!/usr/bin/env node
// Writes dialogues by a seed in each trainer's format, as lines and as Parquet, for check-tables.py, which reads both by
// pyarrow and datasets; and MT-Bench's files, which it reads by FastChat.
//
//   node scripts/trainers/table-files.mjs FOLDER [DIALOGUES]
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tsImport } from "tsx/esm/api";

const [folder = "", count = "2000"] = process.argv.slice(2);
if (!folder) throw new Error("Name the folder that the files go to");

/** @type {(path: string) => Promise<any>} */
const load = (path) => tsImport(`../../lib/${path}.ts`, import.meta.url);
const { formats, writeFile } = await load("formats/registry");
const { seededRandom } = await load("base/random");
const { loadStandIn } = await load("training/stand-ins");
const { tokeniseBy } = await load("training/tokenise");
const tokenise = tokeniseBy(await loadStandIn("tokenised"));

/** @type {() => number} */
const random = seededRandom(11);
const words = ["the", "river", "home", "你好", "👋", '"so"', "\n", "{x}", "<b>", "a\\b", "é", "1,000", "?", "\t"];
const said = () =>
  Array.from({ length: 1 + Math.floor(random() * 40) }, () => words[Math.floor(random() * words.length)]).join(" ");

const dialogues = Array.from({ length: Number(count) }, (_, d) => ({
  id: `dlg_${d}`,
  assistantPrompt: random() < 0.5 ? "" : "Be brief.",
  simulatorPrompt: "",
  turns: Array.from({ length: 2 * (1 + Math.floor(random() * 4)) }, (_, t) => ({
    id: `dlg_${d}_${t}`,
    speaker: t % 2 ? "assistant" : "user",
    text: said(),
    reasoning: t % 2 && random() < 0.3 ? said() : null,
    trained: random() < 0.8,
    origin: random() < 0.2 ? "person" : "model",
    asides: [],
  })),
}));

/** What people said of the last answer of each dialogue. @type {Record<string, any[]>} */
const signals = {
  pairs: dialogues.map(({ id, assistantPrompt, turns }) => ({
    dialogueId: id,
    signals: ["edit"],
    context: { system: assistantPrompt, turns: turns.slice(0, -1) },
    chosen: turns.at(-1),
    rejected: Object.assign({}, turns.at(-1), { text: said() }),
  })),
  labels: dialogues.map(({ id, assistantPrompt, turns }) => ({
    dialogueId: id,
    signals: ["acceptance"],
    context: { system: assistantPrompt, turns: turns.slice(0, -1) },
    completion: turns.at(-1),
    label: random() < 0.5,
  })),
};

mkdirSync(folder, { recursive: true });
const write = async (
  /** @type {string} */ name,
  /** @type {string} */ id,
  /** @type {object} */ chosen,
  given = dialogues,
) => {
  const pieces = [];
  for await (const piece of writeFile(id, given, chosen, tokenise)) pieces.push(Buffer.from(piece));
  writeFileSync(join(folder, name), Buffer.concat(pieces));
};
for (const { id, subject, trainer } of Object.values(formats)) {
  if (!trainer?.containers.includes("parquet")) continue;
  if (subject === "pairs" || subject === "labels") {
    for (const container of ["jsonl", "parquet"])
      await write(`${id}.${container}`, id, { container }, signals[subject]);
    continue;
  }
  for (const target of trainer.targets)
    for (const container of ["jsonl", "parquet"])
      await write(`${id}-${target}.${container}`, id, { target, container });
}
for (const file of ["questions", "answers"]) await write(`mt-bench-${file}.jsonl`, "mt_bench", { file });
