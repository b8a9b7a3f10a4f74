import type { Figure } from "@/lib/stats/figure";
import { clusteredShare } from "@/lib/stats/intervals";
import type { Battle, Outcome } from "./battle";

/**
 * Votes counted from one candidate's side. `adjusted` is (won + half of both kinds of tie) over all votes, `decided` is
 * won over won and lost; items are taken for independent in their intervals.
 */
export type Score = {
  won: number;
  tied: number;
  bothBad: number;
  lost: number;
  adjusted: Figure;
  decided: Figure;
};

/** Each candidate against all others, the highest adjusted rate first. */
export function winRates(battles: readonly Battle[]): ({ candidate: string } & Score)[] {
  const sides = new Map<string, Side[]>();
  for (const battle of battles)
    for (const candidate of new Set([battle.first, battle.second])) add(sides, candidate, sideOf(battle, candidate));
  const found = [...sides].map(([candidate, theirs]) => ({ candidate, ...score(theirs) }));
  return found.sort((a, b) => rate(b.adjusted) - rate(a.adjusted) || (a.candidate < b.candidate ? -1 : 1));
}

/** Every two candidates that met, from the side of `first`, which has the smaller name. */
export function headToHead(battles: readonly Battle[]): ({ first: string; second: string } & Score)[] {
  const pairs = new Map<string, Side[]>();
  for (const battle of battles) {
    const [first = "", second = ""] = [battle.first, battle.second].sort();
    if (first !== second) add(pairs, JSON.stringify([first, second]), sideOf(battle, first));
  }
  return [...pairs].sort().map(([key, sides]) => {
    const [first, second]: [string, string] = JSON.parse(key);
    return { first, second, ...score(sides) };
  });
}

/** A vote as one candidate sees it. */
type Side = { item: string; outcome: Outcome };

function sideOf({ first, item, outcome }: Battle, candidate: string): Side {
  if (candidate === first || outcome === "tie" || outcome === "both_bad") return { item, outcome };
  return { item, outcome: outcome === "first" ? "second" : "first" };
}

function add(sides: Map<string, Side[]>, key: string, side: Side): void {
  const known = sides.get(key);
  if (known) known.push(side);
  else sides.set(key, [side]);
}

const worth: Record<Outcome, number> = { first: 1, tie: 0.5, both_bad: 0.5, second: 0 };

function score(sides: readonly Side[]): Score {
  const counts: Record<Outcome, number> = { first: 0, second: 0, tie: 0, both_bad: 0 };
  for (const { outcome } of sides) counts[outcome] += 1;
  return {
    won: counts.first,
    tied: counts.tie,
    bothBad: counts.both_bad,
    lost: counts.second,
    adjusted: shareOf(sides),
    decided: shareOf(sides.filter(({ outcome }) => outcome === "first" || outcome === "second")),
  };
}

function shareOf(sides: readonly Side[]): Figure {
  const items = new Map<string, { part: number; n: number }>();
  for (const { item, outcome } of sides) {
    const { part, n } = items.get(item) ?? { part: 0, n: 0 };
    items.set(item, { part: part + worth[outcome], n: n + 1 });
  }
  const share = clusteredShare([...items.values()]);
  return share.ok ? share : { ok: false, reason: "No vote has decided between them yet." };
}

function rate(figure: Figure): number {
  return figure.ok ? figure.value : 0;
}
