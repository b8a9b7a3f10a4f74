import type { EvaluationResults } from "@/lib/contract/endpoints/evaluation-results";
import { ChartFrame } from "../charts/chart-frame";
import { OutcomeBars } from "../charts/outcome-bars";
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
