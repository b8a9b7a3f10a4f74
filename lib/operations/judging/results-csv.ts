import type { EvaluationResults } from "@/lib/contract/endpoints/evaluation-results";
import type { Figure } from "@/lib/stats/figure";

/**
 * All figures of a view of results, one a line: what it is, of whom, its value with the 95 % interval and n, or in
 * `note` why there is none. RFC 4180.
 */
export function resultsCsv(results: EvaluationResults): string {
  const name = (id: string) => results.contenders.find((one) => one.id === id)?.name ?? id;
  const source = results.sources.find(({ id }) => id === results.source)?.name ?? results.source;
  const rows: string[][] = [];
  const add = (measure: string, first: string, second: string, category: string, figure: Figure) => {
    const { low = "", high = "" } = figure.ok ? (figure.interval ?? {}) : {};
    const value = figure.ok ? [figure.value, low, high, figure.n, figure.why ?? ""] : ["", "", "", "", figure.reason];
    rows.push([measure, source, first, second, category, ...value.map(String)]);
  };
  const { ratings } = results;
  if (ratings.ok)
    for (const { contenderId, rating } of ratings.rated)
      add(`rating (${ratings.ties})`, name(contenderId), "", "", rating);
  for (const { contenderId, adjusted, decided } of results.winRates) {
    add("adjusted win rate", name(contenderId), "", "", adjusted);
    add("win rate of decided votes", name(contenderId), "", "", decided);
  }
  for (const { firstId, secondId, adjusted, decided } of results.duels) {
    add("adjusted win rate", name(firstId), name(secondId), "", adjusted);
    add("win rate of decided votes", name(firstId), name(secondId), "", decided);
  }
  for (const { category, winRates } of results.categories)
    for (const { contenderId, adjusted } of winRates)
      add("adjusted win rate", name(contenderId), "", category, adjusted);
  for (const { contenderId, share } of results.takenForHuman) add("taken for human", name(contenderId), "", "", share);
  for (const { judge, rows: scores } of results.scores)
    for (const { contenderId, category, first, second, mean } of scores) {
      add(`score of turn 1 by ${judge}`, name(contenderId), "", category ?? "", first);
      add(`score of turn 2 by ${judge}`, name(contenderId), "", category ?? "", second);
      add(`mean score by ${judge}`, name(contenderId), "", category ?? "", mean);
    }
  for (const { kind, source: of, s1, s2 } of results.agreement.votes) {
    add(`agreement S1 (${kind})`, of ?? "", "", "", s1);
    add(`agreement S2 (${kind})`, of ?? "", "", "", s2);
  }
  const header = ["measure", "source", "contender", "against", "category", "value", "low", "high", "n", "note"];
  return [header, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

/** Quoted where it must be; what a spreadsheet would take for a formula begins with an apostrophe. */
function cell(text: string): string {
  const safe = /^[=+@\t\r]|^-(?!\d)/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
