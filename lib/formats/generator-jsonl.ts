import { dyadicEnd } from "@/lib/domain/dyadic";
import type { ExportedDialogue } from "@/lib/domain/exported-dialogue";
import { toConversations } from "./share-gpt";

/**
 * The generator's JSON Lines: `{session_id, num_of_rounds, conversations}`, human first, gpt last, and the simulator's
 * end mark taken out of its questions. `session_id` is an integer as in the original, which numbered per process, so
 * that its ids repeat; here it is the dialogue's place in the file, from 1 (facts: section 13.2).
 */
export async function* writeGeneratorJsonl(dialogues: AsyncIterable<ExportedDialogue>): AsyncGenerator<string> {
  let session = 0;
  for await (const dialogue of dialogues) {
    const conversations = toConversations(dialogue).map(({ from, value }) =>
      from === "human" ? { from, value: value.replaceAll(dyadicEnd, "") } : { from, value },
    );
    const rounds = conversations.filter((turn) => turn.from === "gpt").length;
    yield `${JSON.stringify({ session_id: ++session, num_of_rounds: rounds, conversations })}\n`;
  }
}
