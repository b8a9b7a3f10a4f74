import { seedFrom } from "@/lib/base/random";
import type { EvaluationResults } from "@/lib/contract/endpoints/evaluation-results";
import { agreementAmong, agreementBetween, agreementWithMajority } from "@/lib/eval/vote-agreement";
import { measureAgreement } from "@/lib/stats/measure-agreement";
import type { JudgeSource } from "./judge-sources";
import { byPlace, type TaggedBattle } from "./vote-battles";

/**
 * How people agree among themselves and with what most of them say, and how each judge agrees with them; besides the
 * chance-corrected coefficients of what people chose, with both kinds of tie as they are.
 */
export function agreementFigures(
  sources: ReadonlyMap<string, TaggedBattle[]>,
  judges: readonly JudgeSource[],
  evaluationId: string,
): EvaluationResults["agreement"] {
  const here = byPlace(sources.get("people") ?? []);
  const people = [...here, ...byPlace(sources.get("imported") ?? [])];
  const both = <T>(of: (setting: "S1" | "S2") => T) => ({ s1: of("S1"), s2: of("S2") });
  const ofJudges = judges.flatMap(({ id }) => {
    // A person judged either a whole item or a question of it; a judge always one question, the last being the whole.
    const verdicts = placedLike(
      sources.get(id) ?? [],
      people.map(({ item }) => item),
    );
    return [
      { kind: "judge_people" as const, source: id, ...both((setting) => agreementBetween(verdicts, people, setting)) },
      {
        kind: "judge_majority" as const,
        source: id,
        ...both((setting) => agreementWithMajority(verdicts, people, setting)),
      },
    ];
  });
  const ratings = people.map(({ item, first, second, outcome, rater }) => {
    return { item: JSON.stringify([item, first, second]), rater, value: outcome };
  });
  return {
    votes: [
      { kind: "people_people", source: null, ...both((setting) => agreementAmong(people, setting)) },
      { kind: "people_majority", source: null, ...both((setting) => agreementWithMajority(people, people, setting)) },
      ...ofJudges,
    ],
    people: measureAgreement(ratings, { seed: seedFrom(evaluationId) }),
  };
}

/** A judge's verdicts named by the places that people voted on: the same question, or the whole by its last question. */
function placedLike(verdicts: readonly TaggedBattle[], places: readonly string[]) {
  const known = new Set(places);
  const last = new Map<string, number>();
  const turnOf = ({ place }: TaggedBattle) => Number(place.split("#")[1] ?? 1);
  for (const verdict of verdicts) last.set(verdict.item, Math.max(last.get(verdict.item) ?? 0, turnOf(verdict)));
  return verdicts.flatMap((verdict) => {
    if (known.has(verdict.place)) return [{ ...verdict, item: verdict.place }];
    return known.has(verdict.item) && turnOf(verdict) === last.get(verdict.item) ? [verdict] : [];
  });
}
