import { expect, test } from "vitest";
import { ModelFault } from "@/lib/domain/chat-model";
import type { Speaker } from "@/lib/domain/dialogue";
import { dyadicSystem } from "@/lib/domain/dyadic";
import { openingCue } from "@/lib/domain/opening-cue";
import type { StopRules } from "@/lib/domain/run";
import { stopRulesSchema } from "@/lib/domain/run";
import { type ScriptedReply, scriptedModel } from "@/lib/testing/scripted-model";
import type { GenerateStep, StepInput } from "./next-step";
import { countContextTokens, nextStep } from "./next-step";
import type { TurnOutcome } from "./write-turn";
import { writeTurn } from "./write-turn";

const countTokens = (text: string) => text.split(/\s+/).filter(Boolean).length;

function turns(...texts: string[]) {
  return texts.map((text, i) => {
    const speaker: Speaker = i % 2 === 0 ? "user" : "assistant";
    return { id: `t${i}`, parentId: i > 0 ? `t${i - 1}` : null, speaker, text };
  });
}

function input(texts: string[], rules: Partial<StopRules> = {}, more: Partial<StepInput> = {}): StepInput {
  return {
    path: turns(...texts),
    spec: {
      simulatorSampling: {},
      assistantSampling: {},
      simulatorPrompt: "Ask.",
      assistantPrompt: "Answer.",
      stopRules: stopRulesSchema.parse(rules),
      randomSeed: 1,
    },
    simulator: { rendering: "chat", contextWindow: 4096, sampling: {} },
    assistant: { rendering: "chat", contextWindow: 4096, sampling: {} },
    note: null,
    number: 1,
    siblings: [],
    countTokens,
    ...more,
  };
}

function generate(...args: Parameters<typeof input>): GenerateStep {
  const step = nextStep(input(...args));
  if (step.kind === "end") throw new Error(step.detail);
  return step;
}

async function write(reply: ScriptedReply, ...args: Parameters<typeof input>) {
  const { path, spec } = input(...args);
  const model = scriptedModel([reply]);
  const signal = new AbortController().signal;
  const step = generate(...args);
  let clock = 0;
  const streamed = { text: "", reasoning: "" };
  let outcome: TurnOutcome | undefined;
  const stopRules = spec.stopRules;
  for await (const event of writeTurn({ model, step, path, stopRules, countTokens, signal, now: () => clock++ })) {
    expect(outcome).toBeUndefined();
    if (event.type === "outcome") outcome = event.outcome;
    else streamed[event.type] += event.text;
  }
  expect(outcome).toMatchObject({ text: streamed.text, reasoning: streamed.reasoning || null });
  return { ...(outcome as TurnOutcome), abandoned: model.abandoned };
}

test("the simulator sees the dialogue with roles flipped, and a cue before the first question", () => {
  const { request } = generate(["q1", "a1"]);
  expect(request.prompt).toEqual({
    kind: "chat",
    messages: [
      { role: "system", content: "Ask." },
      { role: "user", content: openingCue },
      { role: "assistant", content: "q1" },
      { role: "user", content: "a1" },
    ],
  });
  expect(generate(["q1"])).toMatchObject({
    speaker: "assistant",
    request: {
      prompt: {
        messages: [
          { role: "system", content: "Answer." },
          { role: "user", content: "q1" },
        ],
      },
    },
  });
});

test("a trained simulator continues the paper's template", () => {
  const simulator = { rendering: "dyadic", contextWindow: 2048, sampling: {} } as const;
  const spec = { ...input([]).spec, simulatorPrompt: "" };
  expect(generate([], {}, { simulator, spec }).request.prompt).toEqual({
    kind: "completion",
    text: `${dyadicSystem.user}\n\nHuman: <s>`,
    stop: ["</s>"],
  });
});

test("a note joins the system text of the next turn", () => {
  const { prompt } = generate(["q1"], {}, { note: "Be brief." }).request;
  expect(prompt).toMatchObject({ messages: [{ content: "Answer.\n\nFor the next message only: Be brief." }, {}] });
});

test("sampling: the run's over the model's over the paper's; seeds differ by turn, dialogue and rewrite", () => {
  const assistant = { rendering: "chat", contextWindow: 4096, sampling: { temperature: 0.2, topP: 0.9 } } as const;
  const spec = { ...input([]).spec, assistantSampling: { topP: 0.5, maxTokens: 9 } };
  expect(generate(["q"], {}, { assistant, spec }).request).toMatchObject({ temperature: 0.2, topP: 0.5, maxTokens: 9 });
  expect(generate(["q"]).request).toMatchObject({ temperature: 0.7, maxTokens: 512 });
  const seeds = [
    generate(["q"]),
    generate(["q"], {}, { siblings: ["said before"] }),
    generate(["q"], {}, { number: 2 }),
    generate([]),
  ];
  expect(new Set(seeds.map(({ request }) => request.seed)).size).toBe(4);
  expect(generate(["q"]).request.seed).toBe(seeds[0]?.request.seed);
  expect(seeds.map(({ request }) => request.avoid)).toEqual([undefined, ["said before"], undefined, undefined]);
});

test("the round cap ends on an answer, and lets an open question be answered", () => {
  expect(nextStep(input(["q1", "a1"], { maxRounds: 1 }))).toMatchObject({ reason: "round_cap", headId: "t1" });
  expect(nextStep(input(["q1", "a1", "q2"], { maxRounds: 2 }))).toMatchObject({ kind: "generate" });
});

test("a prompt that fills its reader's context ends the dialogue on its last answer", () => {
  const long = "word ".repeat(200);
  expect(nextStep(input(["q1", long], { contextTokens: 128 }))).toMatchObject({
    reason: "context_budget",
    headId: "t1",
  });
  const assistant = { rendering: "chat", contextWindow: 256, sampling: {} } as const;
  const step = nextStep(input(["q1", long, long], {}, { assistant }));
  expect(step).toMatchObject({ reason: "context_budget", headId: "t1", detail: expect.stringContaining("256") });
});

test("the context is measured over the simulator's whole prompt, whoever speaks next", () => {
  // "Ask." 1 + cue 3 + q1 1 = 5 words, 4 tokens of framing for each of three messages, 3 for the reply.
  expect(countContextTokens(input(["q1"]))).toBe(20);
  expect(generate([], { contextTokens: 128 })).toMatchObject({
    promptTokens: 15,
    room: 113,
    request: { maxTokens: 114 },
  });
});

test("a user turn that passes the context while it is sampled is discarded at once", async () => {
  const words = Array.from({ length: 300 }, (_, i) => ` w${i}`);
  const outcome = await write(words, [], { contextTokens: 128 });
  expect(outcome).toMatchObject({ kind: "discarded", reason: "context_budget", abandoned: 1, usageReported: false });
  expect(outcome.usage).toEqual({ promptTokens: 15, completionTokens: 114 });
});

test("a user turn that exactly fills the context is complete; one cut by it is not", async () => {
  const full = Array.from({ length: 113 }, (_, i) => ` w${i}`);
  expect(await write(full, [], { contextTokens: 128 })).toMatchObject({ kind: "complete" });
  const cut = [
    { type: "text", text: "a b c" } as const,
    { type: "done", finishReason: "length", usage: null } as const,
  ];
  expect(await write(cut, [], { contextTokens: 128 })).toMatchObject({ kind: "discarded", reason: "context_budget" });
});

test("a user turn that hits its own bound is kept, cut off, and flagged", async () => {
  const cut = [
    { type: "text", text: "a b c" } as const,
    { type: "done", finishReason: "length", usage: null } as const,
  ];
  expect(await write(cut, [])).toMatchObject({ kind: "complete", flags: ["cut_by_length"], finishReason: "length" });
});

test.each([
  ["", "empty_turn"],
  ["<think>done</think>", "empty_turn"],
  ["Thanks, bye!", "end_phrase"],
  ["q number one", "repetition"],
])("a user turn %j is discarded by %s", async (reply, reason) => {
  const outcome = await write(reply, ["Q number one.", "a1"], { endPhrases: ["bye"] });
  expect(outcome).toMatchObject({ kind: "discarded", reason });
});

test("the run's rules for user turns do not touch answers", async () => {
  const outcome = await write("Q number one, bye", ["Q number one, bye"], { endPhrases: ["bye"] });
  expect(outcome).toMatchObject({ kind: "complete", flags: [] });
});

test("thinking is kept apart, from events and from blocks cut anywhere", async () => {
  const reply = await write(["<thi", "nk>hm", "</th", "ink>\n", "Hello ", "there"], ["q1"]);
  expect(reply).toMatchObject({ kind: "complete", text: "Hello there", reasoning: "hm", flags: [] });
  const events = [
    { type: "reasoning", text: "hm" },
    { type: "text", text: "Hello" },
    { type: "done", finishReason: "stop", usage: { promptTokens: 3, completionTokens: 2 } },
  ] as const;
  expect(await write([...events], ["q1"])).toMatchObject({
    text: "Hello",
    reasoning: "hm",
    usage: { promptTokens: 3, completionTokens: 2 },
    usageReported: true,
    firstTokenMs: 1,
    totalMs: 2,
  });
});

test("what cannot be stored is repaired, flagged, and kept raw", async () => {
  const reply = await write(["a\0b \uD83D", "\uDE42"], ["q1"]);
  expect(reply).toMatchObject({ text: "a\uFFFDb 🙂", flags: ["repaired_text"], rawText: "a\0b 🙂" });
});

test("a stop string cuts the reply even where the endpoint ignores it", async () => {
  const assistant = { rendering: "dyadic", contextWindow: 4096, sampling: {} } as const;
  const reply = await write(["Hello the", "re</", "s>Human: <s>forged"], ["q1"], {}, { assistant });
  expect(reply).toMatchObject({ kind: "complete", text: "Hello there", finishReason: "stop", abandoned: 1 });
});

test.each<[string, ScriptedReply, string[], string]>([
  ["an empty answer", "", ["q1"], "empty"],
  ["an answer that is all thought", "<think>hm</think>", ["q1"], "empty"],
  ["a user turn cut while thinking", "<think>hm", [], "empty"],
  ["a stream without an end", [{ type: "text", text: "Hel" }], ["q1"], "truncated"],
  ["a withheld answer", [{ type: "done", finishReason: "content_filter", usage: null }], ["q1"], "content_filter"],
  ["a fault of the model", [{ type: "text", text: "Hel" }, new ModelFault("network", "gone")], ["q1"], "network"],
])("%s is a fault", async (_, reply, path, kind) => {
  await expect(write(reply, path)).rejects.toMatchObject({ name: "ModelFault", kind });
});

test("free mode, from the opening question to the end of the context", async () => {
  const question = (i: number) => Array.from({ length: 12 }, (_, j) => ` ask${i}x${j * i}`);
  const simulator = scriptedModel([1, 2, 3, 4, 5, 6].map(question));
  const assistant = scriptedModel(["one ".repeat(32), "two ".repeat(32), "three ".repeat(32)]);
  const texts: string[] = [];
  let end: { reason: string } | undefined;
  while (!end) {
    const { path, spec } = input(texts, { contextTokens: 128 });
    const step = nextStep(input(texts, { contextTokens: 128 }));
    if (step.kind === "end") end = step;
    else {
      const model = step.speaker === "user" ? simulator : assistant;
      const signal = new AbortController().signal;
      for await (const event of writeTurn({ model, step, path, stopRules: spec.stopRules, countTokens, signal })) {
        if (event.type !== "outcome") continue;
        if (event.outcome.kind === "complete") texts.push(event.outcome.text);
        else end = event.outcome;
      }
    }
  }
  expect(end.reason).toBe("context_budget");
  expect(texts).toHaveLength(4);
  expect(simulator.requests).toHaveLength(3);
});
