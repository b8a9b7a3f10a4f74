import { once } from "node:events";
import { createWriteStream, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { tsImport } from "tsx/esm/api";
import { pick, text } from "./mutated-rows.mjs";

/**
 * What we make of texts and dialogues by the tokenizers of check-tokenizers.py, for it to compare:
 *   node scripts/trainers/own-tokenizers.mjs FOLDER [TEXTS] [SEED]
 */
const [folder = "", count = "10000", seed = "1"] = process.argv.slice(2);
const load = /** @param {string} path */ (path) => tsImport(`../../lib/${path}.ts`, import.meta.url);
const { seededRandom } = await load("base/random");
const { openReader } = await load("training/model-files");

for (const name of readdirSync(folder)) {
  const read = /** @param {string} file */ (file) =>
    existsSync(join(folder, name, file)) ? readFileSync(join(folder, name, file), "utf8") : null;
  if (read("tokenizer.json") === null) continue;
  const [tokenizerFile, config, chat] = ["tokenizer.json", "tokenizer_config.json", "chat_template.jinja"].map(read);
  const files = { tokenizer: tokenizerFile, config, template: chat };
  const { tokenizer, template } = openReader(name, name, files);
  const marks = JSON.parse(files.tokenizer ?? "").added_tokens.map(
    /** @param {{ content: string }} one */ (one) => one.content,
  );
  const random = seededRandom(Number(seed));
  const said = () =>
    random() < 0.3
      ? `${text(random)}${pick(["", " ", "\n "], random)}${pick(marks, random)}${text(random)}`
      : text(random);
  const out = createWriteStream(join(folder, name, "ours.jsonl"));
  const started = performance.now();
  for (let i = 0; i < Number(count); i++) {
    const given = said();
    const { ids } = tokenizer.encode(given);
    const { before, after } = tokenizer.around;
    const roles = random() < 0.3 ? ["system", "user", "assistant"] : ["user", "assistant", "user", "assistant"];
    const messages = roles.slice(0, 1 + Math.floor(random() * roles.length)).map((role) => ({ role, content: said() }));
    const prompt = random() < 0.5;
    const line = {
      text: given,
      ids,
      around: [...before, ...ids, ...after],
      plain: tokenizer.encodePlain(given).ids,
      messages,
      prompt,
      rendered: rendered(() => template.render(messages, prompt).text),
    };
    if (!out.write(`${JSON.stringify(line)}\n`)) await once(out, "drain");
  }
  await once(out.end(), "finish");
  console.log(`${name}: ${count} texts and dialogues in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

/** @param {() => string} render */
function rendered(render) {
  try {
    return render();
  } catch {
    return null;
  }
}
