import type { Column } from "../parquet/write-parquet";
import { plainCalls, withInlineThoughts } from "./chat-messages";
import { stemOf } from "./companions";
import type { Message } from "./lay-out";
import { masksOf, rowsOption, sftFormat, toolsOption } from "./sft-format";

const conversations: Column = { list: { fields: { from: "text", value: "text" } } };

/**
 * LLaMA-Factory's own loader: ShareGPT rows and the entry of dataset_info.json that names all of their columns and tags,
 * since what is left out there counts as missing. Never `formatting: openai`, which adds a line to the system prompt.
 */
export const llamaFactory = sftFormat({
  id: "llama_factory",
  name: "LLaMA-Factory",
  use: "conversations with their dataset_info.json and settings",
  trainer: "llama_factory",
  masks: "exploded",
  reasoning: ["drop", "inline"],
  containers: ["json", "jsonl", "parquet"],
  own: { rows: rowsOption, tools: toolsOption },
  columns: () => ({ system: "text", conversations }),
  length: { setting: "cutoff_len", usual: 2048 },
  fields: {
    system: "the system prompt; empty where there is none",
    conversations: "the turns: from (human, gpt, function_call, observation) and value",
  },
  notes: ({ rows, target }) => [
    rows === "turn"
      ? "It reads no mark of a single turn, so that a dialogue becomes a row for each trained turn: mask_history must be on, as in the settings beside the file."
      : "A row is a whole dialogue, and every turn of the trained side in it is trained on.",
    "Rows are cut after 2,048 tokens unless cutoff_len says more.",
    ...(target === "user"
      ? [
          "The user's turns are trained by tags that are changed over: it needs the entry of dataset_info.json as it is.",
        ]
      : []),
    "Rows whose sides do not alternate are lost with no more than a line in its log; this file holds none.",
  ],
  beside: ({ target, rows }, files) => [
    { name: "dataset_info.json", text: `${JSON.stringify(entries(files, target === "user"), null, 2)}\n` },
    { name: "llama-factory.yaml", text: settings(stemOf(files[0] ?? ""), rows === "turn") },
  ],
  dialect: ({ rows, tools }) => ({
    masks: masksOf(rows),
    // In a row for each dialogue the calls of tools would be trained on.
    keepsTools: tools === "keep" && rows === "turn",
    alternates: true,
    marks: [{ pattern: /<(image|video|audio)>/, rule: "media_mark" }],
  }),
  record: (messages, { target, reasoning }) => {
    const system = messages[0]?.role === "system" ? messages[0].text : "";
    const said = messages.slice(messages[0]?.role === "system" ? 1 : 0);
    return { system, conversations: said.map((message) => taggedTurn(message, target === "user", reasoning)) };
  },
});

/** The trained side of a simulator's file is `human`, the cue before it `gpt`: texts and tags stay as people know them. */
function taggedTurn(message: Message, isChangedOver: boolean, reasoning: "drop" | "inline") {
  if (message.role === "tool") return { from: "observation", value: message.text };
  if (message.calls !== null) {
    const calls = plainCalls(message.calls);
    return { from: "function_call", value: JSON.stringify(calls.length === 1 ? calls[0] : calls) };
  }
  const isHuman = (message.role === "user") !== isChangedOver;
  return { from: isHuman ? "human" : "gpt", value: withInlineThoughts(message, reasoning) };
}

function entries(files: readonly string[], isChangedOver: boolean) {
  const [userTag, assistantTag] = isChangedOver ? ["gpt", "human"] : ["human", "gpt"];
  const entry = (file: string) => ({
    file_name: file,
    formatting: "sharegpt",
    columns: { messages: "conversations", system: "system" },
    tags: {
      role_tag: "from",
      content_tag: "value",
      user_tag: userTag,
      assistant_tag: assistantTag,
      observation_tag: "observation",
      function_tag: "function_call",
      system_tag: "system",
    },
  });
  return Object.fromEntries(files.map((file) => [stemOf(file), entry(file)]));
}

function settings(dataset: string, masksHistory: boolean): string {
  return `# llamafactory-cli train llama-factory.yaml
model_name_or_path: YOUR_BASE_MODEL
template: ITS_TEMPLATE
stage: sft
do_train: true
finetuning_type: lora
dataset_dir: .
dataset: ${dataset}
# Longer rows are cut; it is 2048 unless said.
cutoff_len: 4096
# Only the last turn of a row is trained on.
mask_history: ${masksHistory}
train_on_prompt: false
output_dir: out
`;
}
