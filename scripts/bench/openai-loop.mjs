// The comparator: the same dialogues against the same endpoint as a script would write them with openai-node, all at
// once and kept in memory only. `openai-loop.mjs BASE_URL MODEL AT_ONCE ROUNDS MS`; tells { turns, seconds, cpuSeconds }.
import OpenAI from "openai";

const [baseURL, model, atOnce, rounds, ms] = process.argv.slice(2);
const client = new OpenAI({ baseURL, apiKey: "none", maxRetries: 0 });
const warmUpMs = 2_000;
const end = performance.now() + warmUpMs + Number(ms);
let turns = 0;
let begun = { at: performance.now(), cpu: process.cpuUsage() };

setTimeout(() => {
  turns = 0;
  begun = { at: performance.now(), cpu: process.cpuUsage() };
}, warmUpMs);

async function writeDialogues() {
  for (;;) {
    /** @type {string[]} */
    const texts = [];
    while (texts.length < 2 * Number(rounds)) {
      if (performance.now() > end) return;
      texts.push(await writeTurn(texts));
      turns += 1;
    }
  }
}

/** @param {string[]} texts */
async function writeTurn(texts) {
  const own = texts.length % 2;
  /** @type {{ role: "user" | "assistant", content: string }[]} */
  const messages = texts.map((content, index) => ({ role: index % 2 === own ? "assistant" : "user", content }));
  if (own === 0) messages.unshift({ role: "user", content: "Start a conversation." });
  const stream = await client.chat.completions.create({
    model,
    messages,
    stream: true,
    stream_options: { include_usage: true },
  });
  let text = "";
  for await (const { choices } of stream) text += choices[0]?.delta.content ?? "";
  return text;
}

await Promise.all(Array.from({ length: Number(atOnce) }, writeDialogues));
const { user, system } = process.cpuUsage(begun.cpu);
process.send?.({
  turns,
  seconds: (performance.now() - begun.at) / 1000,
  cpuSeconds: (user + system) / 1e6,
});
process.disconnect();
