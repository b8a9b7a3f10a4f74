import type { EvaluationResults } from "@/lib/contract/endpoints/evaluation-results";
import { CandidateMark } from "../charts/candidate-mark";
import { ChartFrame } from "../charts/chart-frame";
import { FigureView } from "../review/figure-view";
import { Panel } from "../ui/panel";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { candidateIn, percent } from "./candidate-in";

/** Won, tied and lost against all others, with the adjusted rate. */
export function WinRatePanel({ results }: { results: EvaluationResults }) {
  const candidate = candidateIn(results);
  if (results.winRates.length === 0) return null;
  return (
    <ChartFrame
      title="Won, tied, lost"
      fileName="win-rates"
      caption="Each candidate against all others. On the right the adjusted rate, (won + half of both kinds of tie) of all votes, with its 95 % interval over items."
    >
      <OutcomeBars
        label="Won, tied, lost"
        rows={results.winRates.map(({ candidateId, won, tied, bothBad, lost, adjusted }) => ({
          key: candidateId,
          label: candidate(candidateId).name,
          won,
          tied,
          bothBad,
          lost,
          told: adjusted.ok
            ? `${percent(adjusted.value)}${adjusted.interval ? ` (${percent(adjusted.interval.low)}–${percent(adjusted.interval.high)})` : ""}`
            : "",
        }))}
      />
      {results.criteria.some(({ winRates }) => winRates.length > 0) && (
        <dl className="mt-4 grid gap-4 sm:grid-cols-2">
          {results.criteria
            .filter(({ winRates }) => winRates.length > 0)
            .map(({ key, label, winRates }) => (
              <div key={key}>
                <dt className="mb-1 font-medium text-sm">{label}</dt>
                <dd>
                  <OutcomeBars
                    label={label}
                    rows={winRates.map((rate) => ({
                      ...rate,
                      key: rate.candidateId,
                      label: candidate(rate.candidateId).name,
                      told: rate.adjusted.ok ? percent(rate.adjusted.value) : "",
                    }))}
                  />
                </dd>
              </div>
            ))}
        </dl>
      )}
    </ChartFrame>
  );
}

/** By category: each candidate's adjusted rate, and how often nobody won. */
export function CategoryPanel({ results }: { results: EvaluationResults }) {
  const { categories, candidates } = results;
  const candidate = candidateIn(results);
  return (
    <Panel title="By category" description="Adjusted rate against all others, with its 95 % interval over items.">
      <Table caption="Adjusted rates by category">
        <thead>
          <tr>
            <HeadCell>Category</HeadCell>
            {candidates.map(({ id }) => (
              <HeadCell key={id}>
                <CandidateMark position={candidate(id).position} className="mr-1.5" />
                {candidate(id).name}
              </HeadCell>
            ))}
            <HeadCell>Ties</HeadCell>
          </tr>
        </thead>
        <tbody>
          {categories.map(({ category, winRates, ties }) => (
            <Row key={category}>
              <Cell className="font-medium">{category || "–"}</Cell>
              {candidates.map(({ id }) => {
                const rate = winRates.find(({ candidateId }) => candidateId === id);
                return (
                  <Cell key={id}>
                    {rate ? (
                      <FigureView figure={rate.adjusted} unit="percent" />
                    ) : (
                      <span className="text-ink-faint text-xs">no votes</span>
                    )}
                  </Cell>
                );
              })}
              <Cell>
                <FigureView figure={ties} unit="percent" />
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}

type OutcomeRow = {
  key: string;
  label: string;
  won: number;
  tied: number;
  bothBad: number;
  lost: number;
  told: string;
};

const [width, left, right, rowHeight] = [760, 190, 150, 34];

/** Won, tied, both bad and lost as the parts of a whole, with the counts inside; rows without votes say so. */
function OutcomeBars({ rows, label }: { rows: OutcomeRow[]; label: string }) {
  const height = rows.length * rowHeight + 24;
  const span = width - left - right;
  return (
    <svg
      data-chart
      role="img"
      aria-label={`${label}: ${rows.map(({ label: name, won, tied, bothBad, lost }) => `${name} won ${won}, tied ${tied}, both bad ${bothBad}, lost ${lost}`).join("; ")}`}
      viewBox={`0 0 ${width} ${height}`}
      className="w-full min-w-[40rem] max-w-4xl text-[12px]"
    >
      {rows.map((row, i) => {
        const n = row.won + row.tied + row.bothBad + row.lost;
        const y = i * rowHeight + 6;
        let x = left;
        return (
          <g key={row.key}>
            <title>{row.label}</title>
            <text x={left - 14} y={y + 15} textAnchor="end" className="fill-ink font-medium">
              {row.label.length > 26 ? `${row.label.slice(0, 25)}…` : row.label}
            </text>
            {n === 0 && (
              <text x={left} y={y + 15} className="fill-ink-faint">
                No votes yet.
              </text>
            )}
            {parts.map(({ key, fill, text, words }) => {
              const count = row[key];
              const part = n === 0 ? 0 : (count / n) * span;
              const at = x;
              x += part;
              if (count === 0) return null;
              return (
                <g key={key}>
                  <title>{`${row.label}: ${words} ${count} of ${n}`}</title>
                  <rect x={at} y={y} width={Math.max(0, part - 1)} height={22} rx={2} className={fill} />
                  {part > 22 && (
                    <text x={at + part / 2} y={y + 15} textAnchor="middle" className={`${text} tabular-nums`}>
                      {count}
                    </text>
                  )}
                </g>
              );
            })}
            <text x={width - right + 12} y={y + 15} className="fill-ink-soft tabular-nums">
              {row.told}
            </text>
          </g>
        );
      })}
      <g transform={`translate(${left} ${height - 6})`}>
        {parts.map(({ key, fill, words }, i) => (
          <g key={key} transform={`translate(${i * 90} 0)`}>
            <rect y={-9} width={10} height={10} rx={2} className={fill} />
            <text x={15} className="fill-ink-faint">
              {words}
            </text>
          </g>
        ))}
      </g>
    </svg>
  );
}

const parts = [
  { key: "won", words: "won", fill: "fill-accent", text: "fill-on-accent" },
  { key: "tied", words: "tied", fill: "fill-line-strong", text: "fill-paper" },
  { key: "bothBad", words: "both bad", fill: "fill-line", text: "fill-ink" },
  { key: "lost", words: "lost", fill: "fill-accent-soft", text: "fill-ink" },
] as const;
