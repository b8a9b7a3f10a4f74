import type { Decision } from "@/lib/domain/decision";
import type { Turn } from "@/lib/domain/dialogue";
import { counterpart } from "./transcript";

export type Comment = {
  id: string;
  personId: string;
  personName: string;
  text: string;
  createdAt: string;
  /** It was said of other words in the same place. */
  ofEarlier?: boolean;
};

/** Comments that stand, oldest first, under the turn that they are about; "" = the dialogue. */
export function commentsByTurn(decisions: readonly Decision[]): Map<string, Comment[]> {
  const comments = new Map<string, Comment[]>();
  for (const { id, act, personId, personName, undone, createdAt } of decisions.toReversed()) {
    if (act.kind !== "comment" || undone) continue;
    const place = act.turnId ?? "";
    const comment = { id, personId, personName, text: act.text, createdAt };
    comments.set(place, [...(comments.get(place) ?? []), comment]);
  }
  return comments;
}

/**
 * Comments as they stand on a path: those of a turn that was rewritten stand at what is in its place now, and say so when
 * the words are others. What was said of turns that nothing stands for stays with them, off the path.
 */
export function commentsOnPath(
  comments: ReadonlyMap<string, Comment[]>,
  path: Turn[],
  turns: Turn[],
): Map<string, Comment[]> {
  const placed = new Map<string, Comment[]>();
  for (const [turnId, said] of comments) {
    const old = turns.find(({ id }) => id === turnId);
    const now = old && counterpart(path, old, turns);
    if (turnId !== "" && !now) continue;
    const ofEarlier = now !== undefined && now.text !== old?.text;
    const key = now?.id ?? "";
    const here = ofEarlier ? said.map((comment) => ({ ...comment, ofEarlier })) : said;
    placed.set(
      key,
      [...(placed.get(key) ?? []), ...here].sort((a, b) => a.createdAt.localeCompare(b.createdAt)),
    );
  }
  return placed;
}
