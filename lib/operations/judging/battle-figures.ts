import type { EvaluationResults } from "@/lib/contract/endpoints/evaluation-results";
import type { EvaluationSpec } from "@/lib/domain/judging/evaluation";
import { adviseToStop } from "@/lib/eval/advise-to-stop";
import { rateCandidates } from "@/lib/eval/rate-candidates";
import { headToHead, winRates } from "@/lib/eval/win-rates";
import { clusteredShare } from "@/lib/stats/intervals";
import type { TaggedBattle } from "./vote-battles";
import type { CeilingOf } from "./votes-possible";

const fewestForTastes = 6;

/** Ratings, or in words why there are none. */
export function ratingsOf(
  battles: TaggedBattle[],
  ties: EvaluationSpec["ties"],
  intervals: "sandwich" | "bootstrap" = "sandwich",
): EvaluationResults["ratings"] {
  // With few raters their tastes cannot be told from the items'; with more, leaving them out makes intervals too narrow.
  const raters = new Set(battles.map(({ rater }) => rater)).size;
  const isByRaters = intervals === "bootstrap" || raters >= fewestForTastes;
  const units = isByRaters ? ("items_and_raters" as const) : ("items" as const);
  const interval =
    intervals === "bootstrap"
      ? ({ by: "bootstrap", units: "items_then_raters" } as const)
      : ({ by: "sandwich", units } as const);
  const ratings = rateCandidates(battles, { ties, interval });
  if (!ratings.ok) return ratings;
  const { n, rated, noFiniteEstimate } = ratings;
  return {
    ok: true,
    ties,
    n,
    units,
    intervals,
    noFiniteEstimate: noFiniteEstimate?.reason ?? null,
    rated: rated.map(({ candidate, ...rest }) => ({ candidateId: candidate, ...rest })),
  };
}

/** Each candidate against all others. */
export function ratesOf(battles: TaggedBattle[]): EvaluationResults["winRates"] {
  return winRates(battles).map(({ candidate, ...score }) => ({ candidateId: candidate, ...score }));
}

/** Win rates and the share of ties within each category. */
export function byCategory(battles: TaggedBattle[]): EvaluationResults["categories"] {
  return [...new Set(battles.map(({ category }) => category))].sort().map((category) => {
    const own = battles.filter((battle) => battle.category === category);
    const tied = own.map(({ item, outcome }) => ({ item, isTie: outcome === "tie" || outcome === "both_bad" }));
    const clusters = [...new Set(own.map(({ item }) => item))].map((item) => {
      const there = tied.filter((one) => one.item === item);
      return { part: there.filter(({ isTie }) => isTie).length, n: there.length };
    });
    return { category, votes: own.length, ties: clusteredShare(clusters), winRates: ratesOf(own) };
  });
}

/** Every two that met, with advice when to stop; `name` says what a candidate is called. */
export function headToHeadPairsOf(
  battles: TaggedBattle[],
  name: (candidateId: string) => string,
  relevantLead: number,
  ceilingOf: CeilingOf,
): EvaluationResults["headToHeadPairs"] {
  return headToHead(battles).map(({ first, second, ...score }) => {
    const names = { first: name(first), second: name(second) };
    const { state, votesNeeded, detectable, text } = adviseToStop(score, names, relevantLead, ceilingOf(first, second));
    return { firstId: first, secondId: second, ...score, advice: { state, votesNeeded, detectable, text } };
  });
}
