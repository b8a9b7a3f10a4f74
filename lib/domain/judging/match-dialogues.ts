import type { Speaker } from "../dialogue";
import type { Round } from "./candidate";

/** The rounds of an alternating path that begins with a question and ends on an answer. */
export function roundsOf(turns: readonly { speaker: Speaker; text: string }[]): Round[] {
  const rounds: Round[] = [];
  for (let i = 0; i + 1 < turns.length; i += 2)
    rounds.push({ user: turns[i]?.text ?? "", assistant: turns[i + 1]?.text ?? "" });
  return rounds;
}

/**
 * Brings together dialogues that begin with the same question (but for case and white space), one of each candidate, in
 * the order of the first candidate's; at most `most`. Where a question opens several dialogues, the first of each go
 * together, then the second. What not everybody has is left out, for a dialogue on another topic would not be compared
 * but guessed at.
 */
export function matchDialogues<D extends { rounds: Round[] }>(
  byCandidate: ReadonlyMap<string, readonly D[]>,
  most: number,
): Map<string, D>[] {
  const keyed = [...byCandidate].map(([id, dialogues]) => [id, keyedByOpening(dialogues)] as const);
  const [first] = keyed;
  if (!first) return [];
  const keys = [...first[1].keys()].filter((key) => keyed.every(([, own]) => own.has(key))).slice(0, most);
  return keys.map(
    (key) =>
      new Map(
        keyed.flatMap(([id, own]) => {
          const dialogue = own.get(key);
          return dialogue ? [[id, dialogue] as const] : [];
        }),
      ),
  );
}

/** What two dialogues must share to be matched: the opening question, but for case and white space. */
export function openingKey(opening: string): string {
  return opening.trim().replace(/\s+/g, " ").toLowerCase();
}

/** Dialogues by their opening; where it opens several, they are told apart by which of them comes first, second, … */
export function keyedByOpening<D extends { rounds: readonly Round[] }>(dialogues: readonly D[]): Map<string, D> {
  const times = new Map<string, number>();
  return new Map(
    dialogues.map((dialogue) => {
      const key = openingKey(dialogue.rounds[0]?.user ?? "");
      const time = (times.get(key) ?? 0) + 1;
      times.set(key, time);
      return [`${time} ${key}`, dialogue];
    }),
  );
}
