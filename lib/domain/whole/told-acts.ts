import type { TurnFlag } from "../dialogue";
import { inForce } from "../in-force";
import type { PinnedAct, PinnedTree, PinnedTreeTurn } from "./pinned-tree";
import { type WholeAct, wholeActSchema } from "./whole-dialogue";

type PlaceOf = (id: string | null) => number | undefined;

const told: readonly string[] = wholeActSchema.shape.act.options;

/** The acts of a dialogue that nobody took back, oldest first, each by the id of its person; the course of the writing is not told. */
export function toldActs(acts: readonly PinnedAct[], placeOf: PlaceOf): WholeAct[] {
  return inForce(acts)
    .filter(({ kind }) => told.includes(kind))
    .map((act) => ({
      act: act.kind as WholeAct["act"],
      person: act.personId,
      at: act.at,
      turn: placeOf(act.turnId),
      turns: act.turnIds?.flatMap((id) => placeOf(id) ?? []),
      trained: act.trained ?? undefined,
      despiteRejection: act.despiteRejection || undefined,
      reasons: someOf(act.reasons),
      note: act.note ?? undefined,
      tags: someOf(act.tags),
      text: act.text ?? undefined,
    }));
}

function someOf(list: string[] | null): string[] | undefined {
  return list && list.length > 0 ? list : undefined;
}

/**
 * The flags of each turn at the moment of the snapshot. What the watchdog said never changes; what people said of a turn
 * since is passed over, and what was so before follows from their acts.
 */
export function flagsAtMoment(turns: PinnedTree["turns"], acts: readonly WholeAct[], placeOf: PlaceOf): TurnFlag[][] {
  const flagged = new Set<number>();
  const rejected = new Set<number>();
  for (const { act, turn, despiteRejection } of acts) {
    if (turn === undefined) continue;
    if (act === "flag") flagged.add(turn);
    if (act === "reject_turn") rejected.add(turn);
    if (act === "choose" && despiteRejection) rejected.delete(turn);
  }
  const isRejected = (turn: PinnedTreeTurn, place: number): boolean => {
    if (rejected.has(place)) return true;
    const source = placeOf(turn.copyOfId);
    const copied = source === undefined ? undefined : turns[source];
    return source !== undefined && copied !== undefined && isRejected(copied, source);
  };
  return turns.map((turn, place) => {
    if (!turn.isFlaggedSince) return turn.flags;
    const own: TurnFlag[] = turn.flags.filter((flag) => flag !== "flagged_by_person" && flag !== "rejected_by_person");
    if (flagged.has(place)) own.push("flagged_by_person");
    if (isRejected(turn, place)) own.push("rejected_by_person");
    return own;
  });
}
