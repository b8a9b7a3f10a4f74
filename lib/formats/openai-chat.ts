import { otherSpeaker, type Speaker } from "@/lib/domain/dialogue";
import type { ExportedDialogue, ExportedTurn, GivenDialogue } from "@/lib/domain/dialogue-in-file";
import { openingCue } from "@/lib/domain/opening-cue";
import { trainingOptions } from "./dialogue-options";
import { dialogueOf, isRecord, readDialogues, turnsIn, wordOf } from "./dialogues/messages";
import type { Format, Records } from "./format";
import type { JsonSource } from "./text/json-records";

/**
 * OpenAI chat JSON Lines with an explicit `weight` on every message that the trained model says.
 *
 * Target `assistant`: roles as they are. Target `user`: roles flipped, since a trainer only learns `assistant`
 * messages; a cue comes first (a reply must answer something) and the last answer is left out, because a row must end
 * on a message of the trained side. Turns that a person took out of training carry weight 0, and a dialogue in which
 * nothing is left to train on is left out.
 */
export const openAiChat = {
  id: "openai",
  name: "OpenAI chat",
  use: "messages with roles, one dialogue a line",
  extension: "jsonl",
  alsoEndsWith: [],
  mediaType: "application/jsonl",
  firstLine: null,
  subject: "dialogues",
  sides: ["assistant", "user"],
  masks: true,
  options: trainingOptions,
  fields: {
    messages:
      "role (system, user, assistant), content and, on each assistant message, weight: 1 is trained on, 0 is not",
  },
  recognise: (value) => isRecord(value) && Array.isArray(value.messages),
  read: (source: JsonSource) => readDialogues(source, ofRecord),
  write,
} as const satisfies Format;

function ofRecord(record: Record<string, unknown>): GivenDialogue {
  const about = { id: wordOf(record.id) ?? wordOf(record.conversation_id), model: wordOf(record.model) };
  return turnedBack(dialogueOf(turnsIn(record, "messages"), record, about));
}

/** A file that trains the user's side has the sides changed over, after a cue. */
function turnedBack(given: GivenDialogue): GivenDialogue {
  const [cue, ...turns] = given.turns;
  if (cue?.speaker !== "user" || cue.text !== openingCue || turns.length === 0) return given;
  const swapped = turns.map((turn, i) => ({
    ...turn,
    speaker: otherSpeaker(turn.speaker),
    parent: i === 0 ? null : i - 1,
  }));
  return { ...given, turns: swapped, head: swapped.length - 1 };
}

type TrainingMessage =
  | { role: "system" | "user"; content: string }
  /** Integer by the format's rules: 1 = trained on, 0 = context only. */
  | { role: "assistant"; content: string; weight: 0 | 1 };

async function* write(dialogues: Records<ExportedDialogue>, { target }: { target: Speaker }): AsyncGenerator<string> {
  for await (const dialogue of dialogues) {
    if (!dialogue.turns.some(({ speaker, trained }) => speaker === target && trained)) continue;
    yield `${JSON.stringify({ messages: target === "assistant" ? forAssistant(dialogue) : forUser(dialogue) })}\n`;
  }
}

function forAssistant({ assistantPrompt, turns }: ExportedDialogue): TrainingMessage[] {
  return [...system(assistantPrompt), ...turns.map((turn) => message(turn, "assistant"))];
}

function forUser({ simulatorPrompt, turns }: ExportedDialogue): TrainingMessage[] {
  const lastUser = turns.findLastIndex((turn) => turn.speaker === "user");
  const flipped = turns.slice(0, lastUser + 1).map((turn) => message(turn, "user"));
  return [...system(simulatorPrompt), { role: "user", content: openingCue }, ...flipped];
}

function message({ speaker, text, trained }: ExportedTurn, target: Speaker): TrainingMessage {
  if (speaker !== target) return { role: "user", content: text };
  return { role: "assistant", content: text, weight: trained ? 1 : 0 };
}

function system(prompt: string): TrainingMessage[] {
  return prompt.trim() ? [{ role: "system", content: prompt }] : [];
}
