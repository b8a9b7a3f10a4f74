import { chatMessages, messageColumns } from "./chat-messages";
import { loaderOf } from "./companions";
import { sftFormat, toolsOption } from "./sft-format";

/** Axolotl's chat_template data: a `train` flag on each message, of either side, and the settings that make it count. */
export const axolotl = sftFormat({
  id: "axolotl",
  name: "Axolotl",
  use: "messages with a train flag each, and the settings that read it",
  trainer: "axolotl",
  masks: "marked",
  reasoning: ["drop", "reasoning_content", "inline"],
  containers: ["jsonl", "json", "parquet"],
  own: { tools: toolsOption },
  columns: ({ reasoning, tools }) => ({ messages: messageColumns(reasoning, tools, { train: "truth" }) }),
  length: { setting: "sequence_len", usual: 512 },
  fields: { messages: "role, content and train: whether the message is trained on" },
  notes: () => [
    "The flags count only with message_field_training, as in the settings beside the file; without it they are ignored.",
    "Both sides are trained under their own names: nothing is changed over for the user's side.",
    "Rows longer than sequence_len are dropped or cut; it is 512 unless said.",
  ],
  beside: ({ reasoning }, files) => [
    { name: "axolotl.yaml", text: settings(files, reasoning === "reasoning_content") },
  ],
  dialect: ({ tools }) => ({ isNative: true, keepsTools: tools === "keep" }),
  record: (messages, { reasoning }) => ({
    messages: chatMessages(messages, reasoning, ({ isTrained }) => ({ train: isTrained })),
  }),
});

function settings([train = "", ...others]: readonly string[], hasThoughts: boolean): string {
  const held = others.length > 0 ? `test_datasets:\n${others.map((file) => dataset(file, hasThoughts)).join("")}` : "";
  return `# axolotl train axolotl.yaml
base_model: YOUR_BASE_MODEL
adapter: lora
lora_r: 16
lora_alpha: 32
lora_target_linear: true
sequence_len: 4096
micro_batch_size: 1
gradient_accumulation_steps: 8
num_epochs: 1
learning_rate: 0.0002
output_dir: out
datasets:
${dataset(train, hasThoughts)}${held}`;
}

function dataset(file: string, hasThoughts: boolean): string {
  return `  - path: ${file}
    ds_type: ${loaderOf(file)}
    type: chat_template
    chat_template: tokenizer_default
    field_messages: messages
    message_property_mappings:
      role: role
      content: content
    # What is trained on is said by each message alone.
    roles_to_train: []
    message_field_training: train
    train_on_eos: turn
${hasThoughts ? "    field_thinking: reasoning_content\n" : ""}`;
}
