import { afterAll, beforeAll, expect, it } from "vitest";
import type { ModelEvent, ModelRequest } from "@/lib/domain/chat-model";
import { dialectSchema } from "@/lib/domain/dialect";
import { startFaultyEndpoint } from "@/lib/testing/faulty-endpoint";
import { type ModelEntry, openModel } from "./open-model";
import { sealKey } from "./sealed-key";

const settings = {
  REALCHAT_SECRET: "a secret of at least thirty-two characters",
  REALCHAT_EMBEDDED_TOKENS_PER_SECOND: 0,
};
const request: ModelRequest = {
  prompt: { kind: "chat", messages: [{ role: "user", content: "how long do i roast a chicken" }] },
  maxTokens: 512,
  temperature: 0,
  seed: 1,
};

let endpoint: Awaited<ReturnType<typeof startFaultyEndpoint>>;
beforeAll(async () => {
  endpoint = await startFaultyEndpoint();
});
afterAll(() => endpoint.close());

function entryFor(reply: string, change: Partial<ModelEntry> = {}): ModelEntry {
  return {
    id: "mdl_1",
    kind: "openai",
    trainedOn: null,
    baseUrl: endpoint.baseUrl(reply),
    upstreamModel: "m",
    rendering: "chat",
    lenientFinish: false,
    dialect: dialectSchema.parse({}),
    sealedKey: null,
    ...change,
  };
}

async function textOf(entry: ModelEntry): Promise<string> {
  const events: ModelEvent[] = [];
  for await (const event of openModel(entry, settings).stream(request, new AbortController().signal))
    events.push(event);
  return events.map((event) => (event.type === "text" ? event.text : "")).join("");
}

it("calls an endpoint with the key that was entered for its origin", async () => {
  const origin = new URL(endpoint.baseUrl("plain")).origin;
  const sealedKey = sealKey("sk-mine", { modelId: "mdl_1", origin }, settings.REALCHAT_SECRET);
  expect(await textOf(entryFor("plain", { sealedKey }))).toBe("Hello 👋");
  expect(endpoint.seen.at(-1)?.authorization).toBe("Bearer sk-mine");
});

it("sends nothing when the key was entered for another origin", () => {
  const binding = { modelId: "mdl_1", origin: "https://api.example.com" };
  const sealedKey = sealKey("sk-mine", binding, settings.REALCHAT_SECRET);
  const before = endpoint.seen.length;
  expect(() => openModel(entryFor("plain", { sealedKey }), settings)).toThrow("not entered for");
  expect(endpoint.seen).toHaveLength(before);
});

it("makes every opening of an endpoint wait after one was told to slow down", async () => {
  const slow = entryFor("429 with seconds");
  await expect(textOf(slow)).rejects.toMatchObject({ kind: "rate_limited" });
  const seen = endpoint.seen.length;
  const waiting = openModel(slow, settings).stream(request, AbortSignal.timeout(100))[Symbol.asyncIterator]().next();
  await expect(waiting).rejects.toMatchObject({ kind: "cancelled" });
  expect(endpoint.seen).toHaveLength(seen);
  expect(await textOf(entryFor("plain"))).toBe("Hello 👋");
});

it("opens the embedded model on the side it was trained on", async () => {
  const embedded = { kind: "embedded", trainedOn: "assistant", baseUrl: "", upstreamModel: "" } as const;
  expect(await textOf(entryFor("", embedded))).toMatch(/chicken|meat|oven|roast/i);
  expect(() => openModel(entryFor("", { ...embedded, trainedOn: null }), settings)).toThrow("trained on");
});
