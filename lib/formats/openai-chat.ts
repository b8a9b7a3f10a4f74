import type { Speaker } from "@/lib/domain/dialogue";
import { openingCue } from "@/lib/domain/opening-cue";
import type { ExportedDialogue } from "./exported-dialogue";

type TrainingMessage =
  | { role: "system" | "user"; content: string }
  /** Integer by the format's rules: 1 = trained on, 0 = context only. */
  | { role: "assistant"; content: string; weight: 0 | 1 };

/**
 * OpenAI chat JSON Lines with an explicit `weight` on every message that the trained model says.
 *
 * Target `assistant`: roles as they are. Target `user`: roles flipped, since a trainer only learns `assistant`
 * messages; a cue comes first (a reply must answer something) and the last answer is left out, because a row must end
 * on a trained message.
 */
export async function* writeOpenAiChat(
  dialogues: AsyncIterable<ExportedDialogue>,
  target: Speaker,
): AsyncGenerator<string> {
  for await (const dialogue of dialogues) {
    yield `${JSON.stringify({ messages: target === "assistant" ? forAssistant(dialogue) : forUser(dialogue) })}\n`;
  }
}

function forAssistant({ assistantPrompt, turns }: ExportedDialogue): TrainingMessage[] {
  return [...system(assistantPrompt), ...turns.map((turn) => message(turn.speaker === "assistant", turn.text))];
}

function forUser({ simulatorPrompt, turns }: ExportedDialogue): TrainingMessage[] {
  const lastUser = turns.findLastIndex((turn) => turn.speaker === "user");
  const flipped = turns.slice(0, lastUser + 1).map((turn) => message(turn.speaker === "user", turn.text));
  return [...system(simulatorPrompt), { role: "user", content: openingCue }, ...flipped];
}

function message(trained: boolean, content: string): TrainingMessage {
  return trained ? { role: "assistant", content, weight: 1 } : { role: "user", content };
}

function system(prompt: string): TrainingMessage[] {
  return prompt.trim() ? [{ role: "system", content: prompt }] : [];
}
