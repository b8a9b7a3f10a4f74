"use client";

import { useQuery } from "@tanstack/react-query";
import { dataKeys } from "@/lib/client/data-keys";
import { statisticsQueries } from "@/lib/client/queries/statistics-queries";
import { useNewsAbout } from "@/lib/client/use-news-about";
import type { DialogueFilter } from "@/lib/domain/dialogue-filter";
import type { Judged } from "@/lib/domain/statistics/dialogue-scores";
import type { Measured } from "@/lib/domain/statistics/measured";
import { JobsAbout } from "../job/jobs-about";
import { QueryError } from "../layout/query-error";
import { formatMoney, formatNumber } from "../ui/format-number";
import { SkeletonRows } from "../ui/skeleton";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { AskForScores } from "./ask-for-scores";
import { IntervalCell } from "./figure-cells";
import { OpensDialogues } from "./opens-dialogues";

type ScoresPanelProps = {
  of: Measured;
  peopleId?: string;
  keeps: boolean;
  /** Whose dialogues they are; null until that is read. */
  dialogues: DialogueFilter | null;
};

const qualities = [
  ["complexity", "Complexity", "Questions are informative, and go deeper than those of the rounds before"],
  ["relevancy", "Relevancy", "They are tied to what came before, above all to the last answer"],
  ["logicality", "Logicality", "What they infer from the context is logical"],
  ["diversity", "Diversity", "Their topics stay, move on and turn over the dialogue"],
] as const;

/** What model judges say of the questions, from 1 to 10, beside those of people. */
export function ScoresPanel({ of, peopleId, keeps, dialogues }: ScoresPanelProps) {
  const { data, error, refetch } = useQuery(statisticsQueries.scores(of, peopleId));
  useNewsAbout(of.id, dataKeys.statistics.scores(of.id));
  if (error) return <QueryError what="the scores" error={error} onRetry={refetch} />;
  if (!data) return <SkeletonRows label="Reading the scores" />;
  return (
    <section aria-labelledby="scored" className="space-y-4">
      <h2 id="scored" className="font-semibold text-lg">
        Scored by a model judge
      </h2>
      <JobsAbout subject={of.id} kind="dialogue_scores" />
      {data.judged.length === 0 && !keeps && (
        <p className="text-ink-soft text-sm">No judge was asked yet. Who keeps the data set can ask one.</p>
      )}
      {data.judged.map((judged) => (
        <ScoresTable key={judged.modelId} judged={judged} dialogues={dialogues} />
      ))}
      {keeps && <AskForScores of={of} peopleId={peopleId} />}
    </section>
  );
}

type ScoresTableProps = { judged: Judged; dialogues: DialogueFilter | null };

function ScoresTable({ judged: { judge, own, people, differences, reasons, cost }, dialogues }: ScoresTableProps) {
  const told = (side: NonNullable<typeof people>) =>
    `${formatNumber(side.asked - side.missing)} of ${formatNumber(side.asked)} asked`;
  return (
    <>
      <Table caption={`Scores by ${judge}`}>
        <thead>
          <tr>
            <HeadCell className="max-w-56 whitespace-normal sm:max-w-md">
              By <bdi className="break-words">{judge}</bdi>, from 1 to 10
            </HeadCell>
            <HeadCell numeric>Mean</HeadCell>
            {people && (
              <>
                <HeadCell numeric>People</HeadCell>
                <HeadCell numeric>Difference</HeadCell>
              </>
            )}
            <HeadCell numeric>Spread</HeadCell>
          </tr>
        </thead>
        <tbody>
          {qualities.map(([quality, name, definition]) => (
            <Row key={quality}>
              <Cell className="min-w-48">
                <span title={definition}>{name}</span>
              </Cell>
              <IntervalCell value={own.means?.[quality].mean} interval={own.means?.[quality].interval} unit="" />
              {people && (
                <>
                  <IntervalCell
                    value={people.means?.[quality].mean}
                    interval={people.means?.[quality].interval}
                    unit=""
                  />
                  <IntervalCell
                    value={differences?.[quality].difference}
                    interval={differences?.[quality].interval}
                    unit=""
                    isSigned
                  />
                </>
              )}
              <IntervalCell value={own.means?.[quality].deviation} interval={null} unit="" />
            </Row>
          ))}
        </tbody>
      </Table>
      <p className="text-ink-faint text-xs">
        <OpensDialogues dialogues={dialogues} label="The dialogues that were drawn from">
          {told(own)}
        </OpensDialogues>
        {people && `, of people ${told(people)}`}, drawn by a seed; {formatMoney(cost)} so far. No filter tells
        dialogues by their scores. After PlatoLM (arXiv 2308.11534), which asked gpt-3.5-turbo-16k; the prompt is ours.
        Models favour what is like themselves: beside people's scores by the same judge these say more than alone.
        {reasons.length > 0 &&
          ` Without scores: ${reasons.map(({ reason, dialogues }) => `${reason} (${dialogues})`).join(" ")}`}
      </p>
    </>
  );
}
