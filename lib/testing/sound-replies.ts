import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";

/** What was asked, for replies that depend on it. */
type Asked = { body: unknown; headers: IncomingHttpHeaders };
export type Reply = (response: ServerResponse, path: string, asked?: Asked) => void;

const head = { "content-type": "text/event-stream" };
const usage = { prompt_tokens: 7, completion_tokens: 2 };

export function sse(data: unknown): string {
  return `data: ${typeof data === "string" ? data : JSON.stringify(data)}\n\n`;
}

export function delta(fields: Record<string, unknown>, finishReason: string | null = null, index = 0): string {
  return sse({ choices: [{ index, delta: fields, finish_reason: finishReason }] });
}

export const text = (content: string) => delta({ content });
export const stop = delta({}, "stop");
export const counted = sse({ choices: [], usage });
export const done = sse("[DONE]");

/** A reply of one body with the event-stream type. */
export function streamed(...parts: string[]): Reply {
  return (response) => response.writeHead(200, head).end(parts.join(""));
}

function inPieces(bytes: Buffer, size: number): Reply {
  return (response) => {
    response.writeHead(200, head);
    for (let at = 0; at < bytes.length; at += size) response.write(bytes.subarray(at, at + size));
    response.end();
  };
}

const greeting = text("Hel") + text("lo 👋");

function documented(type?: string, before = ""): Reply {
  const body = { choices: [{ message: { content: "Hello" }, finish_reason: "stop" }], usage };
  return (response) => response.writeHead(200, type ? { "content-type": type } : {}).end(before + JSON.stringify(body));
}

/** Odd but whole: every one of these must come out as its text, in full. */
export const soundReplies: Record<string, { text: string; reply: Reply }> = {
  plain: { text: "Hello 👋", reply: streamed(greeting, stop, counted, done) },
  "one byte at a time": { text: "Hello 👋", reply: inPieces(Buffer.from(greeting + stop + counted + done), 1) },
  "CRLF line ends": { text: "Hello 👋", reply: streamed((greeting + stop + done).replaceAll("\n", "\r\n")) },
  "a byte order mark": { text: "Hello 👋", reply: streamed("\ufeff", greeting, stop, done) },
  "comments, ids and retry fields": {
    text: "Hello 👋",
    reply: streamed(": hi\n\nid: 1\nretry: 3\n", greeting, ": ping\n\n", stop, done),
  },
  "the whole message again behind its pieces": {
    text: "Hello 👋",
    reply: streamed(
      greeting,
      sse({ object: "chat.completion", choices: [{ message: { content: "Hello 👋" }, finish_reason: "stop" }], usage }),
    ),
  },
  "the whole so far beside each piece": {
    text: "Hello 👋",
    reply: streamed(
      sse({ choices: [{ delta: { content: "Hello " }, message: { content: "Hello " } }] }),
      sse({ choices: [{ delta: { content: "👋" }, message: { content: "Hello 👋" } }] }),
      stop,
    ),
  },
  "empty fields for errors": {
    text: "Hello 👋",
    reply: streamed(
      sse({ choices: [{ delta: { content: "Hello " }, error: {} }], error: "" }),
      sse({ choices: [{ delta: { content: "👋" }, error: null }], error: { code: 0, message: "" } }),
      sse({ choices: [{ delta: {}, finish_reason: "stop" }], base_resp: { status_code: 0, status_msg: "success" } }),
      done,
    ),
  },
  "signs of life in words and numbers": {
    text: "Hello 👋",
    reply: streamed(
      sse({ type: "ping", ts: 1 }),
      "data: processing\n\ndata: : KEEP ALIVE\n\ndata: 1732718400\n\n",
      sse({ status: "queued", message: "Third in line" }),
      sse({ choices: [null] }),
      text("Hello "),
      "data: true\n\n",
      text("👋"),
      stop,
      "data: DONE\n\n",
    ),
  },
  "events apart by one line end": {
    text: "Hello 👋",
    reply: streamed([greeting, stop, counted, done].join("").replaceAll("\n\n", "\n")),
  },
  "no [DONE]": { text: "Hello 👋", reply: streamed(greeting, stop, counted) },
  "no usage": { text: "Hello 👋", reply: streamed(greeting, stop, done) },
  "negative usage": {
    text: "Hello 👋",
    reply: streamed(greeting, stop, sse({ usage: { prompt_tokens: -1, completion_tokens: 2 } }), done),
  },
  "a surrogate pair split over chunks": {
    text: "😀",
    reply: streamed(
      sse('{"choices":[{"delta":{"content":"\\ud83d"}}]}'),
      sse('{"choices":[{"delta":{"content":"\\ude00"}}]}'),
      stop,
      done,
    ),
  },
  "a duplicate finish": { text: "Hello 👋", reply: streamed(greeting, stop, stop, done) },
  "null deltas": {
    text: "Hello 👋",
    reply: streamed(delta({ role: "assistant", content: null }), greeting, stop, done),
  },
  "a second choice": {
    text: "Hello 👋",
    reply: streamed(greeting, delta({ content: "other" }, "stop", 1), stop, done),
  },
  "content in parts": {
    text: "Hello",
    reply: streamed(delta({ content: [{ type: "text", text: "Hello" }] }), stop, done),
  },
  gzip: {
    text: "Hello 👋",
    reply: (response) =>
      response.writeHead(200, { ...head, "content-encoding": "gzip" }).end(gzipSync(greeting + stop + done)),
  },
  "one JSON document": {
    text: "Hello",
    reply: (response) =>
      response
        .writeHead(200, { "content-type": "application/json" })
        .end(JSON.stringify({ choices: [{ message: { content: "Hello" }, finish_reason: "stop" }], usage })),
  },
  "empty events for heartbeats": {
    text: "Hello 👋",
    reply: streamed("data: \n\n", greeting, "data:\n\n", stop, "data:  \n\n", counted, done),
  },
  "heartbeats by other names": {
    text: "Hello 👋",
    reply: streamed(
      'event: ping\ndata: {"type":"ping"}\n\n',
      sse("ping"),
      greeting,
      sse("null"),
      sse("{}"),
      stop,
      done,
    ),
  },
  "blanks around [DONE]": { text: "Hello 👋", reply: streamed(greeting, stop, "data:   [DONE]  \n\n") },
  "a remark after the finish": { text: "Hello 👋", reply: streamed(greeting, stop, sse("bye"), done) },
  "an end without its blank line": { text: "Hello 👋", reply: streamed(greeting, stop.trimEnd()) },
  "another name for stop": { text: "Hello 👋", reply: streamed(greeting, delta({}, "eos_token"), done) },
  "a null in words before the stop": { text: "Hello 👋", reply: streamed(greeting, delta({}, "null"), stop, done) },
  "one JSON document as plain text": { text: "Hello", reply: documented("text/plain") },
  "one JSON document as an event stream": { text: "Hello", reply: documented("text/event-stream") },
  "one JSON document without a type": { text: "Hello", reply: documented() },
  "blanks before a JSON document": { text: "Hello", reply: documented("application/json", "\n \n") },
  "events under the type of JSON": {
    text: "Hello 👋",
    reply: (response) =>
      response.writeHead(200, { "content-type": "application/json" }).end(greeting + stop + counted + done),
  },
  "one JSON document in each line": {
    text: "Hello 👋",
    reply: (response) =>
      response
        .writeHead(200, { "content-type": "application/x-ndjson" })
        .end((greeting + stop).replaceAll("data: ", "").replaceAll("\n\n", "\n")),
  },
  "a thought in parts": {
    text: "Hello",
    reply: streamed(
      delta({ content: [{ type: "thinking", thinking: [{ type: "text", text: "hm" }] }] }),
      delta({ content: [{ type: "text", text: "Hello" }] }),
      stop,
      done,
    ),
  },
  "reasoning of an odd shape": {
    text: "Hello",
    reply: streamed(delta({ content: "Hello", reasoning: { x: 1 } }), stop, done),
  },
  "figures that are no counts": {
    text: "Hello 👋",
    reply: streamed(greeting, stop, sse({ usage: { prompt_tokens: "many", completion_tokens: null } }), done),
  },
  "a connection reset after the finish": {
    text: "Hello 👋",
    reply: (response) =>
      response
        .writeHead(200, head)
        .write(greeting + stop, () => setTimeout(() => response.socket?.resetAndDestroy(), 50)),
  },
};
