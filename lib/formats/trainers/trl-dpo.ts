import { howTo, loaderOf } from "./companions";
import { messagesColumn, pairFormat } from "./signal-format";

/** TRL's DPOTrainer, and what reads the same rows (ORPO, CPO): the prompt stands by itself. */
export const trlDpo = pairFormat({
  id: "trl_dpo",
  name: "TRL DPO",
  use: "prompt, chosen and rejected for DPOTrainer",
  trainer: "trl",
  targets: ["preference"],
  containers: ["jsonl", "json", "parquet"],
  columns: { prompt: messagesColumn, chosen: messagesColumn, rejected: messagesColumn },
  length: { setting: "max_length", usual: 1024 },
  fields: {
    prompt: "role and content of all that both answer",
    chosen: "the message that people preferred, in a list",
    rejected: "the other one, in a list",
  },
  notes: [
    "Rows whose prompt alone fills max_length are dropped, longer answers are cut at the end; it is 1,024 tokens unless said.",
  ],
  beside: ([train = ""]) => [
    howTo(
      "TRL",
      `pip install "trl>=1.16"`,
      "python",
      `from datasets import load_dataset
from trl import DPOConfig, DPOTrainer

rows = load_dataset("${loaderOf(train)}", data_files="${train}", split="train")
settings = DPOConfig(output_dir="out", max_length=4096)
DPOTrainer(model="YOUR_BASE_MODEL", args=settings, train_dataset=rows).train()`,
    ),
  ],
  record: ({ prompt, chosen, rejected }) => ({ prompt, chosen: [chosen], rejected: [rejected] }),
});
