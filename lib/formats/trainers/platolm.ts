import { howTo } from "./companions";
import { maskedOption, sftFormat } from "./sft-format";
import { said } from "./sharegpt";

/**
 * The trainer of the paper, for UserGPT (its Socratic form, loss on every turn of the human, the first included) and
 * for ReaLM (loss on every turn of gpt): one array, of which it reads conversations alone (docs/method.md#loss-side).
 */
export const platolm = sftFormat({
  id: "platolm",
  name: "PlatoLM",
  use: "the paper's trainer, one array for either side",
  trainer: "platolm",
  masks: "none",
  reasoning: ["drop"],
  containers: ["json"],
  own: { masked: maskedOption.default("cut") },
  length: { setting: "model_max_length", usual: 2048 },
  fields: { id: "the dialogue's id", conversations: "from (human, gpt) and value, human first" },
  notes: ({ target, masked }) => [
    target === "user"
      ? "Train it with the Socratic trainer (sft_socratic): loss falls on every turn of the human."
      : "Train it with sft_platolm: loss falls on every turn of gpt.",
    masked === "cut"
      ? "No turn can be marked: a dialogue ends before the first turn that people took out of training."
      : "No turn can be marked: turns that people took out of training are trained on.",
    "The system text is the trainer's own; prompts of the dialogues are not in the file.",
    "Rows are cut after 2,048 tokens. Of a turn that lies wholly behind the cut, the last token of the row is trained on, whoever said it.",
    "A text with “<s>” or “</s>” would end its turn early; such dialogues are left out.",
  ],
  beside: ({ target }, files) => [
    howTo(
      "the paper's trainer",
      "git clone https://github.com/FreedomIntelligence/PlatoLM",
      "sh",
      `# in model/${target === "user" ? "sft_socratic" : "sft_platolm"}: set the data path to ${files[0]} and the base model, then
bash scripts/sft_7b.sh`,
    ),
  ],
  dialect: ({ masked }) => ({
    isNative: true,
    hasPrompt: false,
    masks: masked === "cut" ? "cut" : "trained",
    marks: [{ pattern: /<\/?s>/, rule: "mark_in_text" }],
  }),
  record: (messages, _, id) => ({ id, conversations: messages.map(({ role, text }) => said(role, text)) }),
});
