import { expect, it } from "vitest";
import { faultOfBaseUrl, modelInputSchema } from "./model";

it.each([
  "https://api.openai.com/v1",
  "http://127.0.0.1:8000/v1/",
  "http://localhost:11434",
  "https://x.openai.azure.com/openai/v1",
  "https://x.openai.azure.com/openai/deployments/gpt?api-version=2024-10-21",
  "https://openrouter.ai/api/v1",
  "http://[::1]:8080/v1",
])("%s can be used", (baseUrl) => expect(faultOfBaseUrl(baseUrl)).toBeNull());

it.each([
  ["https://user:secret@x.example/v1", /user name and password/],
  ["https://token@x.example/v1", /user name and password/],
  ["https://x.example/v1?key=sk-1", /only api-version/],
  ["https://x.example/v1?api-version=1&key=sk-1", /only api-version/],
  ["https://x.example/v1#a", /#/],
  ["https://x.example/v1/chat/completions", /chat\/completions/],
  ["https://x.example/v1/completions/", /chat\/completions/],
  ["https://x.example/v1/models", /chat\/completions/],
  ["https://x.example/v1/v1", /twice/],
  ["https://x.example/openai/v1/openai/v1/", /twice/],
  ["https://x.example/v1https://x.example/v1", /twice/],
  ["https://x.example/v1\u200b", /invisible/],
  ["https://x.example/ v1", /space/],
  ["https://x.example/v1\u00a0", /space/],
])("%s is refused in words", (baseUrl, words) => expect(faultOfBaseUrl(baseUrl)).toMatch(words));

const input = { name: "m", baseUrl: "http://127.0.0.1:8000/v1", upstreamModel: "m", contextWindow: 4_096 };

it.each(["sk-1 ", "sk-1\n", "sk-\u200b1", "sk-1\ufeff", "sk-\u00ad1", "sk-１", "Bearer sk-1", "sk–1"])(
  "a key with invisible or foreign signs is refused in words: %j",
  (apiKey) => {
    expect(modelInputSchema.safeParse({ ...input, apiKey }).error?.issues[0]?.message).toMatch(/invisible/);
  },
);

it("a key of plain signs is taken, and fields that the studio sets itself are not overridden", () => {
  expect(modelInputSchema.parse({ ...input, apiKey: "sk-1_x/+=" })).toMatchObject({ apiKey: "sk-1_x/+=" });
  for (const dialect of [
    { headers: { Authorization: "Bearer x" } },
    { headers: { "X-Api-Key": "x" } },
    { headers: { Cookie: "x" } },
    { headers: { "x-a": "line\nbreak" } },
    { headers: { "bad name": "x" } },
    { body: { messages: [] } },
    { body: { stream: false } },
    { body: { n: 2 } },
  ])
    expect(modelInputSchema.safeParse({ ...input, dialect }).success).toBe(false);
  const dialect = { headers: { "HTTP-Referer": "https://x.example" }, body: { enable_thinking: false, top_k: 20 } };
  expect(modelInputSchema.parse({ ...input, dialect }).dialect).toMatchObject({ ...dialect, omits: [] });
});
