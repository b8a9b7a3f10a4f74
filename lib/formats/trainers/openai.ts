import { otherSpeaker } from "@/lib/domain/dialogue";
import type { GivenDialogue } from "@/lib/domain/dialogue-in-file";
import { openingCue } from "@/lib/domain/opening-cue";
import { dialogueOf, isRecord, readDialogues, turnsIn, wordOf } from "../dialogues/messages";
import type { Format } from "../format";
import type { JsonSource } from "../text/json-records";
import { chatMessages } from "./chat-messages";
import { sftFormat, toolsOption } from "./sft-format";

const written = sftFormat({
  id: "openai",
  name: "OpenAI chat",
  use: "messages with roles, one dialogue a line",
  trainer: "openai",
  masks: "marked",
  reasoning: ["drop", "reasoning_content", "inline"],
  containers: ["jsonl"],
  own: { tools: toolsOption },
  length: null,
  fields: {
    messages:
      "role (system, user, assistant, tool), content and, on each assistant message, weight: 1 is trained on, 0 is not",
  },
  notes: () => [
    "Servers that read no weight, such as Unsloth's, train on every assistant message: choose their own file for them.",
    "OpenAI closes fine-tuning: organisations new to it are refused since May 2026, all others from January 2027. Azure, Nebius, Together and Fireworks read the same file.",
  ],
  beside: () => [],
  dialect: ({ tools }) => ({ keepsTools: tools === "keep" }),
  // Weights are integers, and stand on the assistant's messages only, by the rules of the format.
  record: (messages, { reasoning }) => ({
    messages: chatMessages(messages, reasoning, ({ role, isTrained }) =>
      role === "assistant" ? { weight: isTrained ? 1 : 0 } : {},
    ),
  }),
});

/**
 * OpenAI style chat JSON Lines, with an explicit `weight` on every message that the trained model says
 * (docs/method.md#chat-files-for-trainers). For the user's side roles are changed over, since a trainer only learns
 * `assistant` messages.
 */
export const openAi = {
  ...written,
  subject: "dialogues",
  recognise: (value: unknown) => isRecord(value) && Array.isArray(value.messages),
  read: (source: JsonSource) => readDialogues(source, ofRecord),
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
