import { describe, expect, it } from "vitest";
import { readComplaint } from "@/lib/outbound/complaint";
import { kindOfComplaint } from "./kind-of-complaint";

const kindOf = (status: number | undefined, error: unknown) => kindOfComplaint(readComplaint({ error }, status));

describe("the status decides before words do", () => {
  it.each([
    [429, "Quota of requests per minute (10) is used up; see your plan and billing details.", "rate_limited"],
    [429, "You exceeded your current quota, please check your plan and billing details.", "rate_limited"],
    [429, "maximum context length of your plan per minute", "rate_limited"],
    [429, "content policy", "rate_limited"],
    [400, "The address for bills is missing", "bad_request"],
    [400, "billing_address must be a text", "bad_request"],
    [400, "payment method field unknown", "bad_request"],
    [400, "rate limit tier must be a number", "bad_request"],
    [401, "rate limit of wrong keys", "unauthorized"],
    [403, "server error", "unauthorized"],
    [503, "Please check your billing and API key", "overloaded"],
    [500, "content filter crashed", "overloaded"],
    [404, "context length", "unknown_model"],
  ])("%i %s → %s", (status, message, kind) => {
    expect(kindOf(status, { message })).toBe(kind);
  });
});

describe("codes tell an empty purse from a busy minute", () => {
  it.each([
    [429, { message: "You exceeded your current quota", code: "insufficient_quota" }],
    [400, { message: "Access denied", code: "Arrearage" }],
    [400, { message: "Your credit balance is too low to access the API." }],
    [402, { message: "Insufficient Balance" }],
    [undefined, { message: "x", type: "insufficient_quota" }],
    [400, { message: "API key not valid. Please pass a valid API key.", status: "INVALID_ARGUMENT" }],
  ])("%s %j", (status, error) => expect(kindOf(status, error)).toBe("unauthorized"));
});

describe("a dialogue that no longer fits is known by the words of each server", () => {
  it.each([
    [400, "This model's maximum context length is 2048 tokens. However, you requested 3000 tokens."],
    [400, "The decoder prompt (length 5000) is longer than the maximum model length of 4096."],
    [400, "The input (5000 tokens) is longer than the model's context length (4096 tokens)."],
    [400, "the request exceeds the available context size, try increasing it"],
    [500, "the request exceeds the available context size. try increasing the context size or enable context shift"],
    [422, "Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096. Given: 5000 `inputs` tokens"],
    [422, "Input validation error: `inputs` must have less than 1024 tokens. Given: 3000"],
    [400, "the input length exceeds the context length"],
    [400, "prompt too long; exceeded max context length by 12 tokens"],
    [400, "Trying to keep the first 5000 tokens when context the overflows. The model is loaded with 4096 tokens"],
    [400, "prompt is too long: 200000 tokens > 199999 maximum"],
    [400, "The input token count (1200000) exceeds the maximum number of tokens allowed (1048576)."],
    [400, "Prompt contains 40000 tokens, too large for model with 32768 maximum context length"],
    [400, "Please reduce the length of the messages or completion."],
    [400, "This model's maximum prompt length is 131072 but the request contains 200000 tokens."],
    [413, "no"],
    [undefined, "maximum context length exceeded"],
  ])("%s %s", (status, message) => expect(kindOf(status, { message })).toBe("context_length"));

  it.each([
    "max_tokens is too large: 99999. This model supports at most 16384 completion tokens.",
    "temperature too large",
  ])("which these are not: %s", (message) => expect(kindOf(400, { message })).toBe("bad_request"));
});

it.each([
  [400, { message: "The response was filtered", code: "content_filter" }, "content_filter"],
  [400, { message: "triggering Azure OpenAI's content management policy" }, "content_filter"],
  [403, { message: "Your input was flagged" }, "content_filter"],
  [400, { message: "The model `x` does not exist", code: "model_not_found" }, "unknown_model"],
  [400, { message: "x is not a valid model ID" }, "unknown_model"],
  [400, { message: "slow", code: "rate_limit_exceeded" }, "rate_limited"],
  [424, { message: "Request failed during generation" }, "overloaded"],
  [undefined, { message: "Server is busy" }, "overloaded"],
  [undefined, { message: "wait", code: 429 }, "rate_limited"],
  [undefined, { message: "RESOURCE_EXHAUSTED" }, "rate_limited"],
  [undefined, { message: "oops" }, "malformed"],
])("%s %j is %s", (status, error, kind) => expect(kindOf(status, error)).toBe(kind));
