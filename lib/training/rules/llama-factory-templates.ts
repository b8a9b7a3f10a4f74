import type { Part } from "../chat-template";
import type { Tokenizer } from "../tokenizer";

/** What is encoded by itself: words with a text at `{{content}}`, or one of the tokenizer's own marks. */
export type Slot = string | { mark: "bos" | "eos" };

/** A template as LLaMA-Factory registers it: it has its own, beside those of tokenizers. */
export type SlotTemplate = {
  prefix: readonly Slot[];
  system: readonly Slot[];
  user: readonly Slot[];
  assistant: readonly Slot[];
  /** What a tool answered; null = as what a user says. */
  observation: readonly Slot[] | null;
  defaultSystem: string;
};

const eos = { mark: "eos" } as const;
const bos = { mark: "bos" } as const;
const plain: SlotTemplate = {
  prefix: [],
  system: ["{{content}}"],
  user: ["{{content}}"],
  assistant: ["{{content}}", eos],
  observation: null,
  defaultSystem: "",
};

/** By the name that `template:` takes; those of other models are like one of them. */
export const slotTemplates: Readonly<Record<string, SlotTemplate>> = {
  empty: { ...plain, assistant: ["{{content}}"] },
  default: {
    ...plain,
    system: ["System: {{content}}", eos, "\n"],
    user: ["Human: {{content}}", eos, "\nAssistant:"],
    assistant: ["{{content}}", eos, "\n"],
  },
  chatml: {
    ...plain,
    system: ["<|im_start|>system\n{{content}}<|im_end|>\n"],
    user: ["<|im_start|>user\n{{content}}<|im_end|>\n<|im_start|>assistant\n"],
    assistant: ["{{content}}<|im_end|>\n"],
    observation: ["<|im_start|>tool\n{{content}}<|im_end|>\n<|im_start|>assistant\n"],
  },
  llama3: {
    ...plain,
    prefix: [bos],
    system: ["<|start_header_id|>system<|end_header_id|>\n\n{{content}}<|eot_id|>"],
    user: [
      "<|start_header_id|>user<|end_header_id|>\n\n{{content}}<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n",
    ],
    assistant: ["{{content}}<|eot_id|>"],
  },
  vicuna: {
    ...plain,
    user: ["USER: {{content}} ASSISTANT:"],
    defaultSystem:
      "A chat between a curious user and an artificial intelligence assistant. " +
      "The assistant gives helpful, detailed, and polite answers to the user's questions.",
  },
};

/** The slots with a text filled in. Whatever the text holds, a number of the round is put in for the first `{{idx}}`. */
export function filled(
  slots: readonly Slot[],
  content: string,
  message: number,
  round: string | null,
): (Part[] | Slot)[] {
  return slots.map((slot) => {
    if (typeof slot !== "string" || !slot.includes("{{content}}")) return slot;
    const [before = "", after = ""] = slot.split("{{content}}");
    const text = round === null ? content : content.replace("{{idx}}", () => round);
    return [before, { content: text, message }, after];
  });
}

export function idsOfMark(slot: { mark: "bos" | "eos" }, tokenizer: Tokenizer): number[] {
  const mark = slot.mark === "bos" ? tokenizer.bos : tokenizer.eos;
  return mark ? [mark.id] : [];
}
