import type { Dialogue, Turn, TurnFlag } from "./dialogue";
import { countRounds } from "./turn-tree";

/** The figures of a dialogue that follow from its active path alone; rewritten whenever the head moves. */
export type PathSummary = Pick<Dialogue, "rounds" | "opening" | "flags">;

const openingLength = 280;

/**
 * Summary of a path, root first: question-answer pairs, the first user turn (at most 280 UTF-16 units, never half a
 * character; empty before there is one) and every flag on the path once, in the order met.
 */
export function summarizePath(path: Pick<Turn, "id" | "parentId" | "speaker" | "text" | "flags">[]): PathSummary {
  const first = path.find((turn) => turn.speaker === "user")?.text ?? "";
  return {
    rounds: countRounds(path),
    opening: first.slice(0, openingLength).replace(/[\uD800-\uDBFF]$/, ""),
    flags: [...new Set<TurnFlag>(path.flatMap((turn) => turn.flags))],
  };
}
