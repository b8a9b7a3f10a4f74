import type { ExportedTurn } from "@/lib/domain/dialogue-in-file";
import type { AuditedRow } from "./audited-row";
import type { Message } from "./chat-template";

/** The turn that each message of a row says, null of a prompt, a cue, or what neither side said. Thoughts may stand before a text. */
export function turnsOfMessages(
  messages: readonly Message[],
  { turns, dialogue }: AuditedRow,
): (ExportedTurn | null)[] {
  const byId = new Map(dialogue.turns.map((turn) => [turn.id, turn]));
  let next = 0;
  return messages.map(({ content }) => {
    const turn = byId.get(turns[next]?.id ?? "");
    if (!turn || !content.endsWith(turn.text)) return null;
    next++;
    return turn;
  });
}
