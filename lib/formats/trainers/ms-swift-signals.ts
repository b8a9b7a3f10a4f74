import { howTo } from "./companions";
import type { Mark } from "./lay-out";
import { labelFormat, messagesColumn, pairFormat } from "./signal-format";

const marks: readonly Mark[] = [{ pattern: /<(image|video|audio|bbox|ref-object)>/, rule: "media_mark" }];
const uncut = "Nothing is cut unless --max_length says so; rows longer than the model reads are dropped.";

/** ms-swift for pairs: the preferred answer ends the messages, the other one stands beside them. */
export const msSwiftPairs = pairFormat({
  id: "ms_swift_pairs",
  name: "ms-swift pairs",
  use: "messages with rejected_response, for DPO and reward models",
  trainer: "ms_swift",
  targets: ["preference", "reward"],
  containers: ["jsonl", "json", "parquet"],
  columns: { messages: messagesColumn, rejected_response: "text" },
  length: null,
  fields: {
    messages: "role and content, the answer that people preferred at the end",
    rejected_response: "what the other answer says",
  },
  notes: [uncut],
  beside: (files) => [howToTrain("dpo", files, " # or --rlhf_type rm, for a model that scores answers")],
  marks,
  record: ({ prompt, chosen, rejected }) => ({ messages: [...prompt, chosen], rejected_response: rejected.content }),
});

/** ms-swift for single answers. */
export const msSwiftKto = labelFormat({
  id: "ms_swift_kto",
  name: "ms-swift KTO",
  use: "messages with a label",
  trainer: "ms_swift",
  containers: ["jsonl", "json", "parquet"],
  columns: { messages: messagesColumn, label: "truth" },
  length: null,
  fields: {
    messages: "role and content, the answer that people judged at the end",
    label: "true where it is good, false where it is not",
  },
  notes: [
    "Each answer is compared with its neighbours' prompts: rows are shuffled, and rows of one prompt stand apart.",
    "Where there are more good rows than bad ones, or the other way round, set --desirable_weight and --undesirable_weight.",
    uncut,
  ],
  beside: (files) => [howToTrain("kto", files)],
  marks,
  record: ({ prompt, completion, label }) => ({ messages: [...prompt, completion], label }),
});

function howToTrain(type: "dpo" | "kto", [train = "", ...others]: readonly string[], remark = "") {
  const held = others.length > 0 ? ` --val_dataset ${others.join(" ")}` : "";
  return howTo(
    "ms-swift",
    `pip install "ms-swift>=4.6"`,
    "sh",
    `swift rlhf --rlhf_type ${type} --model YOUR_BASE_MODEL --dataset ${train}${held}${remark}`,
  );
}
