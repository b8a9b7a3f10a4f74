"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { messageOf } from "@/lib/client/client-error";
import { useDeleteBenchmark } from "@/lib/client/mutations/judging-mutations";
import { judgingQueries } from "@/lib/client/queries/judging-queries";
import { hrefs } from "@/lib/contract/hrefs";
import { Page } from "../layout/page";
import { QueryError } from "../layout/query-error";
import { useGo } from "../layout/use-go";
import { useMay } from "../layout/viewer-context";
import { RawTextButton } from "../markdown/raw-text-button";
import { CopyToProject } from "../project/copy-to-project";
import { TurnText } from "../transcript/turn-text";
import { AskFirst } from "../ui/ask-first";
import { Button } from "../ui/button";
import { SkeletonRows } from "../ui/skeleton";
import { errorToast } from "../ui/toasts";

/** A benchmark's questions, turn by turn, with the references that judges and raters may see. */
export function BenchmarkPage({ benchmarkId }: { benchmarkId: string }) {
  const { data, error, refetch } = useQuery(judgingQueries.benchmark(benchmarkId));
  const manages = useMay("evaluation.manage");
  const remove = useDeleteBenchmark();
  const go = useGo();
  const [isAsked, ask] = useState(false);
  if (error && !data)
    return (
      <Page title="Benchmark">
        <QueryError what="the benchmark" error={error} onRetry={refetch} />
      </Page>
    );
  if (!data)
    return (
      <Page title="Benchmark">
        <SkeletonRows rows={8} label="Reading the questions" />
      </Page>
    );
  const { benchmark, questions } = data;
  return (
    <Page
      title={benchmark.name}
      lead={`${benchmark.questions} questions, ${benchmark.references} with a reference`}
      actions={
        <>
          <RawTextButton />
          {benchmark.origin !== "own" && <CopyToProject original={{ kind: "benchmark", benchmarkId }} />}
          {manages && benchmark.origin !== "own" && <Button onClick={() => ask(true)}>Delete</Button>}
        </>
      }
    >
      <ol className="space-y-4">
        {questions.map(({ questionId, category, turns, reference }) => (
          <li key={questionId} className="rounded-lg border border-line bg-surface p-5">
            <p className="mb-2 text-ink-faint text-xs">
              {questionId} · {category || "no category"}
            </p>
            <div className="space-y-3">
              {turns.map((turn, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a turn is known by its place.
                <TurnText key={i} text={turn} speaker="user" />
              ))}
            </div>
            {reference && (
              <details className="mt-3 text-sm">
                <summary className="cursor-pointer text-ink-soft">Reference</summary>
                <div className="mt-2 space-y-3 border-line border-l-2 pl-4">
                  {reference.map((text, i) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a turn is known by its place.
                    <TurnText key={i} text={text} speaker="assistant" />
                  ))}
                </div>
              </details>
            )}
          </li>
        ))}
      </ol>
      {isAsked && (
        <AskFirst
          open
          onOpenChange={ask}
          title="Delete this benchmark?"
          description="Evaluations keep their own copy of its questions. The file can be imported again."
          act="Delete the benchmark"
          onConfirm={() =>
            remove.mutate(benchmarkId, {
              onSuccess: () => go(hrefs.benchmarks),
              onError: (failed) => errorToast(messageOf(failed)),
            })
          }
        />
      )}
    </Page>
  );
}
