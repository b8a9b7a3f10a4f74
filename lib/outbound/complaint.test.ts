import { expect, it } from "vitest";
import { readComplaint } from "./complaint";

const words = "Model fancy-7b is not loaded on this worker";

it.each([
  ["nested", { error: { message: words, type: "x" } }],
  ["flat", { message: words, object: "error" }],
  ["as a text", { error: words }],
  ["detail", { detail: words }],
  ["detail with an object", { detail: { message: words } }],
  ["an array of errors", [{ error: { message: words } }]],
  ["errors", { errors: [{ msg: words }] }],
  ["JSON within JSON", { error: { message: JSON.stringify({ error: { message: words } }) } }],
  ["JSON in an event stream", `event: error\ndata: ${JSON.stringify({ error: { message: words } })}\n\n`],
  ["plain text", words],
  ["plain text in an event stream", `data: ${words}\n\ndata: [DONE]\n\n`],
  ["an API gateway", { fault: { faultstring: words } }],
  ["title and status", { title: words, status: 400 }],
  ["other case", { Message: words }],
  ["underscores", { error_msg: words }],
  ["by fields", { errors: { Model: [words] } }],
  ["a state of its own", { base_resp: { status_code: 2013, status_msg: words } }],
  ["in a response", { response: { error: words } }],
  ["in data", { success: false, data: { error: words } }],
  ["info", { status: "error", info: words }],
  ["a violated field", { error: { details: [{ fieldViolations: [{ field: "x", description: words }] }] } }],
  ["XML", `<?xml version="1.0"?><Error><Code>X</Code><Message>${words}</Message></Error>`],
  ["the title of a page", `<html><head><title>${words}</title></head><body><h1>No</h1></body></html>`],
  ["JSON as text", JSON.stringify({ detail: words })],
])("the server's own words are kept: %s", (_, body) => {
  expect(readComplaint(body, 400).message).toBe(words);
});

it("a list of what is wrong says where", () => {
  const body = { detail: [{ type: "extra_forbidden", loc: ["body", "stream_options"], msg: "unknown field" }] };
  expect(readComplaint(body)).toMatchObject({
    message: "body.stream_options: unknown field",
    code: "body.stream_options extra_forbidden",
  });
});

it("what a broker passes on stands beside its own words", () => {
  const raw = JSON.stringify({ error: { message: "prompt is too long" } });
  const body = { error: { message: "Provider returned error", code: 400, metadata: { raw } } };
  expect(readComplaint(body)).toMatchObject({ status: 400, message: "Provider returned error · prompt is too long" });
});

it("a page of the web, an empty body and a body without words have no words", () => {
  for (const body of ["<html>Sign in</html>", "", " ", {}, [], null, { error: null }, { status: "ok" }])
    expect(readComplaint(body).message).toBe("");
});

it("nesting without end is not followed", () => {
  let body: unknown = words;
  for (let depth = 0; depth < 10_000; depth++) body = { error: body };
  expect(readComplaint(body).message).toBe("");
});

it.each([
  [{ error: { details: [{ retryDelay: "31s" }] } }, 31_000],
  [{ error: { message: "Try again in 2.3s." } }, 2_300],
  [{ error: { message: "Please try again in 1m2.5s" } }, 62_500],
  [{ error: { message: "Please retry after 20 seconds." } }, 20_000],
  [{ error: { message: "Please wait 3 minutes" } }, 180_000],
  [{ error: { message: "try again in 250ms" } }, 250],
  [{ detail: "slow down", retry_after: 7 }, 7_000],
  [{ detail: "slow down", retry_after_ms: "70" }, 70],
  [{ error: { message: "Limit 10 per minute. Try again later." } }, undefined],
  [{ error: { message: "slow down" } }, undefined],
])("the wait that a body names is known: %j", (body, waitMs) => {
  expect(readComplaint(body).waitMs).toBe(waitMs);
});
