import type { ResultsQuery } from "@/lib/client/queries/judging-queries";
import type { EvaluationResults } from "@/lib/contract/endpoints/evaluation-results";
import { ChartFrame } from "../charts/chart-frame";
import { IntervalChart } from "../charts/interval-chart";
import { FigureView } from "../review/figure-view";
import { Panel } from "../ui/panel";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { candidateIn, percent } from "./candidate-in";
import { tieWords } from "./evaluation-words";
import { HeadToHeadPanel } from "./head-to-head-panel";
import { OpenNamesPanel } from "./open-names-panel";
import { AgreementPanel, RaterPanel } from "./rater-panels";
import { StylePanel } from "./style-panel";
import { CategoryPanel, WinRatePanel } from "./win-rate-panel";

type ResultsBodyProps = {
  evaluationId: string;
  results: EvaluationResults;
  query: ResultsQuery;
};

/** All panels that this kind of evaluation has. */
export function ResultsBody({ evaluationId, results, query }: ResultsBodyProps) {
  if (results.kind === "turing")
    return (
      <>
        <TuringPanel results={results} />
        <RaterPanel evaluationId={evaluationId} results={results} />
        <OpenNamesPanel evaluationId={evaluationId} />
      </>
    );
  return (
    <>
      <RatingPanel results={results} />
      <WinRatePanel results={results} />
      <HeadToHeadPanel evaluationId={evaluationId} results={results} />
      {results.kind === "answers" && <StylePanel evaluationId={evaluationId} results={results} query={query} />}
      {results.categories.length > 1 && <CategoryPanel results={results} />}
      {results.scores.map((scores) => (
        <ScorePanel key={scores.source} scores={scores} results={results} />
      ))}
      <AgreementPanel results={results} />
      <RaterPanel evaluationId={evaluationId} results={results} />
      <OpenNamesPanel evaluationId={evaluationId} />
    </>
  );
}

/** How often each simulator's user was taken for a person, beside how often real ones were. */
function TuringPanel({ results }: { results: EvaluationResults }) {
  const candidate = candidateIn(results);
  return (
    <ChartFrame
      title="Taken for a real person"
      fileName="taken-for-human"
      caption="Share of votes that called the dialogue's human real, with 95 % intervals over dialogues. A simulator is the better the nearer it comes to the real people beside it."
    >
      <IntervalChart
        label="Taken for a real person"
        format={percent}
        within={[0, 1]}
        even={0.5}
        rows={results.takenForHuman.map(({ candidateId, share, isHuman }) => {
          const { name, position } = candidate(candidateId);
          return {
            key: candidateId,
            label: isHuman ? `${name} (real)` : name,
            position,
            figure: share,
            note: share.ok ? `n ${share.n}` : undefined,
          };
        })}
      />
    </ChartFrame>
  );
}

type Scores = EvaluationResults["scores"][number];

/** The table of MT-Bench: mean scores of one judge, overall and by category. */
function ScorePanel({ scores, results }: { scores: Scores; results: EvaluationResults }) {
  const candidate = candidateIn(results);
  return (
    <Panel
      title={`Scores by ${scores.judge}`}
      description="Single answers graded 1 to 10; means with 95 % intervals over items. What could not be read is in no mean."
    >
      <Table caption={`Mean scores by ${scores.judge}`}>
        <thead>
          <tr>
            <HeadCell>Candidate</HeadCell>
            <HeadCell>Category</HeadCell>
            <HeadCell>Question 1</HeadCell>
            <HeadCell>Question 2</HeadCell>
            <HeadCell>Mean</HeadCell>
            <HeadCell numeric>Not readable</HeadCell>
          </tr>
        </thead>
        <tbody>
          {scores.rows.map(({ candidateId, category, first, second, mean, unreadable }) => (
            <Row key={`${candidateId}.${category}`} className={category === null ? "bg-sunken/60" : undefined}>
              <Cell className={category === null ? "font-medium" : "text-ink-faint"}>
                {candidate(candidateId).name}
              </Cell>
              <Cell>{category ?? "all"}</Cell>
              {[first, second, mean].map((figure, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: three fixed columns.
                <Cell key={i}>
                  <FigureView figure={figure} />
                </Cell>
              ))}
              <Cell numeric>{unreadable}</Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}

/** Ratings on the Elo scale, or in words why the votes allow none. */
function RatingPanel({ results }: { results: EvaluationResults }) {
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
