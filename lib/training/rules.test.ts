import { describe, expect, it } from "vitest";
import type { TrainerId } from "@/lib/domain/training/recipe";
import { wordTokenizer } from "@/lib/testing/word-tokenizer";
import { chatml } from "./chat-template";
import { type Loaded, type Setting, untrained } from "./loaded-row";
import { rulesOf } from "./rules";

const tokenizer = wordTokenizer();
const setting: Setting = { tokenizer, template: chatml, maxLength: null, target: "assistant", options: {} };

function load(trainer: TrainerId, record: Record<string, unknown>, given: Partial<Setting> = {}): Loaded[] {
  return rulesOf[trainer]?.load(record, { ...setting, ...given }) ?? [];
}

/** What a trainer is taught by a row: stretches of trained tokens, with | between them; or why there are none. */
function taught(trainer: TrainerId, record: Record<string, unknown>, given: Partial<Setting> = {}): string[] {
  return load(trainer, record, given).map((one) => {
    if (one.as !== "row") return `${one.as}: ${one.why}`;
    const { ids, labels } = one.row;
    const words = ids.map((id, i) => (labels[i] === untrained ? "|" : shown(given.tokenizer ?? tokenizer, id)));
    return words.join("").replaceAll(/\|+/g, "|").replace(/^\|/, "").replace(/\|$/, "");
  });
}

function shown({ bytesOf }: Setting["tokenizer"], id: number): string {
  return new TextDecoder().decode(bytesOf(id)).replace("\n", "⏎");
}

const message = (role: string, content: string, more: object = {}) => Object.assign({ role, content }, more);
const turn = (from: string, value: string) => ({ from, value });
const four = [message("user", "u1"), message("assistant", "a1"), message("user", "u2"), message("assistant", "a2")];
const fourTurns = [turn("human", "u1"), turn("gpt", "a1"), turn("human", "u2"), turn("gpt", "a2")];

describe("TRL", () => {
  it("trains the completion and what ends it", () => {
    expect(taught("trl", { prompt: four.slice(0, 3), completion: four.slice(3) })).toEqual(["a2<|im_end|>⏎"]);
  });

  it("trains every token of messages", () => {
    const [all] = load("trl", { messages: four });
    expect(all?.as === "row" && all.row.labels.every((label) => label !== untrained)).toBe(true);
  });

  it("trains the answers alone where a row is a dialogue, as assistant_only_loss beside the file asks for", () => {
    const options = { rows: "dialogue" };
    expect(taught("trl", { messages: four }, { options })).toEqual(["a1<|im_end|>⏎|a2<|im_end|>⏎"]);
    expect(taught("trl", { messages: four.slice(0, 1) }, { options })).toEqual(["refused: nothing_left"]);
  });

  it("cuts the end off and tells what was lost; a row of which nothing is left goes", () => {
    const row = { prompt: four.slice(0, 1), completion: [message("assistant", "one two three")] };
    expect(load("trl", row, { maxLength: 11 })).toMatchObject([{ as: "row", row: { lost: 5 } }]);
    expect(taught("trl", row, { maxLength: 8 })).toEqual(["dropped: nothing_left"]);
  });
});

describe("LLaMA-Factory", () => {
  const dialogue = { rows: "dialogue" };

  it("trains every answer of a row for a dialogue, the last of a row for a turn", () => {
    expect(taught("llama_factory", { conversations: fourTurns }, { options: dialogue })).toEqual([
      "a1<|im_end|>⏎|a2<|im_end|>⏎",
    ]);
    expect(taught("llama_factory", { conversations: fourTurns })).toEqual(["a2<|im_end|>⏎"]);
  });

  it("trains the human behind a first turn of gpt where tags are changed over", () => {
    const conversations = [turn("gpt", "cue"), turn("human", "u1")];
    expect(taught("llama_factory", { conversations }, { target: "user" })).toEqual(["u1<|im_end|>⏎"]);
    expect(taught("llama_factory", { conversations: fourTurns }, { target: "user" })).toEqual(["dropped: wrong_order"]);
  });

  it("passes over rows whose sides do not alternate or that end on a question", () => {
    const twice = [turn("human", "u1"), turn("human", "u2")];
    expect(taught("llama_factory", { conversations: twice })).toEqual(["dropped: wrong_order"]);
    expect(taught("llama_factory", { conversations: fourTurns.slice(0, 3) })).toEqual(["dropped: odd_number"]);
  });

  it("puts calls of tools into its own words, and stops at what is no call", () => {
    const call = turn("function_call", '{"name":"search","arguments":{"q":"a","n":[1]}}');
    const conversations = [turn("human", "u"), call, turn("observation", "o"), turn("gpt", "a")];
    expect(taught("llama_factory", { conversations }, { options: dialogue })[0]).toContain(
      'Action: search⏎Action Input: {"q": "a", "n": [1]}<|im_end|>',
    );
    expect(taught("llama_factory", { conversations: [turn("human", "u"), turn("function_call", "x")] })).toEqual([
      "refused: unread_shape",
    ]);
  });

  it("puts the number of the round into a text that names it", () => {
    const conversations = [turn("human", "say {{idx}}"), turn("gpt", "a")];
    const [one] = load("llama_factory", { conversations });
    expect(one?.as === "row" && one.row.ids.map((id) => shown(tokenizer, id)).join("")).toContain("say 0<|im_end|>");
  });

  it("shares what is left of the length between question and answer, and drops later pairs", () => {
    const words = "a b c d e f g h";
    const conversations = [turn("human", words), turn("gpt", words), ...fourTurns];
    const [one] = load("llama_factory", { conversations }, { maxLength: 24, options: dialogue });
    expect(one).toMatchObject({ as: "row", row: { lost: 7 + 3 + 3 } });
    expect(one?.as === "row" && one.row.ids.length).toBe(24);
  });
});

describe("LLaMA-Factory v1", () => {
  const parts = (role: string, value: string, weight: number) => ({
    role,
    content: [{ type: "text", value }],
    loss_weight: weight,
  });

  it("makes a sample of each answer that counts, with all before it as context", () => {
    const messages = [
      parts("user", "u1", 0),
      parts("assistant", "a1", 1),
      parts("user", "u2", 0),
      parts("assistant", "a2", 0),
    ];
    expect(taught("llama_factory_v1", { messages })).toEqual(["a1<|im_end|>⏎"]);
    expect(taught("llama_factory_v1", { messages: messages.map((one) => ({ ...one, loss_weight: 1 })) })).toHaveLength(
      2,
    );
  });

  it("does not read the weight of a question, and stops where nothing else has one", () => {
    const messages = [parts("user", "u1", 1), parts("assistant", "a1", 1)];
    expect(load("llama_factory_v1", { messages })).toMatchObject([{ as: "row", ignored: [0] }]);
    expect(taught("llama_factory_v1", { messages: [parts("user", "u1", 1)] })).toEqual(["refused: nothing_left"]);
  });
});

describe("FastChat", () => {
  const llama = { tokenizer: wordTokenizer({ before: ["<s>"], eos: "</s>" }) };

  it("trains every answer, and takes all loss from a row in which it miscounts", () => {
    expect(taught("fastchat", { conversations: fourTurns }, llama)).toEqual([" a1</s>| a2</s>"]);
    const quoting = [turn("human", "who said ASSISTANT: hello"), ...fourTurns.slice(1)];
    expect(taught("fastchat", { conversations: quoting }, llama)).toEqual([""]);
  });

  it("stops at a speaker that it does not know, and where the sides do not alternate", () => {
    expect(taught("fastchat", { conversations: [turn("system", "s")] }, llama)).toEqual(["refused: unknown_role"]);
    expect(taught("fastchat", { conversations: [turn("human", "u"), turn("human", "u")] }, llama)).toEqual([
      "refused: wrong_order",
    ]);
  });
});

describe("PlatoLM", () => {
  const llama = { tokenizer: wordTokenizer({ before: ["<s>"], eos: "</s>" }) };

  it("trains the opening mark, the text and the end of each turn of its side, the first included", () => {
    expect(taught("platolm", { conversations: fourTurns }, { ...llama, target: "user" })).toEqual([
      "<s>u1</s>|<s>u2</s>",
    ]);
    expect(taught("platolm", { conversations: fourTurns }, llama)).toEqual(["<s>a1</s>|<s>a2</s>"]);
  });

  it("trains the last token that is left, whoever said it, for a turn behind the length", () => {
    const [whole] = load("platolm", { conversations: fourTurns }, llama);
    const length = whole?.as === "row" ? whole.row.ids.length : 0;
    // Up to the assistant's name before the last answer: its own tokens are all cut off.
    expect(taught("platolm", { conversations: fourTurns }, { ...llama, maxLength: length - 3 })).toEqual([
      "<s>a1</s>| ",
    ]);
  });
});

describe("OpenAI style", () => {
  it("trains answers of weight 1 with their end, and refuses rows that end otherwise or weigh questions", () => {
    const messages = [
      four[0],
      message("assistant", "a1", { weight: 0 }),
      four[2],
      message("assistant", "a2", { weight: 1 }),
    ];
    expect(taught("openai", { messages })).toEqual(["a2<|im_end|>"]);
    expect(taught("openai", { messages: four.slice(0, 3) })).toEqual(["refused: wrong_order"]);
    expect(taught("openai", { messages: [message("user", "u", { weight: 1 }), four[1]] })).toEqual([
      "refused: mask_refused",
    ]);
  });
});

describe("Axolotl", () => {
  it("trains what is marked, of either side, with the end of the turn", () => {
    const messages = four.map((one, i) => ({ ...one, train: i === 0 || i === 3 }));
    expect(taught("axolotl", { messages })).toEqual(["u1<|im_end|>|a2<|im_end|>"]);
  });

  it("drops rows that are too long, and rows of which nothing is trained", () => {
    expect(taught("axolotl", { messages: four }, { maxLength: 10 })).toEqual(["dropped: too_long"]);
    expect(taught("axolotl", { messages: four.map((one) => ({ ...one, train: false })) })).toEqual([
      "dropped: nothing_left",
    ]);
  });
});

describe("ms-swift", () => {
  it("trains answers unless their loss is off, the last end in any case", () => {
    const messages = [
      four[0],
      message("assistant", "a1", { loss: true }),
      four[2],
      message("assistant", "a2", { loss: false }),
    ];
    expect(taught("ms_swift", { messages })).toEqual(["a1<|im_end|>⏎|<|im_end|>⏎"]);
  });

  it("does not read the loss of a question, and drops rows that are too long", () => {
    const messages = [message("user", "u", { loss: true }), message("assistant", "a")];
    expect(load("ms_swift", { messages })).toMatchObject([{ as: "row", ignored: [0] }]);
    expect(taught("ms_swift", { messages }, { maxLength: 5 })).toEqual(["dropped: too_long"]);
  });
});

describe("Tinker", () => {
  it("trains what is trainable, of either side, and stops where a message does not say", () => {
    const messages = four.map((one, i) => ({ ...one, trainable: i === 2 }));
    expect(taught("tinker", { messages })).toEqual(["u2<|im_end|>"]);
    expect(taught("tinker", { messages: four })).toEqual(["refused: mask_refused"]);
  });
});

describe("Unsloth", () => {
  it("trains behind the words that open an answer, the last alone in rows for one turn, and reads no mask", () => {
    const messages = four.map((one) => ({ ...one, weight: 0 }));
    expect(taught("unsloth", { messages }, { options: { rows: "dialogue" } })).toEqual(["a1<|im_end|>⏎|a2<|im_end|>⏎"]);
    expect(load("unsloth", { messages })).toMatchObject([{ as: "row", ignored: [0, 1, 2, 3] }]);
    expect(taught("unsloth", { messages })).toEqual(["a2<|im_end|>⏎"]);
  });
});

describe("a tokenised file", () => {
  it("is taken as it is, up to the length", () => {
    const record = { input_ids: [1, 2, 3], labels: [untrained, 2, 3] };
    expect(load("tokenised", record, { maxLength: 2 })).toMatchObject([
      { as: "row", row: { labels: [untrained, 2], lost: 1 } },
    ]);
  });
});
