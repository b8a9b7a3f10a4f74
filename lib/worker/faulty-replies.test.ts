import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lenientSwitch, ModelFault, type Prompt } from "@/lib/domain/chat-model";
import type { Speaker } from "@/lib/domain/dialogue";
import type { Model } from "@/lib/domain/model";
import { stopRulesSchema } from "@/lib/domain/run";
import { openaiModel } from "@/lib/models/openai-model";
import { writeTurn } from "@/lib/simulation/write-turn";
import { startFaultyEndpoint } from "@/lib/testing/faulty-endpoint";
import { faultyReplies } from "@/lib/testing/faulty-replies";
import { counted, done, soundReplies, stop, streamed, text } from "@/lib/testing/sound-replies";
import { askModel } from "./ask-model";

const limits = { connectMs: 2_000, firstByteMs: 1_500, idleMs: 700, totalMs: 3_000 };
const patient = { connectMs: 20_000, firstByteMs: 20_000, idleMs: 20_000, totalMs: 25_000 };
const never = () => new AbortController().signal;
const countTokens = (words: string) => words.length;
const path = [{ speaker: "user" as const, text: "How do I cook rice?" }];
const prompt: Prompt = { kind: "chat", messages: [{ role: "user", content: "How do I cook rice?" }] };

const said: Record<string, string> = {
  "only a closing mark": "The user asks for rice. I should be short.\n</think>\n\nBoil the rice.",
  "marks of Magistral": "[THINK]The person wants rice.[/THINK]Boil the rice.",
  "marks of a channel":
    "<|channel|>analysis<|message|>Rice.<|end|><|start|>assistant<|channel|>final<|message|>Boil the rice.",
};

let endpoint: Awaited<ReturnType<typeof startFaultyEndpoint>>;
beforeAll(async () => {
  const thoughtful = Object.entries(said).map(
    ([name, whole]) => [name, streamed(...whole.split(/(?= )/).map(text), stop, counted, done)] as const,
  );
  endpoint = await startFaultyEndpoint({
    ...Object.fromEntries(thoughtful),
    "both speakers": streamed(text("Boil the rice.\n"), text("User: And beans?\nAssistant: Soak them."), stop, done),
    "absurd usage": streamed(
      text("Boil the rice."),
      stop,
      'data: {"usage":{"prompt_tokens":900000000000,"completion_tokens":4}}\n\n',
      done,
    ),
  });
});
afterAll(() => endpoint.close());

function modelAt(reply: string, kind = "", lenientFinish = false) {
  return openaiModel({
    baseUrl: endpoint.baseUrl(reply),
    upstreamModel: "m",
    apiKey: null,
    lenientFinish,
    limits: kind.startsWith("timeout") ? limits : patient,
  });
}

/** A turn of a dialogue, by either side. */
async function turnOf(speaker: Speaker, reply: string, kind?: string) {
  const request = { prompt, maxTokens: 64, mayBeEmpty: speaker === "user" };
  const step = {
    kind: "generate" as const,
    speaker,
    request,
    promptTokens: 19,
    room: speaker === "user" ? 1_000_000 : null,
  };
  const before = speaker === "user" ? [...path, { speaker: "assistant" as const, text: "Rinse it first." }] : path;
  const stopRules = stopRulesSchema.parse({});
  const input = { model: modelAt(reply, kind), step, path: before, stopRules, countTokens, signal: never() };
  for await (const event of writeTurn(input)) if (event.type === "outcome") return event.outcome;
  throw new Error("no outcome");
}

/** An answer to be compared, or a judge's words: both are had in this way. */
function answerOf(reply: string, kind?: string) {
  const entry = { name: "m", contextWindow: 4_096, inputPrice: 1, outputPrice: 1 } as Model;
  const request = { prompt, maxTokens: 64 };
  return askModel({ entry, chat: modelAt(reply, kind) }, { request, path }, { countTokens }, never());
}

function kindOf(error: unknown) {
  return error instanceof ModelFault ? error.kind : error;
}

/** A user may fall silent: to have nothing more to say is no fault there. */
const silent = new Set(["stop without text", "white space only"]);

describe("a cut, foreign or refused reply is taken for a whole one by nobody", () => {
  it.concurrent.each(Object.entries(faultyReplies))("%s", async (name, { kind }) => {
    const turns = [turnOf("assistant", name, kind), ...(silent.has(name) ? [] : [turnOf("user", name, kind)])];
    const [answer, ...ended] = await Promise.all([answerOf(name, kind), ...turns.map((turn) => turn.catch(kindOf))]);
    expect(ended).toEqual(ended.map(() => kind));
    expect(answer).toMatchObject({ kind: "failed", message: expect.stringContaining("m: ") });
  });
});

describe("a whole one is had by everybody", () => {
  it.concurrent.each(Object.entries(soundReplies))("%s", async (name, { text: whole }) => {
    for (const speaker of ["user", "assistant"] as const)
      expect(await turnOf(speaker, name)).toMatchObject({ kind: "complete", text: whole });
    expect(await answerOf(name)).toMatchObject({ kind: "answered", text: whole });
  });

  it.each(Object.keys(said))("and thoughts are kept apart: %s", async (name) => {
    for (const speaker of ["user", "assistant"] as const) {
      const turn = await turnOf(speaker, name);
      expect(turn).toMatchObject({ kind: "complete", text: "Boil the rice.", flags: [] });
      expect(turn.reasoning).toMatch(/rice/i);
    }
    expect(await answerOf(name)).toMatchObject({ kind: "answered", text: "Boil the rice." });
  });
});

it("a turn that writes both speakers is flagged, on either side", async () => {
  for (const speaker of ["user", "assistant"] as const)
    expect(await turnOf(speaker, "both speakers")).toMatchObject({
      flags: expect.arrayContaining(["writes_both_speakers"]),
    });
});

it("figures beyond reason are cut to what can be, and flagged", async () => {
  expect(await turnOf("assistant", "absurd usage")).toMatchObject({
    usage: { promptTokens: 19 * 20 + 2_000, completionTokens: 4 },
    flags: ["odd_usage"],
  });
  expect(await answerOf("absurd usage")).toMatchObject({ spent: { completionTokens: 4 } });
});

it("where every piece says stop, the switch is named and makes it whole", async () => {
  await expect(turnOf("assistant", "stop with every piece")).rejects.toThrow(lenientSwitch);
  const chat = modelAt("stop with every piece", "", true);
  const step = { kind: "generate" as const, speaker: "assistant" as const, promptTokens: 1, room: null };
  const input = { step: { ...step, request: { prompt, maxTokens: 64 } }, path, countTokens, signal: never() };
  const events = [];
  for await (const event of writeTurn({ ...input, model: chat, stopRules: stopRulesSchema.parse({}) }))
    events.push(event);
  expect(events.at(-1)).toMatchObject({ outcome: { kind: "complete", text: "Once upon", reasoning: "hm" } });
});

it("an endpoint that is busy is told from one that fails", async () => {
  for (const name of ["429 that mentions billing", "429 without a header"])
    expect(await answerOf(name)).toMatchObject({ kind: "failed", remedy: "retry", isBusy: true });
  expect(await answerOf("500")).toMatchObject({ isBusy: false });
  expect(new ModelFault("overloaded", "x", { retryAfterMs: 5 }).isBusy).toBe(true);
});
