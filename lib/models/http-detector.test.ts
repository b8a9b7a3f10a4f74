import type { ServerResponse } from "node:http";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ModelFault } from "@/lib/domain/chat-model";
import { startFaultyEndpoint } from "@/lib/testing/faulty-endpoint";
import { httpDetector } from "./http-detector";

const answer = (body: unknown) => (response: ServerResponse) => {
  response
    .writeHead(200, { "content-type": "application/json" })
    .end(typeof body === "string" ? body : JSON.stringify(body));
};

let endpoint: Awaited<ReturnType<typeof startFaultyEndpoint>>;
beforeAll(async () => {
  endpoint = await startFaultyEndpoint({
    // As vLLM serves classifiers: in any order, by their places.
    vllm: answer({
      data: [
        { index: 1, label: "ChatGPT", probs: [0.1, 0.9], num_classes: 2 },
        { index: 0, label: "Human", probs: [0.75, 0.25], num_classes: 2 },
      ],
      usage: { prompt_tokens: 11 },
    }),
    // As pipelines of transformers tell all classes, and as they tell the first.
    all: answer([
      [
        { label: "Human", score: 0.75 },
        { label: "ChatGPT", score: 0.25 },
      ],
      [
        { label: "AI-generated", score: 0.9 },
        { label: "other", score: 0.1 },
      ],
    ]),
    first: answer([
      { label: "human-written", score: 0.75 },
      { label: "machine", score: 0.9 },
    ]),
    numbers: answer({ scores: [0.75, 0.1] }),
    labels: answer({ predictions: [{ label: "Human" }, { label: "ChatGPT" }] }),
    few: answer([0.5]),
    unknown: answer([
      { label: "LABEL_0", score: 0.75 },
      { label: "LABEL_1", score: 0.9 },
    ]),
    beyond: answer([1.5, 0.1]),
    words: answer(["likely", "hardly"]),
    chat: answer({ choices: [{ message: { content: "Hello" } }] }),
    page: answer("<html>Sign in</html>"),
    error: answer({ error: { message: "Rate limit reached", code: "rate_limit_exceeded" } }),
    gone: (response) => response.destroy(),
  });
});
afterAll(() => endpoint.close());

const ask = (reply: string) =>
  httpDetector({ baseUrl: endpoint.baseUrl(reply), upstreamModel: "d", apiKey: "sk-secret" }).detect(
    ["one", "two"],
    new AbortController().signal,
  );

it.each(["vllm", "all", "first", "numbers"])(
  "reads the chance of a person from what servers say: %s",
  async (reply) => {
    const { chances } = await ask(reply);
    expect(chances[0]).toBeCloseTo(0.75, 12);
    expect(chances[1]).toBeCloseTo(0.1, 12);
  },
);

it("asks once for many texts; a label alone is certain, and what was read is told where the server says it", async () => {
  expect(await ask("labels")).toEqual({ chances: [1, 0], tokens: null });
  expect((await ask("vllm")).tokens).toBe(11);
  expect(endpoint.seen.at(-1)).toMatchObject({
    path: "/vllm/v1/classify",
    authorization: "Bearer sk-secret",
    body: { model: "d", input: ["one", "two"] },
  });
});

it.each([
  ["few", "malformed", "told of 1 texts where it was asked about 2"],
  ["unknown", "malformed", "“LABEL_0”, which tells neither"],
  ["beyond", "malformed", "a chance of 1.5"],
  ["words", "malformed", "not with labels or chances"],
  ["chat", "malformed", "no list"],
  ["page", "malformed", "web page"],
  ["error", "rate_limited", "Rate limit reached"],
  ["gone", "network", "failed"],
])("says in words what is wrong with a reply: %s", async (reply, kind, words) => {
  const fault = await ask(reply).catch((error: unknown) => error);
  expect(fault).toBeInstanceOf(ModelFault);
  expect(fault).toMatchObject({ kind, message: expect.stringContaining(words) });
});
