import type { EvaluationResults, HeadToHeadPair } from "@/lib/contract/endpoints/evaluation-results";

type Listed = EvaluationResults["candidates"][number];

/** Candidates with the best rated first; where there is no joint rating, by their adjusted rate against all. */
export function byRating({
  candidates,
  ratings,
  winRates,
}: Pick<EvaluationResults, "candidates" | "ratings" | "winRates">): Listed[] {
  const score = new Map<string, number>();
  for (const { candidateId, adjusted } of winRates) if (adjusted.ok) score.set(candidateId, adjusted.value);
  if (ratings.ok)
    for (const { candidateId, rating } of ratings.rated) if (rating.ok) score.set(candidateId, rating.value);
  const scoreOf = ({ id }: Listed) => score.get(id) ?? Number.NEGATIVE_INFINITY;
  return candidates.toSorted((a, b) => {
    const [one, other] = [scoreOf(a), scoreOf(b)];
    return one === other ? a.position - b.position : other > one ? 1 : -1;
  });
}

/** The matrix as CSV: the row's adjusted rate against the column, empty where two have not met. */
export function matrixCsv(candidates: readonly Listed[], pairs: readonly HeadToHeadPair[]): string {
  const rate = (row: string, column: string): string => {
    const pair = pairs.find(({ firstId, secondId }) => [firstId, secondId].every((id) => id === row || id === column));
    if (row === column || !pair?.adjusted.ok) return "";
    return `${pair.firstId === row ? pair.adjusted.value : 1 - pair.adjusted.value}`;
  };
  const names = candidates.map(({ name }) => cell(name));
  const rows = candidates.map(({ id }, i) => [names[i], ...candidates.map((column) => rate(id, column.id))]);
  return [["candidate", ...names], ...rows].map((row) => `${row.join(",")}\r\n`).join("");
}

/** No name begins a formula, whatever opens the file. */
function cell(name: string): string {
  const harmless = /^[=+\-@\t\r]/.test(name) ? `'${name}` : name;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

export function saveMatrix(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  const link = Object.assign(document.createElement("a"), { href: url, download: "head-to-head.csv" });
  link.click();
  URL.revokeObjectURL(url);
}
