// One way of reading replies, as fast as it goes, in a process of its own: `reading-loop.mjs WAY BASE_URL MODEL AT_ONCE MS`.
// Ways: `studio` (the port through which the worker asks a model), `openai` (the openai package's own loop), `undici` (by hand:
// split at blank lines, JSON.parse). Tells { replies, wrong, tokens, seconds, cpuSeconds }; `wrong` are replies with another text.
import OpenAI from "openai";
import { tsImport } from "tsx/esm/api";
import { Agent, request } from "undici";
import { readTokens } from "./upstream.mjs";

const [way = "", baseUrl = "", model = "", atOnce, ms] = process.argv.slice(2);
const tokens = Number.parseInt(model, 10);
const isPaced = !model.endsWith("x0");
const plain = Array.from({ length: tokens }, (_, index) => `w${index} `).join("");
const warmUpMs = 2_000;
const end = performance.now() + warmUpMs + Number(ms);
/** @type {{ role: "user", content: string }[]} */
const messages = [{ role: "user", content: "Start a conversation." }];
let counted = begin();

function begin() {
  return { replies: 0, wrong: 0, at: performance.now(), cpu: process.cpuUsage() };
}

/** @type {Record<string, () => Promise<() => Promise<string>>>} */
const ways = {
  async studio() {
    const { openaiModel } = await tsImport("../../lib/models/openai-model.ts", import.meta.url);
    const opened = openaiModel({ baseUrl, upstreamModel: model, apiKey: null });
    return async () => {
      let text = "";
      const { signal } = new AbortController();
      for await (const event of opened.stream({ prompt: { kind: "chat", messages }, maxTokens: 1_000 }, signal))
        if (event.type === "text") text += event.text;
      return text;
    };
  },

  async openai() {
    const client = new OpenAI({ baseURL: baseUrl, apiKey: "none", maxRetries: 0 });
    const asked = { model, messages, stream: /** @type {const} */ (true), stream_options: { include_usage: true } };
    return async () => {
      let text = "";
      for await (const { choices } of await client.chat.completions.create(asked))
        text += choices[0]?.delta.content ?? "";
      return text;
    };
  },

  async undici() {
    const dispatcher = new Agent({ connections: null });
    const body = JSON.stringify({ model, messages, stream: true, stream_options: { include_usage: true } });
    const headers = { "content-type": "application/json" };
    return async () => {
      const answer = await request(`${baseUrl}/chat/completions`, { method: "POST", headers, body, dispatcher });
      let rest = "";
      let text = "";
      for await (const part of answer.body.setEncoding("utf8")) {
        const events = (rest + part).split("\n\n");
        rest = events.pop() ?? "";
        for (const event of events)
          if (event !== "data: [DONE]") text += JSON.parse(event.slice(6)).choices[0]?.delta.content ?? "";
      }
      return text;
    };
  },
};

/** @param {string} text */
function isRight(text) {
  if (!isPaced) return text === plain;
  const read = [...readTokens(text)];
  return read.length === tokens && read.every(({ index, reply }, at) => index === at && reply === read[0]?.reply);
}

const read = await ways[way]?.();
if (!read) throw new Error(`There is no way ${way}.`);
setTimeout(() => {
  counted = begin();
}, warmUpMs);
await Promise.all(
  Array.from({ length: Number(atOnce) }, async () => {
    while (performance.now() < end) {
      const text = await read();
      counted.replies += 1;
      if (!isRight(text)) counted.wrong += 1;
    }
  }),
);
const { replies, wrong, at, cpu } = counted;
const { user, system } = process.cpuUsage(cpu);
const seconds = (performance.now() - at) / 1000;
process.send?.({ replies, wrong, tokens: replies * tokens, seconds, cpuSeconds: (user + system) / 1e6 });
process.exit();
