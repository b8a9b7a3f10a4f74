import type { Decision } from "@/lib/domain/decision";

export type Comment = { id: string; personId: string; personName: string; text: string; createdAt: string };

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
