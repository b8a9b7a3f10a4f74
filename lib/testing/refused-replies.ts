import type { FaultKind } from "@/lib/domain/chat-model";
import { type Reply, sse } from "./sound-replies";

export type Fault = { kind: FaultKind; reply: Reply };

const head = { "content-type": "text/event-stream" };
const json = { "content-type": "application/json" };
const html = { "content-type": "text/html" };

export function refusal(
  status: number,
  error: unknown = { message: "no" },
  headers: Record<string, string> = {},
): Reply {
  return (response) => response.writeHead(status, { ...json, ...headers }).end(JSON.stringify({ error }));
}

export function whole(body: unknown, status = 200): Reply {
  return (response) => response.writeHead(status, json).end(JSON.stringify(body));
}

const retryAfter = (value: string) => refusal(429, { message: "slow down" }, { "retry-after": value });
const redirect =
  (status: number): Reply =>
  (response, path) =>
    response.writeHead(status, { location: `/stolen${path}` }).end();

/** Answers with a status of failure, or one that leads elsewhere, with the fault that each must end as. */
export const refusedReplies: Record<string, Fault> = {
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
  "429 that mentions billing": {
    kind: "rate_limited",
    reply: refusal(429, {
      code: 429,
      message: "Quota of requests per minute; see your plan and billing details. Try again in 2.3s.",
      status: "RESOURCE_EXHAUSTED",
    }),
  },
  "400 that mentions an address for bills": {
    kind: "bad_request",
    reply: refusal(400, { message: "billing_address is not a field" }),
  },
  "an error in an array": { kind: "bad_request", reply: whole([{ error: { message: "no such field" } }], 400) },
  "an error as detail": {
    kind: "bad_request",
    reply: whole({ detail: "Model fancy-7b is not loaded on this worker" }, 400),
  },
  "a refused field": {
    kind: "bad_request",
    reply: whole({ detail: [{ type: "extra_forbidden", loc: ["body", "stream_options"], msg: "unknown field" }] }, 422),
  },
  "an error in plain text": { kind: "bad_request", reply: (response) => response.writeHead(400).end("no such field") },
  "a refusal as an event stream": {
    kind: "bad_request",
    reply: (response) => response.writeHead(400, head).end(sse({ error: { message: "no such field" } })),
  },
};
