import { describe, expect, it } from "vitest";
import type { Target, TrainerId } from "@/lib/domain/training/recipe";
import { type SignalTarget, signalTargetSchema } from "@/lib/domain/training/signal";
import { formats, trainerFormat } from "@/lib/formats/registry";
import { binarySignal, preferencePair } from "@/lib/testing/preferences";
import { wordTokenizer } from "@/lib/testing/word-tokenizer";
import { chatml } from "./chat-template";
import { type Setting, untrained } from "./loaded-row";
import { rulesFor } from "./rules";

const tokenizer = wordTokenizer();

/** What is learned of each answer, or why there is none. */
function taught(trainer: TrainerId, target: Target, record: Record<string, unknown>, maxLength: number | null = null) {
  const setting: Setting = { tokenizer, template: chatml, maxLength, target, options: {} };
  const loaded = rulesFor(trainer, target)?.load(record, setting) ?? [];
  return loaded.map((one) => {
    if (one.as !== "row") return `${one.as}: ${one.why}`;
    const { ids, labels } = one.row;
    const words = ids.flatMap((id, i) =>
      labels[i] === untrained ? [] : [new TextDecoder().decode(tokenizer.bytesOf(id))],
    );
    return `${one.answer}: ${words.join("").replaceAll("\n", "⏎")}`;
  });
}

const trainersOf = (target: SignalTarget) =>
  Object.values(formats).flatMap((format) =>
    "trainer" in format && (format.trainer.targets as readonly Target[]).includes(target)
      ? [format.trainer.trainer]
      : [],
  );

/** The record that a trainer is given. */
function recordOf(trainer: TrainerId, target: SignalTarget, given: unknown): Record<string, unknown> {
  const format = trainerFormat(trainer, target);
  const made = format?.trainer?.rowsOf(given as never, format.options.parse({}) as never, () => null);
  return JSON.parse(JSON.stringify(made?.rows[0]?.record));
}

const pair = preferencePair("good one", "bad one", { before: ["Why?", "So.", "What?"] });
const ends = /^(<\|im_end\|>)?⏎?$/;

describe.each(
  signalTargetSchema.options.flatMap((target) => trainersOf(target).map((trainer) => [trainer, target] as const)),
)("%s learning %s", (trainer, target) => {
  it("learns the answers of our own rows, each with its end, and nothing of what was asked", () => {
    const record = recordOf(trainer, target, target === "binary" ? binarySignal("good one", true) : pair);
    const learned = taught(trainer, target, record);
    const due = target === "binary" ? ["good: good one"] : ["chosen: good one", "rejected: bad one"];
    expect(learned).toHaveLength(due.length);
    learned.forEach((one, i) => {
      expect(one.startsWith(due[i] ?? "?")).toBe(true);
      expect(one.slice(due[i]?.length)).toMatch(ends);
    });
  });
});

const message = (role: string, content: string) => ({ role, content });
const prompt = [message("user", "one two")];

describe("TRL", () => {
  it("drops a pair whose prompt fills the length, and cuts longer answers", () => {
    const record = { prompt, chosen: [message("assistant", "a b c")], rejected: [message("assistant", "d")] };
    expect(taught("trl", "preference", record, 11)).toEqual(["dropped: long_prompt"]);
    expect(taught("trl", "preference", record, 13)).toEqual(["chosen: a ", "rejected: d<|im_end|>"]);
  });

  it("drops a pair for a reward model of which either side is too long, and compares behind where they part", () => {
    const record = {
      chosen: [...prompt, message("assistant", "a b")],
      rejected: [...prompt, message("assistant", "a c")],
    };
    expect(taught("trl", "reward", record)).toEqual(["chosen: b<|im_end|>⏎", "rejected: c<|im_end|>⏎"]);
    expect(taught("trl", "reward", record, 12)).toEqual(["dropped: too_long"]);
  });
});

describe("LLaMA-Factory", () => {
  const turn = (from: string, value: string) => ({ from, value });

  it("passes over pairs that do not end on a question, and takes an empty good answer for a bad one", () => {
    const answers = { chosen: turn("gpt", "a"), rejected: turn("gpt", "b") };
    const conversations = [turn("human", "u"), turn("gpt", "a")];
    expect(taught("llama_factory", "preference", { conversations, ...answers })).toEqual(["dropped: odd_number"]);
    const empty = [turn("human", "u"), turn("gpt", "")];
    expect(taught("llama_factory", "binary", { conversations: empty, kto_tag: true })).toEqual(["bad: <|im_end|>⏎"]);
    expect(taught("llama_factory", "binary", { conversations, kto_tag: "true" })).toEqual(["dropped: no_answer"]);
  });
});

describe("Axolotl", () => {
  it("looks for an answer from the first place where its words stand, the template's own among them", () => {
    const record = { messages: prompt, chosen: message("assistant", "user"), rejected: message("assistant", "b") };
    expect(taught("axolotl", "preference", record)[0]).toMatch(/^chosen: user⏎\[\[dummy_message\]\]/);
  });

  it("drops a pair that is longer than its length", () => {
    const record = { messages: prompt, chosen: message("assistant", "a"), rejected: message("assistant", "b c d") };
    expect(taught("axolotl", "preference", record, 14)).toEqual(["dropped: too_long"]);
  });
});

describe("ms-swift", () => {
  it("drops two answers that are the same", () => {
    const record = { messages: [...prompt, message("assistant", "a")], rejected_response: "a" };
    expect(taught("ms_swift", "preference", record)).toEqual(["dropped: no_answer"]);
  });
});
