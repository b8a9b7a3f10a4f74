import type { AuditedRow, AuditedTurn } from "./audited-row";
import type { LoadedSample } from "./loaded-row";

/** Who says the tokens of a sample: beside each a place among the turns, -1 where no message says it. */
export type SaidIn = { owners: readonly number[]; turns: readonly (AuditedTurn | null)[] };

/** The turn that each message of a sample says, null of a prompt, a cue, or what neither side said. Thoughts may stand before a text. */
export function saidIn({ messages, row, answer }: LoadedSample, { turns, owners }: AuditedRow): SaidIn {
  if (owners) return { owners, turns };
  const own = turns.filter((turn) => turn.answer === null || turn.answer === answer);
  let next = 0;
  const said = messages.map(({ content }) => {
    const turn = own[next];
    // Answers that people compared stand in files without blanks around them.
    if (!turn || !content.trim().endsWith(turn.text.trim())) return null;
    next++;
    return turn;
  });
  return { owners: row.owners, turns: said };
}
