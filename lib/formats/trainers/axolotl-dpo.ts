import { loaderOf } from "./companions";
import { messageColumn, messagesColumn, pairFormat } from "./signal-format";

/** Axolotl's chat_template.default for DPO: messages up to the question, both answers as objects. */
export const axolotlDpo = pairFormat({
  id: "axolotl_dpo",
  name: "Axolotl DPO",
  use: "messages with two answers, and the settings that read them",
  trainer: "axolotl",
  targets: ["preference"],
  containers: ["jsonl", "json", "parquet"],
  columns: { messages: messagesColumn, chosen: messageColumn, rejected: messageColumn },
  length: { setting: "sequence_len", usual: 512 },
  fields: {
    messages: "role and content of all that both answer",
    chosen: "role and content of the answer that people preferred",
    rejected: "role and content of the other one",
  },
  notes: [
    "It looks for each answer in what the chat template makes of it: one of a letter or two may be found in the template's own words, and is cut wrongly then.",
    "Rows longer than sequence_len are dropped; it is 512 unless said.",
  ],
  beside: (files) => [{ name: "axolotl.yaml", text: settings(files) }],
  record: ({ prompt, chosen, rejected }) => ({ messages: prompt, chosen, rejected }),
});

function settings([train = "", ...others]: readonly string[]): string {
  const held = others.length > 0 ? `test_datasets:\n${others.map(dataset).join("")}` : "";
  return `# axolotl train axolotl.yaml
base_model: YOUR_BASE_MODEL
rl: dpo
adapter: lora
lora_r: 16
lora_alpha: 32
lora_target_linear: true
sequence_len: 4096
micro_batch_size: 1
gradient_accumulation_steps: 8
num_epochs: 1
learning_rate: 0.000005
output_dir: out
datasets:
${dataset(train)}${held}`;
}

function dataset(file: string): string {
  return `  - path: ${file}
    ds_type: ${loaderOf(file)}
    split: train
    type: chat_template.default
    chat_template: tokenizer_default
    field_messages: messages
    field_chosen: chosen
    field_rejected: rejected
    message_property_mappings:
      role: role
      content: content
`;
}
