import { type Fault, refusal, refusedReplies, whole } from "./refused-replies";
import { counted, delta, done, type Reply, sse, stop, streamed, text } from "./sound-replies";

const head = { "content-type": "text/event-stream" };
const json = { "content-type": "application/json" };
const html = { "content-type": "text/html" };
const some = text("Once upon");

/** Sends `parts`, then leaves the connection open. */
function stalled(...parts: string[]): Reply {
  return (response) => {
    response.writeHead(200, head).flushHeaders();
    for (const part of parts) response.write(part);
  };
}

function reset(...parts: string[]): Reply {
  return (response) => {
    response.writeHead(200, head).flushHeaders();
    response.write(parts.join("") || ": hi\n\n", () => setTimeout(() => response.socket?.resetAndDestroy(), 20));
  };
}

function drip(part: string, everyMs: number): Reply {
  return (response) => {
    response.writeHead(200, head);
    const timer = setInterval(() => response.write(part), everyMs);
    response.on("close", () => clearInterval(timer));
  };
}

/**
 * What real endpoints do wrong, by name, with the fault that each must end as. None may hang or count as an answer.
 * Stalls need a caller with short limits.
 */
export const faultyReplies: Record<string, Fault> = {
  ...refusedReplies,
  "200 web page": { kind: "malformed", reply: (response) => response.writeHead(200, html).end("<html>Sign in</html>") },
  "200 JSON error": { kind: "overloaded", reply: refusal(200, { message: "server error", type: "server_error" }) },
  "200 JSON error with a code": { kind: "rate_limited", reply: refusal(200, { message: "wait", code: 429 }) },
  "200 JSON that is something else": {
    kind: "empty",
    reply: (response) => response.writeHead(200, json).end('{"status":"ok"}'),
  },
  "200 JSON without a finish": {
    kind: "truncated",
    reply: (response) => response.writeHead(200, json).end('{"choices":[{"message":{"content":"Hi"}}]}'),
  },
  "200 broken JSON": {
    kind: "malformed",
    reply: (response) => response.writeHead(200, json).end('{"choices":[{"mess'),
  },
  "200 empty JSON": { kind: "empty", reply: (response) => response.writeHead(200, json).end() },
  "200 empty": { kind: "empty", reply: streamed() },
  "204 no content": { kind: "empty", reply: (response) => response.writeHead(204).end() },
  "only [DONE]": { kind: "empty", reply: streamed(done) },
  "only comments": { kind: "empty", reply: streamed(": ping\n\n: ping\n\n") },
  "stop without text": { kind: "empty", reply: streamed(delta({ role: "assistant", content: "" }), stop, done) },
  "white space only": { kind: "empty", reply: streamed(text(" \n\t "), stop, counted, done) },
  "reasoning only": { kind: "empty", reply: streamed(delta({ reasoning_content: "hm" }), stop, done) },
  "all tokens spent on reasoning": {
    kind: "empty",
    reply: streamed(delta({ reasoning: "hm" }), delta({}, "length"), done),
  },
  "end without a finish reason": { kind: "truncated", reply: streamed(some) },
  "[DONE] without a finish reason": { kind: "truncated", reply: streamed(some, done) },
  ...Object.fromEntries(
    ["error", "abort", "cancelled", "USER_CANCEL", "network_error", "time_limit", "insufficient_system_resource"].map(
      (reason) => [
        `finish reason ${reason}`,
        { kind: "truncated", reply: streamed(some, delta({}, reason), counted, done) },
      ],
    ),
  ),
  "an unknown finish with the last word": {
    kind: "truncated",
    reply: streamed(some, delta({ content: "a" }, "error"), done),
  },
  "an unknown finish in one document": {
    kind: "truncated",
    reply: whole({ choices: [{ message: { content: "Once upon" }, finish_reason: "abort" }] }),
  },
  "an unknown finish after a known one": { kind: "truncated", reply: streamed(some, stop, delta({}, "error"), done) },
  "a finish of null in words": { kind: "truncated", reply: streamed(some, delta({}, "null"), done) },
  "filter by another name": { kind: "content_filter", reply: streamed(some, delta({}, "SAFETY"), done) },
  "tool call by another name": { kind: "malformed", reply: streamed(some, delta({}, "TOOL_CALL"), done) },
  "stop with every piece": {
    kind: "malformed",
    reply: streamed(
      delta({ reasoning_content: "hm" }, "stop"),
      ...["Once ", "upon"].map((one) => delta({ content: one }, "stop")),
      done,
    ),
  },
  "200 flat error": { kind: "overloaded", reply: whole({ object: "error", message: "gone", code: 503 }) },
  "200 error as detail": { kind: "overloaded", reply: whole({ detail: "Server is busy" }) },
  "flat error mid-stream": { kind: "overloaded", reply: streamed(some, sse({ type: "error", message: "overloaded" })) },
  "a web page under another type": {
    kind: "malformed",
    reply: (response) => response.writeHead(200, head).end("<html>Sign in</html>"),
  },
  "a cut document under a text type": {
    kind: "malformed",
    reply: (response) => response.writeHead(200, { "content-type": "text/plain" }).end('{"choices":[{"mess'),
  },
  "end inside an event": { kind: "truncated", reply: streamed(some, 'data: {"choices":[{"delta":{"cont') },
  "another index only": { kind: "truncated", reply: streamed(delta({ content: "Hi" }, "stop", 1), done) },
  "error event mid-stream": {
    kind: "overloaded",
    reply: streamed(some, 'event: error\ndata: {"error":{"message":"overloaded"}}\n\n'),
  },
  "error event in plain words": { kind: "malformed", reply: streamed(some, "event: error\ndata: oops\n\n") },
  "error chunk mid-stream": {
    kind: "overloaded",
    reply: streamed(some, sse({ error: { message: "gone", code: 502 } })),
  },
  "error chunk after the finish": {
    kind: "overloaded",
    reply: streamed(some, stop, sse({ error: { type: "server_error" } })),
  },
  "chunk that is not JSON": { kind: "malformed", reply: streamed(some, sse("{oops}"), stop, done) },
  "chunk of another protocol": { kind: "malformed", reply: streamed(some, sse({ choices: "none" }), stop, done) },
  "text after the finish": { kind: "malformed", reply: streamed(some, stop, some, done) },
  "tool calls": {
    kind: "malformed",
    reply: streamed(delta({ tool_calls: [{ function: { name: "f" } }] }), delta({}, "tool_calls"), done),
  },
  "a function call": {
    kind: "malformed",
    reply: streamed(delta({ function_call: { name: "f" } }), delta({}, "function_call"), done),
  },
  "a refusal": { kind: "content_filter", reply: streamed(delta({ refusal: "I cannot" }), stop, done) },
  "content filter": { kind: "content_filter", reply: streamed(some, delta({}, "content_filter"), done) },
  "bad gzip": {
    kind: "malformed",
    reply: (response) => response.writeHead(200, { ...head, "content-encoding": "gzip" }).end("not gzip"),
  },
  "body shorter than promised": {
    kind: "network",
    reply: (response) => {
      response.writeHead(200, { ...head, "content-length": "9999" }).write(some);
      setTimeout(() => response.socket?.destroy(), 20);
    },
  },
  "closed before an answer": { kind: "network", reply: (response) => response.socket?.destroy() },
  "reset before the first event": { kind: "network", reply: reset() },
  "reset mid-stream": { kind: "network", reply: reset(some) },
  "not HTTP at all": { kind: "network", reply: (response) => response.socket?.end("hello\r\n\r\n") },
  "silence before the header": { kind: "timeout_first_byte", reply: () => {} },
  "silence after the header": { kind: "timeout_first_byte", reply: stalled() },
  "silence mid-stream": { kind: "timeout_idle", reply: stalled(some) },
  "silence inside an event": { kind: "timeout_idle", reply: stalled(some, 'data: {"cho') },
  "silence inside a JSON document": {
    kind: "timeout_idle",
    reply: (response) => response.writeHead(200, json).write('{"choices"'),
  },
  "an error whose body never ends": {
    kind: "timeout_first_byte",
    reply: (response) => response.writeHead(500, json).write('{"error"'),
  },
  "keep-alives for ever": { kind: "timeout_total", reply: drip(": ping\n\n", 20) },
  "a token now and then for ever": { kind: "timeout_total", reply: drip(some, 20) },
};
