import type { Speaker } from "@/lib/domain/dialogue";

/** A dialogue as it is measured: one path, each turn with its tokens by the tokenizer that stands beside the figures. */
export type MeasuredDialogue = { turns: readonly MeasuredTurn[] };
export type MeasuredTurn = { speaker: Speaker; text: string; tokens: number };

export type FigureDefinition = {
  name: string;
  /** What one value is of. */
  of: "dialogue" | "question" | "answer" | "turn";
  unit: string;
  /** What is counted and how, for whoever reads the page. */
  definition: string;
  source: string;
  /** The values that a dialogue gives; null for each that has none. */
  values: (dialogue: MeasuredDialogue) => (number | null)[];
};

export const ours = "ours, as told in docs/method.md";
export const paper = "PlatoLM (arXiv 2308.11534)";

export function said(speaker: Speaker, { turns }: MeasuredDialogue): MeasuredTurn[] {
  return turns.filter((turn) => turn.speaker === speaker);
}

export function questionsOf(dialogue: MeasuredDialogue): MeasuredTurn[] {
  return said("user", dialogue);
}

/** 1 for each question of which it is so and 0 for each other; empty ones have no value. */
export function shareOfQuestions(is: (text: string) => boolean): FigureDefinition["values"] {
  return (dialogue) => questionsOf(dialogue).map(({ text }) => (text.trim() === "" ? null : Number(is(text.trim()))));
}
