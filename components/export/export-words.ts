import type { FileRole } from "@/lib/domain/training/manifest";
import type { Container, ReasoningPlace, Target } from "@/lib/domain/training/recipe";
import type { Signal } from "@/lib/domain/training/signal";
import type { SplitPart } from "@/lib/domain/training/split-spec";

/** What a model learns from the file, as menus call it, and in a sentence. */
export const targetWords: Record<Target, { label: string; hint: string }> = {
  assistant: { label: "Assistant", hint: "The model learns to answer as the assistant does." },
  user: { label: "User simulator", hint: "The model learns to ask as the user does." },
  preference: { label: "Preferences", hint: "The model learns which of two texts people preferred." },
  binary: { label: "Good or not", hint: "The model learns from single texts that people took or refused." },
  reward: { label: "Reward", hint: "A reward model learns to score texts as people did." },
  whole: {
    label: "Everything",
    hint: "For no trainer: holds everything that is known of the dialogues, and can be imported again as the same data set.",
  },
};

/** What people did that tells which text is better, or whether one is good. */
export const signalWords: Record<Signal, { label: string; hint: string }> = {
  edit: { label: "Edits", hint: "The person's text, over the one that it replaced." },
  regeneration: { label: "Versions picked", hint: "Over those that were written for the same place and passed by." },
  rejection: { label: "Turns rejected", hint: "What took the place of a rejected version is better; that one is bad." },
  branch: { label: "Branches chosen", hint: "Over the one that was left for it." },
  vote: {
    label: "Votes",
    hint: "By most, on answers to what a dialogue begins with; where both are bad, neither is good.",
  },
  acceptance: { label: "Dialogues accepted", hint: "Each turn of theirs that nobody wrote or changed is good." },
};

export const containerWords: Record<Container, string> = {
  jsonl: "JSON Lines, a row a line",
  json: "JSON, one array",
  parquet: "Parquet",
};

export const reasoningWords: Record<ReasoningPlace, string> = {
  drop: "Left out",
  reasoning_content: "In a field of their own, reasoning_content",
  thinking: "In a field of their own, thinking",
  inline: "In the text, between <think> marks",
};

/** What dialects let one choose besides. */
export const optionWords: Record<string, { label: string; values: Record<string, string> }> = {
  rows: {
    label: "Rows",
    values: {
      turn: "One for each trained turn: any mask holds",
      dialogue: "One for each dialogue: every turn is trained",
    },
  },
  tools: { label: "Tools and words in between", values: { drop: "Left out", keep: "Kept, never trained" } },
  max_length: {
    label: "Cut after so many tokens",
    values: Object.fromEntries(
      [1, 2, 4, 8, 16, 32, 128].map((k) => [String(k * 1024), (k * 1024).toLocaleString("en")]),
    ),
  },
  file: {
    label: "Which file",
    values: { questions: "question.jsonl: what is asked", answers: "model_answer: what was answered" },
  },
  remarks: {
    label: "Comments and notes",
    values: { drop: "Left out", keep: "Kept as people wrote them; they may name somebody" },
  },
  masked: {
    label: "Turns taken out of training",
    values: { cut: "The dialogue ends before the first", train: "Trained all the same" },
  },
};

export const partWords: Record<SplitPart, string> = {
  train: "To train on",
  validation: "To look at meanwhile",
  test: "To measure by",
};

export const roleWords: Record<FileRole, string> = {
  train: "To train on",
  validation: "To look at meanwhile",
  test: "To measure by",
  beside: "For the trainer",
  card: "What the data set is",
  audit: "What the trainer will do",
  provenance: "Who wrote each character",
};

export const standWords = { doing: "Being made", done: "Ready" };

const units = ["bytes", "KB", "MB", "GB", "TB"];

/** 1234567 as "1.23 MB". */
export function formatBytes(bytes: number): string {
  const power = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  const value = bytes / 1000 ** power;
  return `${power === 0 ? value : Number(value.toPrecision(3))} ${units[power]}`;
}
