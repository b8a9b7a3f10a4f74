import { once } from "node:events";
import { createWriteStream, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { tsImport } from "tsx/esm/api";
import { mutatedRows, trainers } from "./mutated-rows.mjs";

/**
 * Mutates rows of a trainer's shape by a seed and writes them with what our rules make of them, for compare.py:
 *   node scripts/trainers/write-rows.mjs --trainer trl --model FOLDER --out FOLDER [--rows 10000] [--seed 1] [--length N] [--target user]
 * FOLDER of --model holds tokenizer.json, tokenizer_config.json and a chat template; `llama2` = the one that ships, which is
 * written to --out as a tokenizer.json for the package to read.
 */
const { values } = parseArgs({
  options: {
    trainer: { type: "string" },
    model: { type: "string" },
    out: { type: "string" },
    rows: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
    length: { type: "string" },
    target: { type: "string", default: "assistant" },
    shape: { type: "string", default: "turn" },
  },
});
const { trainer = "", model = "", out = "" } = values;
if (!trainers.includes(trainer) || !model || !out)
  throw new Error(`Say --trainer (${trainers.join(", ")}), --model and --out.`);

const load = /** @param {string} path */ (path) => tsImport(`../../lib/${path}.ts`, import.meta.url);
const { seededRandom } = await load("base/random");
const { rulesFor } = await load("training/rules");
const rules = rulesFor(trainer, values.target);
const maxLength = values.length === undefined ? rules.maxLength : Number(values.length);
const opened = model === "llama2" ? await openLlama() : await openFolder(model);
const setting = { ...opened, maxLength, target: values.target, options: { rows: values.shape } };

mkdirSync(out, { recursive: true });
const rows = createWriteStream(join(out, "rows.jsonl"));
const ours = createWriteStream(join(out, "ours.jsonl"));
const started = performance.now();
for (const record of mutatedRows(trainer, Number(values.rows), seededRandom(Number(values.seed)), values.target)) {
  const loaded = rules.load(record, setting).map(
    /** @param {{ as: string, why: string, answer?: string, row?: { ids: number[], labels: number[] } }} one */
    ({ as, why, answer, row }) => ({ as, why, answer, ids: row?.ids, labels: row?.labels }),
  );
  if (!rows.write(`${JSON.stringify(record)}\n`)) await once(rows, "drain");
  if (!ours.write(`${JSON.stringify(loaded)}\n`)) await once(ours, "drain");
}
await Promise.all([rows, ours].map((file) => once(file.end(), "finish")));
const told = { trainer, target: values.target, shape: values.shape, maxLength, seed: Number(values.seed), model };
writeFileSync(join(out, "setting.json"), JSON.stringify(told));
console.log(`${values.rows} rows of ${trainer} in ${((performance.now() - started) / 1000).toFixed(1)} s`);

/** @param {string} folder */
async function openFolder(folder) {
  const { openReader } = await load("training/model-files");
  const read = /** @param {string} name */ (name) =>
    existsSync(join(folder, name)) ? readFileSync(join(folder, name), "utf8") : null;
  const [tokenizer, config, template] = ["tokenizer.json", "tokenizer_config.json", "chat_template.jinja"].map(read);
  return openReader("model", folder, { tokenizer, config, template });
}

/** The vocabulary that ships, for us and as the files from which Python reads it. */
async function openLlama() {
  const { default: llama } = await import("llama-tokenizer-js");
  const folder = join(out, "llama2");
  mkdirSync(folder, { recursive: true });
  const mark = /** @param {string} content @param {number} id */ (content, id) => ({
    id,
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  });
  const template = [{ SpecialToken: { id: "<s>", type_id: 0 } }, { Sequence: { id: "A", type_id: 0 } }];
  const file = {
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: [mark("<unk>", 0), mark("<s>", 1), mark("</s>", 2)],
    normalizer: {
      type: "Sequence",
      normalizers: [
        { type: "Prepend", prepend: "▁" },
        { type: "Replace", pattern: { String: " " }, content: "▁" },
      ],
    },
    pre_tokenizer: null,
    post_processor: {
      type: "TemplateProcessing",
      single: template,
      pair: template,
      special_tokens: { "<s>": { id: "<s>", ids: [1], tokens: ["<s>"] } },
    },
    decoder: null,
    model: {
      type: "BPE",
      dropout: null,
      unk_token: "<unk>",
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: true,
      byte_fallback: true,
      ignore_merges: false,
      vocab: Object.fromEntries(llama.vocabById.map((piece, id) => [piece, id])),
      merges: [...llama.merges].sort(([, a], [, b]) => a - b).map(([pair]) => pair.split(" ")),
    },
  };
  const config = { tokenizer_class: "TokenizersBackend", bos_token: "<s>", eos_token: "</s>", unk_token: "<unk>" };
  writeFileSync(join(folder, "tokenizer.json"), JSON.stringify(file));
  writeFileSync(join(folder, "tokenizer_config.json"), JSON.stringify(config));
  const { loadStandIn } = await load("training/stand-ins");
  return loadStandIn("fastchat");
}
