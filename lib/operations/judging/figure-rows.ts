import type { EvaluationResults } from "@/lib/contract/endpoints/evaluation-results";
import type { Evaluation } from "@/lib/domain/judging/evaluation";
import type { FiguresOrder } from "@/lib/domain/judging/figures-order";
import type { FigureRow } from "@/lib/formats/results-csv";
import type { Figure } from "@/lib/stats/figure";

/** What the figures are of, as the page shows it. */
export type Shown = Omit<FiguresOrder, "figures" | "source"> & {
  evaluation: Pick<Evaluation, "name" | "spec">;
  at: Date;
};

/**
 * All figures of a view of results: what each is, of whom, its value with the 95 % interval and n, or in `note` why there
 * is none.
 */
export function figureRows(results: EvaluationResults, shown: Shown): FigureRow[] {
  const name = (id: string) => results.candidates.find((one) => one.id === id)?.name ?? id;
  const source = results.sources.find(({ id }) => id === results.source)?.name ?? results.source;
  const rows: FigureRow[] = [];
  const add = (measure: string, candidate: string, against: string, category: string, figure: Figure) => {
    const of = { measure, source, candidate, against, category };
    const { low = "", high = "" } = figure.ok ? (figure.interval ?? {}) : {};
    if (figure.ok) rows.push({ ...of, value: figure.value, low, high, n: figure.n, note: figure.why ?? "" });
    else rows.push({ ...of, value: "", low: "", high: "", n: "", note: figure.reason });
  };
  const told = (measure: string, value: string | number, note = "") =>
    rows.push({ measure, source, candidate: "", against: "", category: "", value, low: "", high: "", n: "", note });
  told("evaluation", shown.evaluation.name);
  told("date", shown.at.toISOString());
  told("question", shown.turn ?? "on the whole");
  told("criterion", shown.criterion ?? "on the whole");
  told("only category", shown.category === "" ? "without a category" : (shown.category ?? "all"));
  told("ties in ratings", shown.ties ?? shown.evaluation.spec.ties);
  told("intervals of ratings", shown.intervals ?? "sandwich");
  for (const [measure, n] of Object.entries(results.n)) told(measure, n);
  for (const { reason, count } of results.leftOut) told("left out", count, reason);
  const { ratings } = results;
  if (ratings.ok)
    for (const { candidateId, rating } of ratings.rated)
      add(`rating (${ratings.ties})`, name(candidateId), "", "", rating);
  for (const { candidateId, adjusted, decided } of results.winRates) {
    add("adjusted win rate", name(candidateId), "", "", adjusted);
    add("win rate of decided votes", name(candidateId), "", "", decided);
  }
  for (const { firstId, secondId, adjusted, decided } of results.headToHeadPairs) {
    add("adjusted win rate", name(firstId), name(secondId), "", adjusted);
    add("win rate of decided votes", name(firstId), name(secondId), "", decided);
  }
  for (const { category, ties, winRates } of results.categories) {
    add("ties", "", "", category, ties);
    for (const { candidateId, adjusted, decided } of winRates) {
      add("adjusted win rate", name(candidateId), "", category, adjusted);
      add("win rate of decided votes", name(candidateId), "", category, decided);
    }
  }
  for (const { label, winRates } of results.criteria)
    for (const { candidateId, adjusted, decided } of winRates) {
      add(`adjusted win rate by ${label}`, name(candidateId), "", "", adjusted);
      add(`win rate of decided votes by ${label}`, name(candidateId), "", "", decided);
    }
  for (const { candidateId, share } of results.takenForHuman) add("taken for human", name(candidateId), "", "", share);
  for (const { judge, rows: scores } of results.scores)
    for (const { candidateId, category, first, second, mean } of scores) {
      add(`score of turn 1 by ${judge}`, name(candidateId), "", category ?? "", first);
      add(`score of turn 2 by ${judge}`, name(candidateId), "", category ?? "", second);
      add(`mean score by ${judge}`, name(candidateId), "", category ?? "", mean);
    }
  for (const { kind, source: of, s1, s2 } of results.agreement.votes) {
    add(`agreement S1 (${kind})`, of ?? "", "", "", s1);
    add(`agreement S2 (${kind})`, of ?? "", "", "", s2);
  }
  const { people } = results.agreement;
  add("raw agreement of people", "", "", "", people.raw);
  add("Cohen's kappa of people", "", "", "", people.cohen);
  add("Fleiss' kappa of people", "", "", "", people.fleiss);
  add("Krippendorff's alpha of people", "", "", "", people.alpha);
  for (const { name: rater, votes, secondsEach } of results.raters) {
    told(`votes of ${rater}`, votes);
    told(`seconds for a vote of ${rater}`, secondsEach ?? "");
  }
  for (const { person, accuracy } of results.gold) add(`known outcomes told by ${person.name}`, "", "", "", accuracy);
  for (const { name: rater, consistent, leftShare } of results.positions) {
    add(`same answer with sides exchanged by ${rater}`, "", "", "", consistent);
    add(`share for the left or first by ${rater}`, "", "", "", leftShare);
  }
  return rows;
}
