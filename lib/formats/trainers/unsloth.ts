import { chatMessages, messageColumns } from "./chat-messages";
import { howTo, loaderOf } from "./companions";
import { masksOf, rowsOption, sftFormat } from "./sft-format";

/** Unsloth: messages. It masks by the marks of its chat template and reads no flag, so a row ends on its trained turn. */
export const unsloth = sftFormat({
  id: "unsloth",
  name: "Unsloth",
  use: "messages, a row for each trained turn",
  trainer: "unsloth",
  masks: "exploded",
  reasoning: ["drop", "reasoning_content", "inline"],
  containers: ["jsonl", "json", "parquet"],
  own: { rows: rowsOption },
  columns: ({ reasoning }) => ({ messages: messageColumns(reasoning, "drop") }),
  length: { setting: "max_seq_length", usual: 2048 },
  fields: { messages: "role and content" },
  notes: ({ rows }) => [
    "Unsloth reads neither weight nor train nor loss.",
    rows === "turn"
      ? "The last answer of a row is the one to train on: train_on_responses_only needs last_response_only=True, or every answer of every row is trained on, masked ones as well."
      : "A row is a whole dialogue, and every answer in it is trained on.",
    "Unsloth Studio cannot be told to train on the last answer alone: take a row for each dialogue there.",
    "Rows are cut after 2,048 tokens unless max_seq_length says more.",
  ],
  beside: ({ rows }, files) => [
    howTo(
      "Unsloth",
      "pip install unsloth",
      "python",
      `from unsloth import FastLanguageModel
from unsloth.chat_templates import train_on_responses_only
from datasets import load_dataset
from trl import SFTConfig, SFTTrainer

model, tokenizer = FastLanguageModel.from_pretrained("YOUR_BASE_MODEL", max_seq_length=4096)
model = FastLanguageModel.get_peft_model(model)
rows = load_dataset("${loaderOf(files[0] ?? "")}", data_files="${files[0]}", split="train")
rows = rows.map(lambda row: {"text": tokenizer.apply_chat_template(row["messages"], tokenize=False)})
trainer = SFTTrainer(model=model, processing_class=tokenizer, train_dataset=rows, args=SFTConfig(output_dir="out"))
trainer = train_on_responses_only(
    trainer,
    instruction_part="ITS MARK BEFORE A QUESTION",
    response_part="ITS MARK BEFORE AN ANSWER",${rows === "turn" ? "\n    last_response_only=True," : ""}
)
trainer.train()`,
    ),
  ],
  dialect: ({ rows }) => ({ masks: masksOf(rows) }),
  record: (messages, { reasoning }) => ({ messages: chatMessages(messages, reasoning) }),
});
