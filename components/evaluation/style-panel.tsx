"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { judgingQueries, type ResultsQuery } from "@/lib/client/queries/judging-queries";
import type { EvaluationResults } from "@/lib/contract/endpoints/evaluation-results";
import { IntervalChart } from "../charts/interval-chart";
import { QueryError } from "../layout/query-error";
import { FigureView } from "../review/figure-view";
import { Button } from "../ui/button";
import { Panel } from "../ui/panel";
import { SkeletonRows } from "../ui/skeleton";
import { candidateIn } from "./candidate-in";

type StylePanelProps = { evaluationId: string; results: EvaluationResults; query: ResultsQuery };

const traitWords = { tokens: "Length in tokens", headers: "Headers", lists: "Lists", bold: "Bold type" } as const;

/** Whether anybody leads by looks alone: ratings with style as a covariate, worked out when they are asked for. */
export function StylePanel({ evaluationId, results, query }: StylePanelProps) {
  const [isWanted, want] = useState(false);
  const styled = useQuery({ ...judgingQueries.styled(evaluationId, query), enabled: isWanted });
  const candidate = candidateIn(results);
  const { data } = styled;
  return (
    <Panel
      title="Without style"
      description="Ratings with length, headers, lists and bold type as covariates of the votes, so that an answer earns nothing by its looks alone. Ties are half wins here; a ridge of 0.5 holds all parameters."
      aside={
        !isWanted && (
          <Button size="sm" onClick={() => want(true)}>
            Work it out
          </Button>
        )
      }
    >
      {isWanted && styled.isPending && <SkeletonRows rows={4} label="Taking style out of the ratings" />}
      {styled.isError && <QueryError what="the ratings without style" error={styled.error} onRetry={styled.refetch} />}
      {data && !data.ok && <p className="text-ink-soft text-sm">{data.reason}</p>}
      {data?.ok && (
        <div className="space-y-4">
          <IntervalChart
            label="Ratings without style"
            format={(value) => value.toFixed(0)}
            rows={data.rated.map(({ candidateId, rating }) => {
              const plain = data.plain.find((one) => one.candidateId === candidateId)?.rating;
              const { name, position } = candidate(candidateId);
              const note = plain?.ok ? `plain ${plain.value.toFixed(0)}` : undefined;
              return { key: candidateId, label: name, position, figure: rating, note };
            })}
          />
          <dl className="grid max-w-xl gap-x-8 gap-y-1.5 text-sm sm:grid-cols-2">
            {data.effects.map(({ trait, coefficient }) => (
              <div key={trait} className="flex flex-wrap items-baseline justify-between gap-x-4">
                <dt className="text-ink-soft">{traitWords[trait]}</dt>
                <dd>
                  <FigureView figure={coefficient} />
                </dd>
              </div>
            ))}
          </dl>
          <p className="text-ink-faint text-xs">
            Log-odds of a vote for one standard deviation more of it; above 0 it wins votes by itself.
          </p>
        </div>
      )}
    </Panel>
  );
}
