import { howTo, loaderOf } from "./companions";
import { labelFormat, messagesColumn } from "./signal-format";

/** TRL's KTOTrainer: one answer a row, and as true or false whether it is good. */
export const trlKto = labelFormat({
  id: "trl_kto",
  name: "TRL KTO",
  use: "prompt, completion and label for KTOTrainer",
  trainer: "trl",
  containers: ["jsonl", "json", "parquet"],
  columns: { prompt: messagesColumn, completion: messagesColumn, label: "truth" },
  length: { setting: "max_length", usual: 1024 },
  fields: {
    prompt: "role and content of all that comes before",
    completion: "the message that people judged, in a list",
    label: "true where it is good, false where it is not",
  },
  notes: [
    "Rows are read in the order of the file (train_sampling_strategy is sequential): they are shuffled already, and rows of one prompt stand apart, since each answer is compared with its neighbour's prompt. A batch must hold two rows at least.",
    "Where there are more good rows than bad ones, or the other way round, set one of both weights, so that desirable_weight × good rows comes to between 1 and 1.33 times undesirable_weight × bad rows.",
    "Rows whose prompt alone fills max_length are dropped; it is 1,024 tokens unless said.",
  ],
  beside: ([train = ""]) => [
    howTo(
      "TRL",
      `pip install "trl>=1.16"`,
      "python",
      `from datasets import load_dataset
from trl import KTOConfig, KTOTrainer

rows = load_dataset("${loaderOf(train)}", data_files="${train}", split="train")
settings = KTOConfig(output_dir="out", max_length=4096, per_device_train_batch_size=8)
KTOTrainer(model="YOUR_BASE_MODEL", args=settings, train_dataset=rows).train()`,
    ),
  ],
  record: ({ prompt, completion, label }) => ({ prompt, completion: [completion], label }),
});
