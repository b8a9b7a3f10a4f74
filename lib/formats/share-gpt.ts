import type { ExportedDialogue } from "@/lib/domain/exported-dialogue";

/** The `conversations` of ShareGPT-shaped files, shared with the generator's own format. */
export function toConversations(dialogue: ExportedDialogue): { from: "human" | "gpt"; value: string }[] {
  return dialogue.turns.map((turn) => ({ from: turn.speaker === "user" ? "human" : "gpt", value: turn.text }));
}

/**
 * ShareGPT JSON: one array of `{id, conversations: [{from, value}]}`, a line per dialogue. The same file trains either
 * side in the original recipe, where only the loss mask differs (facts: section 13.3).
 */
export async function* writeShareGpt(dialogues: AsyncIterable<ExportedDialogue>): AsyncGenerator<string> {
  let separator = "[\n";
  for await (const dialogue of dialogues) {
    yield separator + JSON.stringify({ id: dialogue.id, conversations: toConversations(dialogue) });
    separator = ",\n";
  }
  yield separator === "[\n" ? "[]\n" : "\n]\n";
}
