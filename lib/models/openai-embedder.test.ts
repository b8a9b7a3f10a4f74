import type { ServerResponse } from "node:http";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ModelFault } from "@/lib/domain/chat-model";
import { startFaultyEndpoint } from "@/lib/testing/faulty-endpoint";
import { openaiEmbedder } from "./openai-embedder";

const answer = (body: unknown) => (response: ServerResponse) => {
  response
    .writeHead(200, { "content-type": "application/json" })
    .end(typeof body === "string" ? body : JSON.stringify(body));
};
const data = (...embeddings: unknown[]) => ({ data: embeddings.map((embedding, index) => ({ index, embedding })) });

let endpoint: Awaited<ReturnType<typeof startFaultyEndpoint>>;
beforeAll(async () => {
  endpoint = await startFaultyEndpoint({
    good: answer({
      data: [
        { index: 1, embedding: [0, 2] },
        { index: 0, embedding: [1, 0] },
      ],
      usage: { prompt_tokens: 7, total_tokens: 7 },
    }),
    few: answer(data([1, 0])),
    ragged: answer(data([1, 0], [1, 0, 3])),
    twice: answer({ data: [1, 1].map((index) => ({ index, embedding: [1] })) }),
    words: answer(data(["a", "b"], [1, 2])),
    infinite: answer('{"data":[{"embedding":[1e999,0]},{"embedding":[1,0]}]}'),
    large: answer('{"data":[{"embedding":[1e39,0]},{"embedding":[1,0]}]}'),
    chat: answer({ choices: [{ message: { content: "Hello" } }] }),
    page: answer("<html>Sign in</html>"),
    error: answer({ error: { message: "Rate limit reached", code: "rate_limit_exceeded" } }),
    gone: (response) => response.destroy(),
  });
});
afterAll(() => endpoint.close());

const ask = (reply: string) =>
  openaiEmbedder({ baseUrl: endpoint.baseUrl(reply), upstreamModel: "e", apiKey: "sk-secret" }).embed(
    ["one", "two"],
    new AbortController().signal,
  );

it("asks once for many texts, and puts the vectors in the order of the texts", async () => {
  const { vectors, tokens } = await ask("good");
  expect(vectors.map((vector) => [...vector])).toEqual([
    [1, 0],
    [0, 2],
  ]);
  expect(tokens).toBe(7);
  expect(endpoint.seen.at(-1)).toMatchObject({
    path: "/good/v1/embeddings",
    authorization: "Bearer sk-secret",
    body: { model: "e", input: ["one", "two"], encoding_format: "float" },
  });
});

it.each([
  ["few", "malformed", "gave 1 vectors for 2 texts"],
  ["ragged", "malformed", "vectors of different lengths"],
  ["twice", "malformed", "do not name a text each"],
  ["words", "malformed", "not with vectors"],
  ["infinite", "malformed", "not with vectors"],
  ["large", "malformed", "numbers that are none"],
  ["chat", "malformed", "not with vectors"],
  ["page", "malformed", "web page"],
  ["error", "rate_limited", "Rate limit reached"],
  ["gone", "network", "failed"],
])("says in words what is wrong with a reply: %s", async (reply, kind, words) => {
  const fault = await ask(reply).catch((error: unknown) => error);
  expect(fault).toBeInstanceOf(ModelFault);
  expect(fault).toMatchObject({ kind, message: expect.stringContaining(words) });
});
