// An OpenAI-compatible chat endpoint in a process of its own, so that what it costs is not counted as the studio's.
//
// The model's name says how it speaks: "250x20" streams 250 tokens, one each 20 ms, and each token tells when it left
// and which of which reply it is: `@<ms since 1970>.<reply>.<index> `, in base 36. "200x0" sends 200 plain tokens at once.
import http from "node:http";

const whole = new Map();
let replies = 0;

const server = http.createServer(async (request, response) => {
  let body = "";
  for await (const part of request.setEncoding("utf8")) body += part;
  const { model } = JSON.parse(body);
  const [tokens, paceMs] = model.split("x").map(Number);
  const usage = { prompt_tokens: Math.ceil(body.length / 4), completion_tokens: tokens };
  response.writeHead(200, { "content-type": "text/event-stream" });
  if (paceMs > 0) await speak(response, tokens, paceMs);
  else response.write(atOnce(tokens));
  response.end(`${chunk({}, "stop")}${event({ ...envelope, choices: [], usage })}data: [DONE]\n\n`);
});

/**
 * Each token has its moment, counted from the first: a late one does not delay those after it.
 *
 * @param {http.ServerResponse} response
 * @param {number} tokens
 * @param {number} paceMs
 */
async function speak(response, tokens, paceMs) {
  const reply = (replies++).toString(36);
  const began = performance.now();
  for (let index = 0; index < tokens && !response.destroyed; index++) {
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, began + index * paceMs - performance.now())));
    response.write(chunk({ content: `@${Date.now().toString(36)}.${reply}.${index.toString(36)} ` }));
  }
}

/** @param {number} tokens */
function atOnce(tokens) {
  const known = whole.get(tokens);
  if (known) return known;
  const made = Buffer.from(Array.from({ length: tokens }, (_, index) => chunk({ content: `w${index} ` })).join(""));
  whole.set(tokens, made);
  return made;
}

const envelope = { id: "chatcmpl-bench", object: "chat.completion.chunk", created: 1, model: "bench" };

/**
 * @param {object} delta
 * @param {string | null} finish_reason
 */
function chunk(delta, finish_reason = null) {
  return event({ ...envelope, choices: [{ index: 0, delta, finish_reason }] });
}

/** @param {object} data */
function event(data) {
  return `data: ${JSON.stringify(data)}\n\n`;
}

process.once("disconnect", () => process.exit());
server.listen(0, "127.0.0.1", () => {
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  process.send?.({ port });
});
