#!/usr/bin/env node
// Writes files of pairs and labels, in each trainer's format, with what is asked and answered in them beside: for
// check-preferences.py, which loads them by the trainers' real packages.
//
//   node scripts/trainers/preference-files.mjs FOLDER [ROWS]
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tsImport } from "tsx/esm/api";

const [folder = "", given = "1000"] = process.argv.slice(2);
if (!folder) throw new Error("Name the folder that the files go to");
const count = Number(given);

/** @type {{ formats: Record<string, any>, writeFile: (id: string, records: unknown, chosen: object) => AsyncIterable<string | Uint8Array> }} */
const { formats, writeFile } = await tsImport("../../lib/formats/registry.ts", import.meta.url);
const { seededRandom } = await tsImport("../../lib/base/random.ts", import.meta.url);

/** @type {() => number} */
const random = seededRandom(7);
const upTo = /** @param {number} n */ (n) => Math.floor(random() * n);
const words = [
  "the",
  "river",
  "goes",
  "home",
  "你好",
  "👋",
  '"so"',
  "\n",
  "{x}",
  "<b>",
  "a\\b",
  "é",
  "  ",
  "1,000",
  "?",
  "#",
  "\t",
  "<think>",
];

/** Never empty, sometimes with blanks around it. */
function text() {
  const said = Array.from({ length: 1 + upTo(12) }, () => words[upTo(words.length)]).join(" ");
  return said.trim() === "" ? "So." : said;
}

/** @param {"assistant" | "user"} side */
function context(side) {
  const turns = Array.from({ length: 2 * upTo(3) + (side === "assistant" ? 1 : 0) }, (_, i) => ({
    id: `t${i}`,
    speaker: i % 2 ? "assistant" : "user",
    text: text(),
  }));
  return { system: random() < 0.5 ? "" : "Be brief.", turns };
}

const pairs = Array.from({ length: count }, (_, i) => {
  const speaker = i % 2 ? "user" : "assistant";
  const chosen = text();
  // As edits are: half of them begin alike.
  const rejected = random() < 0.5 ? `${chosen} more` : text();
  const said = /** @param {string} id @param {string} words */ (id, words) => ({ id, speaker, text: words });
  return {
    dialogueId: `d${i}`,
    signals: ["edit"],
    context: context(speaker),
    chosen: said("c", chosen),
    rejected: said("r", rejected.trim() === chosen.trim() ? `${chosen} or not` : rejected),
  };
});
const labels = pairs.map(({ chosen: completion, ...pair }, i) => ({ ...pair, completion, label: i % 3 === 0 }));

mkdirSync(folder, { recursive: true });
for (const target of ["assistant", "user"])
  for (const { id, subject, extension, trainer } of Object.values(formats)) {
    if (subject !== "pairs" && subject !== "labels") continue;
    const into = join(folder, target, id);
    mkdirSync(into, { recursive: true });
    let file = "";
    for await (const piece of writeFile(id, subject === "pairs" ? pairs : labels, { target })) file += piece;
    writeFileSync(join(into, `train.${extension}`), file);
    for (const beside of trainer.beside({ target, container: extension }, [`train.${extension}`]))
      writeFileSync(join(into, beside.name), beside.text);
  }
writeFileSync(join(folder, "pairs.json"), JSON.stringify(pairs));
writeFileSync(join(folder, "labels.json"), JSON.stringify(labels));
