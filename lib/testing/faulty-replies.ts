import type { FaultKind } from "@/lib/domain/chat-model";
import { counted, delta, done, type Reply, sse, stop, streamed, text } from "./sound-replies";

type Fault = { kind: FaultKind; reply: Reply };

const head = { "content-type": "text/event-stream" };
const json = { "content-type": "application/json" };
const html = { "content-type": "text/html" };
const some = text("Once upon");

function refusal(status: number, error: unknown = { message: "no" }, headers: Record<string, string> = {}): Reply {
  return (response) => response.writeHead(status, { ...json, ...headers }).end(JSON.stringify({ error }));
}

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

const retryAfter = (value: string) => refusal(429, { message: "slow down" }, { "retry-after": value });
const redirect =
  (status: number): Reply =>
  (response, path) =>
    response.writeHead(status, { location: `/stolen${path}` }).end();

/**
 * What real endpoints do wrong, by name, with the fault that each must end as. None may hang or count as an answer.
 * Stalls need a caller with short limits.
 */
export const faultyReplies: Record<string, Fault> = {
  "429 with seconds": { kind: "rate_limited", reply: retryAfter("3") },
  "429 with a date": {
    kind: "rate_limited",
    reply: (response, path) => retryAfter(new Date(Date.now() + 5_000).toUTCString())(response, path),
  },
  "429 with 10^9 seconds": { kind: "rate_limited", reply: retryAfter("1000000000") },
  "429 with a negative wait": { kind: "rate_limited", reply: retryAfter("-5") },
  "429 with nonsense": { kind: "rate_limited", reply: retryAfter("soon") },
  "429 without a header": { kind: "rate_limited", reply: refusal(429) },
  "429 out of quota": { kind: "unauthorized", reply: refusal(429, { message: "quota", code: "insufficient_quota" }) },
  "402 payment required": { kind: "unauthorized", reply: refusal(402) },
  "401 wrong key": {
    kind: "unauthorized",
    reply: refusal(401, { message: "Incorrect API key provided: sk-test-123456" }),
  },
  "403 not allowed": { kind: "unauthorized", reply: refusal(403) },
  "404 unknown model": {
    kind: "unknown_model",
    reply: refusal(404, { code: "model_not_found", message: "no such model" }),
  },
  "404 web page": {
    kind: "unknown_model",
    reply: (response) => response.writeHead(404, html).end("<h1>Not found</h1>"),
  },
  "400 context length": {
    kind: "context_length",
    reply: refusal(400, { code: "context_length_exceeded", message: "too long" }),
  },
  "400 context length in words": {
    kind: "context_length",
    reply: refusal(400, { message: "This model's maximum context length is 2048 tokens." }),
  },
  "413 too large": { kind: "context_length", reply: refusal(413) },
  "400 content policy": {
    kind: "content_filter",
    reply: refusal(400, { code: "content_policy_violation", message: "no" }),
  },
  "400 bad parameter": { kind: "bad_request", reply: refusal(400, { message: "temperature must be below 1" }) },
  "422 with a detail": { kind: "bad_request", reply: (response) => response.writeHead(422, json).end('{"detail":[]}') },
  ...Object.fromEntries(
    [408, 409, 425, 500, 502, 503, 504, 520, 529].map((status) => [
      `${status}`,
      { kind: "overloaded", reply: refusal(status) },
    ]),
  ),
  "503 web page": {
    kind: "overloaded",
    reply: (response) => response.writeHead(503, html).end("<html>".repeat(9_000)),
  },
  "301 elsewhere": { kind: "refused_redirect", reply: redirect(301) },
  "307 elsewhere": { kind: "refused_redirect", reply: redirect(307) },
  "308 elsewhere": { kind: "refused_redirect", reply: redirect(308) },
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
