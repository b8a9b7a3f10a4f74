import { howTo, loaderOf } from "./companions";
import { messagesColumn, pairFormat } from "./signal-format";

/** TRL's RewardTrainer: two whole conversations that part at the last message. */
export const trlReward = pairFormat({
  id: "trl_reward",
  name: "TRL reward",
  use: "two conversations that part at the last answer, for RewardTrainer",
  trainer: "trl",
  targets: ["reward"],
  containers: ["jsonl", "json", "parquet"],
  columns: { chosen: messagesColumn, rejected: messagesColumn },
  length: { setting: "max_length", usual: 1024 },
  fields: {
    chosen: "role and content of all messages, the answer that people preferred at the end",
    rejected: "the same with the other answer at the end",
  },
  notes: ["Rows of which either side is longer than max_length are dropped; it is 1,024 tokens unless said."],
  beside: ([train = ""]) => [
    howTo(
      "TRL",
      `pip install "trl>=1.16"`,
      "python",
      `from datasets import load_dataset
from trl import RewardConfig, RewardTrainer

rows = load_dataset("${loaderOf(train)}", data_files="${train}", split="train")
settings = RewardConfig(output_dir="out", max_length=4096)
RewardTrainer(model="YOUR_BASE_MODEL", args=settings, train_dataset=rows).train()`,
    ),
  ],
  record: ({ prompt, chosen, rejected }) => ({ chosen: [...prompt, chosen], rejected: [...prompt, rejected] }),
});
