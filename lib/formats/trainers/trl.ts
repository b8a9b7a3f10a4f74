import * as z from "zod";
import { endOfDialogue } from "@/lib/domain/end-of-dialogue";
import type { Columns } from "../parquet/write-parquet";
import { chatMessages, messageColumns } from "./chat-messages";
import { howTo, loaderOf } from "./companions";
import { masksOf, rowsOption, sftFormat, toolsOption } from "./sft-format";

/** TRL's SFTTrainer: prompt and completion, a row for each trained turn; or messages, where nothing is masked. */
export const trl = sftFormat({
  id: "trl",
  name: "TRL",
  use: "prompt and completion for SFTTrainer, a row for each trained turn",
  trainer: "trl",
  masks: "exploded",
  reasoning: ["drop", "reasoning_content", "thinking", "inline"],
  containers: ["jsonl", "json", "parquet"],
  own: { rows: rowsOption, tools: toolsOption, ends: z.enum(["none", "mark"]).default("none") },
  columns: ({ rows, reasoning, tools }): Columns => {
    const messages = messageColumns(reasoning, tools);
    return rows === "turn" ? { prompt: messages, completion: messages } : { messages };
  },
  length: { setting: "max_length", usual: 1024 },
  fields: {
    prompt: "role and content of all that comes before the trained turn",
    completion: "role and content of that turn; with rows = dialogue, messages stands instead of both",
  },
  notes: ({ rows, ends, target }) => [
    rows === "turn"
      ? "TRL reads no mark of a single turn, so that a dialogue becomes a row for each trained turn; loss falls on completions alone (completion_only_loss is on by itself)."
      : "Set assistant_only_loss=True, or TRL trains on every token, prompts included. The chat template needs generation marks; TRL adds them for known families and stops for others.",
    ...(ends === "mark" && target === "user"
      ? [
          `After the last answer the simulator learns to say ${endOfDialogue}: add that to the tokenizer as one token, or its letters are learned.`,
        ]
      : []),
    "Rows are cut at the end after 1,024 tokens unless max_length says more.",
  ],
  beside: ({ rows }, files) => [
    howTo(
      "TRL",
      `pip install "trl>=1.16"`,
      "python",
      `from datasets import load_dataset
from trl import SFTConfig, SFTTrainer

rows = load_dataset("${loaderOf(files[0] ?? "")}", data_files="${files[0]}", split="train")
settings = SFTConfig(output_dir="out", max_length=4096${rows === "turn" ? "" : ", assistant_only_loss=True"})
SFTTrainer(model="YOUR_BASE_MODEL", args=settings, train_dataset=rows).train()`,
    ),
  ],
  // In a row for each dialogue the calls of tools would be trained on.
  dialect: ({ rows, tools, ends, target }) => ({
    masks: masksOf(rows),
    keepsTools: tools === "keep" && rows === "turn",
    endMark: ends === "mark" && rows === "turn" && target === "user" ? endOfDialogue : undefined,
  }),
  record: (messages, { rows, reasoning }) => {
    const said = chatMessages(messages, reasoning);
    return rows === "turn" ? { prompt: said.slice(0, -1), completion: said.slice(-1) } : { messages: said };
  },
});
