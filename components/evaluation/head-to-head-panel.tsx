import { csvCell } from "@/lib/base/csv-cell";
import type { EvaluationResults, HeadToHeadPair } from "@/lib/contract/endpoints/evaluation-results";
import { hrefs } from "@/lib/contract/hrefs";
import { CandidateMark } from "../charts/candidate-mark";
import { Link } from "../layout/link";
import { Button } from "../ui/button";
import { cx } from "../ui/cx";
import { formatNumber } from "../ui/format-number";
import { Panel } from "../ui/panel";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { candidateIn, percent } from "./candidate-in";

/** So many stand in words without being asked for. */
const fewPairs = 3;
/** In sight while the matrix scrolls sideways. */
const stuck = "sticky left-0 z-1 bg-surface";

/** Twenty columns fit into a usual window. */
function tight(candidates: readonly unknown[]): string | undefined {
  return candidates.length > 8 ? "px-1.5! py-1!" : undefined;
}

/** Head to head as a matrix, and for each two in plain words how sure the lead is. */
export function HeadToHeadPanel({ evaluationId, results }: { evaluationId: string; results: EvaluationResults }) {
  const { headToHeadPairs, relevantLead } = results;
  const candidates = byRating(results);
  if (headToHeadPairs.length === 0) return null;
  return (
    <Panel
      title="Head to head"
      aside={
        <Button size="sm" variant="quiet" onClick={() => saveMatrix(matrixCsv(candidates, headToHeadPairs))}>
          CSV<span className="sr-only"> of the matrix</span>
        </Button>
      }
      description="The row's adjusted rate against the column; n below. Open a cell for the comparisons behind it."
    >
      {candidates.length > 2 && (
        <Table caption="Adjusted rate of the row against the column, best rated first">
          <thead>
            <tr>
              <HeadCell className={stuck}>
                <span className="sr-only">Candidate</span>
              </HeadCell>
              {candidates.map(({ id, name }, i) => (
                <HeadCell key={id} numeric title={name} className={tight(candidates)}>
                  {i + 1}
                  <span className="sr-only">. {name}</span>
                </HeadCell>
              ))}
            </tr>
          </thead>
          <tbody>
            {candidates.map((row, i) => (
              <Row key={row.id}>
                <th
                  scope="row"
                  title={row.name}
                  className={cx("px-3 py-1.5 text-left font-medium max-sm:text-xs", stuck)}
                >
                  <span className="line-clamp-3 w-28 [overflow-wrap:anywhere] sm:w-36">
                    {i + 1}. <CandidateMark position={row.position} className="mr-1.5" />
                    {row.name}
                  </span>
                </th>
                {candidates.map((column) => (
                  <HeadToHeadCell
                    key={column.id}
                    evaluationId={evaluationId}
                    headToHeadPairs={headToHeadPairs}
                    row={row.id}
                    column={column.id}
                    className={tight(candidates)}
                  />
                ))}
              </Row>
            ))}
          </tbody>
        </Table>
      )}
      <InWords results={results} />
      <p className="mt-3 text-ink-faint text-xs">
        The smallest lead that matters here is {Math.round(100 * relevantLead.lead)} points: of two candidates it takes
        about {formatNumber(relevantLead.votes)} decided votes on as many items to show it (4 in 5 times). Whoever looks
        after each vote and stops at the first lead errs more often than 5 %; settle on a number beforehand.
      </p>
    </Panel>
  );
}

/** For each two how sure the lead is; of many only when it is asked for. */
function InWords({ results }: { results: EvaluationResults }) {
  const { headToHeadPairs } = results;
  const candidate = candidateIn(results);
  return (
    <details className="group mt-4 first:mt-0" open={headToHeadPairs.length <= fewPairs}>
      <summary className="cursor-pointer text-ink-soft text-sm">
        In words: {headToHeadPairs.length === 1 ? "the two" : `each of ${formatNumber(headToHeadPairs.length)} pairs`}
      </summary>
      <ul className="mt-2 space-y-1.5 text-sm">
        {headToHeadPairs.map(({ firstId, secondId, advice }) => (
          <li key={`${firstId}.${secondId}`} className="flex flex-wrap gap-x-2">
            <span className="text-ink-faint">
              {candidate(firstId).name} and {candidate(secondId).name}:
            </span>
            <span className={advice.state === "ahead" ? "font-medium" : undefined}>{advice.text}</span>
            {advice.detectable !== null && advice.votesNeeded !== null && (
              <span className="text-ink-faint">
                As many votes as there are now would show a lead of {Math.round(100 * advice.detectable)} points.
              </span>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

type HeadToHeadCellProps = {
  evaluationId: string;
  headToHeadPairs: HeadToHeadPair[];
  row: string;
  column: string;
  className?: string;
};

function HeadToHeadCell({ evaluationId, headToHeadPairs, row, column, className }: HeadToHeadCellProps) {
  if (row === column) return <Cell numeric className="bg-sunken" />;
  const pair = headToHeadPairs.find(
    ({ firstId, secondId }) => (firstId === row && secondId === column) || (firstId === column && secondId === row),
  );
  if (!pair?.adjusted.ok)
    return (
      <Cell numeric className={cx("text-ink-faint", className)} title="They have not met yet.">
        –
      </Cell>
    );
  const rate = pair.firstId === row ? pair.adjusted.value : 1 - pair.adjusted.value;
  const lead = Math.round(Math.min(1, Math.abs(rate - 0.5) * 2) * 60);
  return (
    <Cell
      numeric
      className={className}
      style={{
        background: `color-mix(in oklch, var(${rate >= 0.5 ? "--ok-soft" : "--danger-soft"}) ${lead + 10}%, transparent)`,
      }}
    >
      <Link
        href={`${hrefs.comparisons(evaluationId)}?first=${pair.firstId}&second=${pair.secondId}&only=voted`}
        className="font-medium hover:underline"
      >
        {percent(rate)}
      </Link>
      <span className="block text-ink-faint text-xs">{pair.adjusted.n}</span>
    </Cell>
  );
}

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
  const names = candidates.map(({ name }) => csvCell(name));
  const rows = candidates.map(({ id }, i) => [names[i], ...candidates.map((column) => rate(id, column.id))]);
  return [["candidate", ...names], ...rows].map((row) => `${row.join(",")}\r\n`).join("");
}

function saveMatrix(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  const link = Object.assign(document.createElement("a"), { href: url, download: "head-to-head.csv" });
  link.click();
  URL.revokeObjectURL(url);
}
