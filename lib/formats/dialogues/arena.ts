import type { GivenDialogue, GivenTurn } from "@/lib/domain/dialogue-in-file";
import type { Format } from "../format";
import { asLines, dialogueFile } from "./dialogue-file";
import { dialogueOf, isRecord, turnsIn, wordOf } from "./messages";

/**
 * Chatbot Arena: two dialogues that were asked the same. They become branches of one, apart from the first turn in which
 * they differ; the one that won is read first.
 */
export const arena = {
  ...asLines,
  ...dialogueFile(ofBattle),
  id: "arena",
  name: "Chatbot Arena",
  use: "conversation_a and conversation_b, as two branches",
  fields: {
    question_id: "the id of both",
    model_a: "who answered on the one side",
    model_b: "who answered on the other",
    winner: "model_a, model_b, or a tie",
    judge: "who asked and chose",
    conversation_a: "the turns: role and content",
    conversation_b: "the same of the other side",
    language: "such as English",
  },
  recognise: (value) => isRecord(value) && Array.isArray(value.conversation_a) && Array.isArray(value.conversation_b),
} as const satisfies Format;

function ofBattle(record: Record<string, unknown>): GivenDialogue {
  const [a, b] = (["conversation_a", "conversation_b"] as const).map((name) =>
    dialogueOf(turnsIn(record, name), record),
  ) as [GivenDialogue, GivenDialogue];
  const won = record.winner === "model_b" ? b : a;
  const turns: GivenTurn[] = [...a.turns];
  const common = a.turns.findIndex((turn, i) => turn.text !== b.turns[i]?.text || turn.speaker !== b.turns[i]?.speaker);
  const shared = common < 0 ? Math.min(a.turns.length, b.turns.length) : common;
  for (const [i, turn] of b.turns.entries())
    if (i >= shared) turns.push({ ...turn, parent: i === 0 ? null : i === shared ? shared - 1 : turns.length - 1 });
  const endOfB = b.turns.length > shared ? turns.length - 1 : b.turns.length - 1;
  return {
    ...a,
    id: wordOf(record.question_id),
    turns,
    head: won === b ? (endOfB < 0 ? null : endOfB) : a.head,
    sourceUser: wordOf(record.judge),
    language: wordOf(record.language),
    model: wordOf(won === b ? record.model_b : record.model_a),
  };
}
