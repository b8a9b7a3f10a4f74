import type { Round } from "@/lib/domain/judging/candidate";
import type { JudgeMode, JudgePrompt } from "@/lib/domain/judging/judge-prompt";
import { fenced, fenceRule, sealRule } from "./own-prompts";

/**
 * The studio's own judge prompts for whole dialogues, fenced and sealed as those for answers. What counts is what the
 * team asks of its raters, so that judges and people answer the same question.
 */
export const ownDialoguePrompts: JudgePrompt[] = (["single", "pair"] as const).map((mode) => ({
  name: `studio-${mode}-dialogue-v1`,
  mode,
  hasReference: false,
  turns: 0,
  system: system(mode),
  template: template(mode),
}));

/** What judges of dialogues go by where the team left its instructions empty. */
export const usualInstructions =
  "Which dialogue is worth more to somebody who wants to learn how people really talk with an assistant: does the person sound real, with questions that grow from the answers, and does the assistant serve them well?";

/** A dialogue as judges read it. */
export function transcriptOf(rounds: readonly Round[]): string {
  return rounds
    .map(({ user, assistant }, i) => `Person (${i + 1}):\n${user}\n\nAssistant (${i + 1}):\n${assistant}`)
    .join("\n\n");
}

function system(mode: JudgeMode): string {
  return [
    mode === "single"
      ? "You grade a dialogue between a person and an AI assistant for a team that collects such dialogues."
      : "You compare two dialogues, A and B, each between a person and an AI assistant, for a team that collects such dialogues.",
    "The team says what it judges by. Go by that alone, for the dialogue as a whole: its last exchange counts no more than its first.",
    mode === "pair"
      ? "Which dialogue comes first means nothing: they were put in this order by lot. A longer dialogue is not a better one for its length."
      : "Length alone earns nothing. Use the whole scale: 1 is of no use, 5 is half-way, 10 could hardly be better.",
    fenceRule("the person and the assistant"),
    sealRule(mode, ["dialogue A does better", "dialogue B does"]),
  ].join("\n\n");
}

function template(mode: JudgeMode): string {
  const result = mode === "single" ? "the grade in double square brackets" : "[[A]], [[B]] or [[C]]";
  const dialogues =
    mode === "single"
      ? [fenced("The dialogue", "dialogue")]
      : [fenced("Dialogue A", "dialogue_a"), fenced("Dialogue B", "dialogue_b")];
  return [
    "What the team judges by:\n{instructions}",
    ...dialogues,
    `That is all there is to read. Give your reasons, then the last line: {seal} and ${result}.`,
  ].join("\n\n");
}
