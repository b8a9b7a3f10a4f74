import { howTo } from "./companions";
import { maskedOption, sftFormat } from "./sft-format";
import { said } from "./sharegpt";

/** FastChat, as Vicuna was trained: one array of human and gpt in turns. It trains every turn of gpt. */
export const fastChat = sftFormat({
  id: "fastchat",
  name: "FastChat",
  use: "one array of human and gpt in turns",
  trainer: "fastchat",
  masks: "none",
  reasoning: ["drop"],
  containers: ["json"],
  own: { masked: maskedOption.default("cut") },
  length: { setting: "model_max_length", usual: 512 },
  fields: { id: "the dialogue's id", conversations: "from (human, gpt) and value, human first" },
  notes: ({ target, masked }) => [
    "Every turn of gpt is trained on; no turn can be marked.",
    masked === "cut"
      ? "A dialogue ends before the first turn that people took out of training."
      : "Turns that people took out of training are trained on.",
    ...(target === "user"
      ? ["The sides are changed over: the user of the dialogues is gpt, and answers a cue at first."]
      : []),
    "It has no place for a system prompt.",
    "Rows are cut after 512 tokens unless model_max_length says more.",
    "A text with “</s>” or “ ASSISTANT: ” would lose the mask of its whole row without a word; such dialogues are left out.",
  ],
  beside: (_, files) => [
    howTo(
      "FastChat",
      `pip install "fschat[model_worker,train]"`,
      "sh",
      `python -m fastchat.train.train_mem --model_name_or_path YOUR_BASE_MODEL --data_path ${files[0]} \\
  --model_max_length 2048 --output_dir out --bf16 True`,
    ),
  ],
  dialect: ({ masked }) => ({
    hasPrompt: false,
    masks: masked === "cut" ? "cut" : "trained",
    marks: [{ pattern: /<\/s>| ASSISTANT: /, rule: "mark_in_text" }],
  }),
  record: (messages, _, id) => ({ id, conversations: messages.map(({ role, text }) => said(role, text)) }),
});
