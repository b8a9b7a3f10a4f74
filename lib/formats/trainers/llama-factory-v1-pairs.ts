import { stemOf } from "./companions";
import { type PlainMessage, pairFormat } from "./signal-format";

const partsColumn = { list: { fields: { type: "text", value: "text" } } } as const;
const weighedColumn = { list: { fields: { role: "text", content: partsColumn, loss_weight: "number" } } } as const;

/** The newer loader of LLaMA-Factory (USE_V1): both conversations whole, in which the last message carries the weight. */
export const llamaFactoryV1Pairs = pairFormat({
  id: "llama_factory_v1_pairs",
  name: "LLaMA-Factory v1 pairs",
  use: "two conversations in parts, for its DPO and reward trainers",
  trainer: "llama_factory_v1",
  targets: ["preference", "reward"],
  containers: ["jsonl", "json", "parquet"],
  columns: { chosen_messages: weighedColumn, rejected_messages: weighedColumn },
  length: { setting: "cutoff_len", usual: 2048 },
  fields: {
    chosen_messages:
      "role, content (parts of type and value) and loss_weight; the answer that people preferred at the end",
    rejected_messages: "the same with the other answer at the end",
  },
  notes: ["Its loader is used when USE_V1=1 is set.", "Rows are cut after 2,048 tokens unless cutoff_len says more."],
  beside: (files) => [
    {
      name: "dataset.yaml",
      text: files.map((file) => `${stemOf(file)}:\n  path: ${file}\n  source: local\n`).join(""),
    },
  ],
  record: ({ prompt, chosen, rejected }) => ({
    chosen_messages: [...prompt.map((message) => weighed(message, 0)), weighed(chosen, 1)],
    rejected_messages: [...prompt.map((message) => weighed(message, 0)), weighed(rejected, 1)],
  }),
});

function weighed({ role, content }: PlainMessage, weight: 0 | 1) {
  return { role, content: [{ type: "text", value: content }], loss_weight: weight };
}
