import { describe, expect, it } from "vitest";
import { seededRandom } from "@/lib/base/random";
import { type ChatMessage, type ModelEvent, ModelFault, type ModelRequest } from "@/lib/domain/chat-model";
import type { Speaker } from "@/lib/domain/dialogue";
import { dyadicPrompt } from "@/lib/domain/dyadic";
import { openingCue } from "@/lib/domain/opening-cue";
import { loadTokenCounter } from "../tokens";
import { readCorpus, type Said } from "./corpus";
import { chooseReply, embeddedModel } from "./embedded-model";
import { train } from "./train";

const corpus = readCorpus();
const learned = { user: train(corpus, "user"), assistant: train(corpus, "assistant") };
const domains = new Map(corpus.flatMap(({ domain, turns }) => turns.map(({ text }) => [text, domain] as const)));
const chicken: Said[] = [{ speaker: "user", text: "how long do i roast a chicken and at what temperature?" }];

function chat(turns: Said[], side: Speaker): ModelRequest["prompt"] {
  const messages: ChatMessage[] = [{ role: "system", content: "Play your part." }];
  if (side === "user") messages.push({ role: "user", content: openingCue });
  for (const { speaker, text } of turns)
    messages.push({ role: speaker === side ? "assistant" : "user", content: text });
  return { kind: "chat", messages };
}

function dyadic(turns: Said[], side: Speaker): ModelRequest["prompt"] {
  return { kind: "completion", text: dyadicPrompt(turns, side), stop: ["</s>"] };
}

async function say(
  side: Speaker,
  change: Partial<ModelRequest>,
  tokensPerSecond = 0,
  signal = new AbortController().signal,
) {
  const request: ModelRequest = { prompt: chat([], side), maxTokens: 2_000, seed: 1, ...change };
  const events: ModelEvent[] = [];
  for await (const event of embeddedModel(side, tokensPerSecond).stream(request, signal)) events.push(event);
  const text = events.map((event) => (event.type === "text" ? event.text : "")).join("");
  const last = events.at(-1);
  return { text, done: last?.type === "done" ? last : null, pieces: events.length - 1 };
}

/** A whole dialogue between the two models, until the simulator has nothing more to say. */
function simulate(seed: number): Said[] {
  const random = seededRandom(seed);
  const turns: Said[] = [];
  for (let speaker: Speaker = "user"; turns.length < 80; speaker = speaker === "user" ? "assistant" : "user") {
    const text = chooseReply(learned[speaker], { turns }, 0.7, random);
    if (text === "") break;
    turns.push({ speaker, text });
  }
  return turns;
}

describe("the embedded model", () => {
  it("answers a question about roasting from the kitchen", async () => {
    const { text, done } = await say("assistant", { prompt: chat(chicken, "assistant"), temperature: 0 });
    expect(domains.get(text)).toBe("cooking");
    expect(done?.finishReason).toBe("stop");
  });

  it("reads the same dialogue out of messages and out of dyadic text", async () => {
    for (const { turns } of corpus.slice(0, 20)) {
      const [user, assistant] = [turns.slice(0, 2), turns.slice(0, 3)];
      for (const [side, path] of [
        ["user", user],
        ["assistant", assistant],
      ] as const)
        expect((await say(side, { prompt: dyadic(path, side) })).text).toBe(
          (await say(side, { prompt: chat(path, side) })).text,
        );
    }
  });

  it("says the same for the same seed, and not always the same for others", async () => {
    const texts = async () =>
      Promise.all(Array.from({ length: 12 }, (_, seed) => say("user", { seed }).then(({ text }) => text)));
    const first = await texts();
    expect(await texts()).toEqual(first);
    expect(new Set(first).size).toBeGreaterThan(8);
  });

  it("opens with a question when nobody has spoken", async () => {
    const openings = corpus.map(({ turns }) => turns[0]?.text);
    for (let seed = 0; seed < 20; seed++) {
      expect(openings).toContain((await say("user", { seed })).text);
      expect(openings).toContain((await say("user", { seed, prompt: dyadic([], "user") })).text);
    }
  });

  it("refuses to speak for the side it was not trained on", async () => {
    await expect(say("user", { prompt: dyadic(chicken, "assistant") })).rejects.toMatchObject({ kind: "bad_request" });
    await expect(say("assistant", { prompt: dyadic([], "user") })).rejects.toBeInstanceOf(ModelFault);
  });

  it("reports tokens as they are counted, and stops at the limit", async () => {
    const countTokens = await loadTokenCounter();
    const prompt = dyadic(chicken, "assistant");
    const { text, done } = await say("assistant", { prompt, maxTokens: 10 });
    expect(done).toMatchObject({ finishReason: "length" });
    expect(done?.usage?.completionTokens).toBeLessThanOrEqual(10);
    expect(countTokens(text)).toBeLessThanOrEqual(10);
    expect(text.length).toBeGreaterThan(0);
    expect(done?.usage?.promptTokens).toBe(prompt.kind === "completion" ? countTokens(prompt.text) : 0);
  });

  it("streams at the pace it was given", async () => {
    const began = performance.now();
    const { done } = await say("assistant", { prompt: chat(chicken, "assistant"), maxTokens: 30 }, 200);
    expect(performance.now() - began).toBeGreaterThan(((done?.usage?.completionTokens ?? 0) / 200) * 1_000 - 20);
  });

  it.each([0, 5])("stops within a token when cancelled at %d tokens a second", async (tokensPerSecond) => {
    const canceller = new AbortController();
    const prompt = chat(chicken, "assistant");
    const stream = embeddedModel("assistant", tokensPerSecond).stream({ prompt, maxTokens: 500 }, canceller.signal);
    const iterator = stream[Symbol.asyncIterator]();
    await iterator.next();
    canceller.abort();
    await expect(iterator.next()).rejects.toMatchObject({ kind: "cancelled" });
  });
});

describe("dialogues between the two", () => {
  const dialogues = Array.from({ length: 60 }, (_, seed) => simulate(seed));

  it("never hold a turn of the wrong side, nor the same turn twice", () => {
    const sides = new Map(corpus.flatMap(({ turns }) => turns.map(({ text, speaker }) => [text, speaker] as const)));
    for (const turns of dialogues) {
      expect(turns.map(({ text }) => sides.get(text))).toEqual(turns.map(({ speaker }) => speaker));
      expect(new Set(turns.map(({ text }) => text)).size).toBe(turns.length);
    }
  });

  it("come to an end of themselves, early and late", () => {
    const rounds = dialogues.map((turns) => Math.ceil(turns.length / 2));
    expect(Math.max(...rounds)).toBeLessThan(40);
    expect(Math.min(...rounds)).toBeLessThanOrEqual(4);
    expect(Math.max(...rounds)).toBeGreaterThanOrEqual(7);
  });

  it("are answered from the domain that was asked about", () => {
    const pairs = dialogues.flatMap((turns) =>
      turns.flatMap((turn, i) => (turn.speaker === "assistant" ? [[turns[i - 1], turn]] : [])),
    );
    const same = pairs.filter(
      ([asked, answered]) => domains.get(asked?.text ?? "") === domains.get(answered?.text ?? ""),
    );
    expect(same.length / pairs.length).toBeGreaterThan(0.97);
  });
});

it("writes something else than what is to be avoided, also at temperature 0", async () => {
  for (const side of ["user", "assistant"] as const) {
    const avoid: string[] = [];
    for (let i = 0; i < 4; i++) avoid.push((await say(side, { temperature: 0, avoid })).text);
    expect(new Set(avoid).size).toBe(4);
  }
});
