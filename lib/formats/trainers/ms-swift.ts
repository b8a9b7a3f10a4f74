import { chatMessages, messageColumns } from "./chat-messages";
import { howTo } from "./companions";
import type { Message } from "./lay-out";
import { sftFormat } from "./sft-format";

/** ms-swift: `loss` on each assistant message, and a channel that tells who wrote what is trained on. */
export const msSwift = sftFormat({
  id: "ms_swift",
  name: "ms-swift",
  use: "messages, each answer with its loss, and a channel by who wrote it",
  trainer: "ms_swift",
  masks: "marked",
  reasoning: ["drop", "inline"],
  containers: ["jsonl", "json", "parquet"],
  own: {},
  // A message of the other side holds no loss: null, which ms-swift reads as none.
  columns: ({ reasoning }) => ({ messages: messageColumns(reasoning, "drop", { loss: "truth" }), channel: "text" }),
  length: null,
  fields: {
    messages: "role, content and, on each assistant message, loss: whether it is trained on",
    channel:
      "who wrote what is trained on: the origin of its turns, or mixed; --enable_channel_loss shows a loss for each",
  },
  notes: ({ target }) => [
    "loss is honoured on the assistant's messages alone.",
    ...(target === "user"
      ? ["The sides are changed over: the user of the dialogues speaks as the assistant, and answers a cue at first."]
      : []),
    "Nothing is cut unless --max_length says so; rows longer than the model reads are dropped.",
  ],
  beside: (_, [train = "", ...others]) => [
    howTo(
      "ms-swift",
      `pip install "ms-swift>=4.6"`,
      "sh",
      `swift sft --model YOUR_BASE_MODEL --dataset ${train}${others.length > 0 ? ` --val_dataset ${others.join(" ")}` : ""} --enable_channel_loss true`,
    ),
  ],
  dialect: () => ({ marks: [{ pattern: /<(image|video|audio|bbox|ref-object)>/, rule: "media_mark" }] }),
  record: (messages, { reasoning }) => ({
    messages: chatMessages(messages, reasoning, ({ role, isTrained }) =>
      role === "assistant" ? { loss: isTrained } : {},
    ),
    channel: channelOf(messages),
  }),
});

function channelOf(messages: readonly Message[]): string {
  const origins = new Set(messages.flatMap(({ turn, isTrained }) => (turn && isTrained ? [turn.origin] : [])));
  const [only = "mixed", ...others] = origins;
  return others.length > 0 ? "mixed" : only;
}
