import type { EvaluationResults } from "@/lib/contract/endpoints/evaluation-results";
import { ChartFrame } from "../charts/chart-frame";
import { IntervalChart } from "../charts/interval-chart";
import { Panel } from "../ui/panel";
import { candidateIn } from "./candidate-in";
import { tieWords } from "./evaluation-words";

/** Ratings on the Elo scale, or in words why the votes allow none. */
export function RatingPanel({ results }: { results: EvaluationResults }) {
  const { ratings } = results;
  const candidate = candidateIn(results);
  if (!ratings.ok)
    return (
      <Panel title="Ratings">
        <p className="text-ink-soft text-sm">{ratings.reason}</p>
        {ratings.groups.length > 1 && (
          <ul className="mt-2 list-disc pl-5 text-sm">
            {ratings.groups.map((group) => (
              <li key={group.join()}>{group.map((id) => candidate(id).name).join(", ")}</li>
            ))}
          </ul>
        )}
      </Panel>
    );
  const { rated, n, ties, noFiniteEstimate, units, intervals } = ratings;
  const whole = (value: number) => value.toFixed(0);
  return (
    <ChartFrame
      title="Ratings"
      fileName="ratings"
      caption={
        <>
          Bradley–Terry by maximum likelihood on the Elo scale, the mean of all being 1000; {tieWords[ties]}. 95 %
          intervals{" "}
          {intervals === "bootstrap"
            ? "from 1,000 resamples of items, then of raters"
            : `over ${units === "items" ? "items" : "items and raters"}`}
          ; n = {n.votes} votes on {n.items} items by {n.raters} {n.raters === 1 ? "rater" : "raters"}.
          {noFiniteEstimate && <strong className="mt-1 block font-medium text-warn">{noFiniteEstimate}</strong>}
        </>
      }
    >
      <IntervalChart
        label="Ratings"
        format={whole}
        rows={rated.map(({ candidateId, rating, rank }) => {
          const { name, position } = candidate(candidateId);
          const place = rank && (rank.best === rank.worst ? `rank ${rank.best}` : `rank ${rank.best}–${rank.worst}`);
          return { key: candidateId, label: name, position, figure: rating, note: place ?? undefined };
        })}
      />
      {rated.some(({ rating }) => rating.ok && rating.why) && (
        <p className="mt-2 text-ink-faint text-xs">
          {rated.flatMap(({ rating }) => (rating.ok && rating.why ? [rating.why] : []))[0]}
        </p>
      )}
    </ChartFrame>
  );
}
