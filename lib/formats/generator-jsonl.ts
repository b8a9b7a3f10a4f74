import type { ExportedDialogue } from "./exported-dialogue";
import { toConversations } from "./share-gpt";

/**
 * The generator's JSON Lines: `{session_id, num_of_rounds, conversations}`, human first, gpt last. The original numbered
 * sessions per process, so its ids repeat (facts: section 13.2); ours are the dialogue's own.
 */
export async function* writeGeneratorJsonl(dialogues: AsyncIterable<ExportedDialogue>): AsyncGenerator<string> {
  for await (const dialogue of dialogues) {
    const conversations = toConversations(dialogue);
    const rounds = conversations.filter((turn) => turn.from === "gpt").length;
    yield `${JSON.stringify({ session_id: dialogue.id, num_of_rounds: rounds, conversations })}\n`;
  }
}
