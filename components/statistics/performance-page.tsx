"use client";

import { useQuery } from "@tanstack/react-query";
import { dataKeys } from "@/lib/client/data-keys";
import { statisticsQueries } from "@/lib/client/queries/statistics-queries";
import { useNewsAbout } from "@/lib/client/use-news-about";
import { hrefs } from "@/lib/contract/hrefs";
import { statisticsHrefs } from "@/lib/contract/statistics-hrefs";
import type { Performance } from "@/lib/domain/statistics/performance";
import { many } from "../data-set/data-set-words";
import { Link } from "../layout/link";
import { QueryError } from "../layout/query-error";
import { useGo } from "../layout/use-go";
import { EmptyState } from "../ui/empty-state";
import { Field } from "../ui/field";
import { lazyPart } from "../ui/lazy-part";
import { Select } from "../ui/select";
import { SkeletonRows } from "../ui/skeleton";
import { scoreWords } from "./performance-words";
import { statisticsMoment } from "./statistics-moment";
import { TrainedModelsPanel } from "./trained-models-panel";

const CorrelationPanel = lazyPart(statisticsMoment, ({ statisticsParts }) => statisticsParts.CorrelationPanel);
const ScalingPanel = lazyPart(statisticsMoment, ({ statisticsParts }) => statisticsParts.ScalingPanel);

/** What models were trained on against how they were scored since; which score stands in the address. */
export function PerformancePage({ score }: { score: string }) {
  const found = useQuery(statisticsQueries.performance(score));
  const go = useGo();
  const evaluationId = found.data?.scores.find(({ key }) => key === found.data.chosen?.key)?.evaluationId;
  useNewsAbout(evaluationId ?? "", dataKeys.statistics.all);
  if (found.isPending) return <SkeletonRows label="Reading how models were scored" />;
  if (found.isError) return <QueryError what="data against performance" error={found.error} onRetry={found.refetch} />;
  const { trained, scores, chosen, pending, hidden } = found.data;
  return (
    <div className="space-y-6">
      <TrainedModelsPanel trained={trained} />
      {(pending > 0 || hidden > 0) && (
        <p className="text-ink-soft text-sm">
          {pending > 0 &&
            `Figures of ${many(pending, "evaluation")} are being computed; they stand here once that is done. `}
          {hidden > 0 && `Figures of ${many(hidden, "evaluation")} stay hidden until a lead closes it.`}
        </p>
      )}
      {chosen === null ? (
        <WhatIsMissing performance={found.data} />
      ) : (
        <>
          <div className="max-w-xl">
            <Field
              label="Score"
              hint={
                evaluationId && (
                  <>
                    Of{" "}
                    <Link href={hrefs.evaluation(evaluationId)} className="text-accent underline">
                      this evaluation
                    </Link>
                    . Single turns and those that follow are told apart: data may do otherwise to each.
                  </>
                )
              }
            >
              <Select value={chosen.key} onChange={({ target }) => go(statisticsHrefs.performance(target.value))}>
                {scores.map((one) => (
                  <option key={one.key} value={one.key}>
                    {`${one.evaluationName}: ${scoreWords(one)}, ${many(one.models, "model")}`}
                  </option>
                ))}
              </Select>
            </Field>
          </div>
          <CorrelationPanel performance={found.data} />
          <ScalingPanel performance={found.data} />
        </>
      )}
    </div>
  );
}

function WhatIsMissing({ performance: { trained, pending } }: { performance: Performance }) {
  if (pending > 0) return null;
  return (
    <EmptyState
      title={trained.length === 0 ? "No model was trained on a snapshot yet" : "None of these models has a score yet"}
    >
      {trained.length === 0
        ? "Once it is known what models of the catalogue were trained on, and an evaluation scored them, each measure of the data stands here against what it did to the models. Three models tell a correlation, four its interval."
        : "Make them candidates of an evaluation, with a judge that grades single answers or with votes: each score becomes one that the measures of their data stand against."}
    </EmptyState>
  );
}
