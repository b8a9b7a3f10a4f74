"use client";

import { useQuery } from "@tanstack/react-query";
import { judgingQueries } from "@/lib/client/queries/judging-queries";
import { queryKeys } from "@/lib/client/query-keys";
import { useCountNews } from "@/lib/client/use-count-news";
import type { EvaluationDetail } from "@/lib/contract/endpoints/evaluations";
import { hrefs } from "@/lib/contract/hrefs";
import { BudgetLeft } from "../budget/budget-left";
import { Link } from "../layout/link";
import { Page } from "../layout/page";
import { QueryError } from "../layout/query-error";
import { Button } from "../ui/button";
import { formatNumber } from "../ui/format-number";
import { lazyPart } from "../ui/lazy-part";
import { Panel } from "../ui/panel";
import { SkeletonRows } from "../ui/skeleton";
import { Stat } from "../ui/stat";
import { evaluationMoment } from "./evaluation-moments";
import { kindWords, StatusBadge } from "./evaluation-words";

// Nothing of it can be drawn before the evaluation is there; this comes meanwhile.
const CandidateTable = lazyPart(evaluationMoment, ({ evaluationBody }) => evaluationBody.CandidateTable);
const JobsAbout = lazyPart(evaluationMoment, ({ evaluationBody }) => evaluationBody.JobsAbout);
const JudgesPanel = lazyPart(evaluationMoment, ({ evaluationBody }) => evaluationBody.JudgesPanel);
const OpenNamesPanel = lazyPart(evaluationMoment, ({ evaluationBody }) => evaluationBody.OpenNamesPanel);
const RulingLog = lazyPart(evaluationMoment, ({ evaluationBody }) => evaluationBody.RulingLog);
const SetUpPanel = lazyPart(evaluationMoment, ({ evaluationBody }) => evaluationBody.SetUpPanel);
const EvaluationSteering = lazyPart(evaluationMoment, ({ evaluationBody }) => evaluationBody.EvaluationSteering);

/** One evaluation: who takes part, how far it is, what can be done about it. */
export function EvaluationPage({ evaluationId }: { evaluationId: string }) {
  const { data: detail, error, refetch } = useQuery(judgingQueries.evaluation(evaluationId));
  // Its judges, too. Figures of results have news of their own.
  useCountNews("evaluations", { queryKey: queryKeys.judging.evaluation(evaluationId), everyMs: 3_000 });
  if (error && !detail)
    return (
      <Page title="Evaluation">
        <QueryError what="the evaluation" error={error} onRetry={refetch} />
      </Page>
    );
  if (!detail)
    return (
      <Page title="Evaluation">
        <SkeletonRows rows={8} label="Opening the evaluation" />
      </Page>
    );
  const { evaluation, categories } = detail;
  return (
    <Page
      title={evaluation.name}
      lead={
        <span className="flex flex-wrap items-center gap-2">
          <StatusBadge status={evaluation.status} />
          {kindWords[evaluation.spec.kind]}
          {categories.length > 1 && ` · ${categories.length} categories`}
        </span>
      }
      actions={
        evaluation.status !== "draft" && (
          <>
            <Button asChild>
              <Link href={hrefs.rate(evaluationId)}>Vote</Link>
            </Button>
            <Button asChild variant="primary">
              <Link href={hrefs.evaluationResults(evaluationId)}>Results</Link>
            </Button>
          </>
        )
      }
    >
      <div className="space-y-5">
        <JobsAbout subject={evaluationId} />
        {detail.warnings.length > 0 && (
          <ul
            aria-label="Before you trust it"
            className="space-y-1 rounded-lg bg-warn-soft px-5 py-3 text-sm text-warn"
          >
            {detail.warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        )}
        <Figures detail={detail} />
        <CandidateTable detail={detail} />
        <SetUpPanel detail={detail} />
        {evaluation.status !== "draft" && evaluation.spec.kind !== "turing" && (
          <JudgesPanel evaluationId={evaluationId} ofDialogues={evaluation.spec.kind === "dialogues"} />
        )}
        {evaluation.progress.responses.ready > 0 && <OpenNamesPanel evaluationId={evaluationId} />}
        {evaluation.status !== "draft" && <RulingLog evaluationId={evaluationId} />}
        {evaluation.status === "draft" && <BudgetLeft what="Its answers" forecast={missingAnswers(detail)} />}
        <EvaluationSteering detail={detail} />
      </div>
    </Page>
  );
}

/** What its models may take to write all that they owe. */
function missingAnswers({ candidates }: EvaluationDetail) {
  const owed = candidates.flatMap(({ estimate }) => estimate ?? []);
  return {
    money: owed.reduce((sum, { cost }) => sum + cost, 0),
    tokens: owed.reduce((sum, { tokens }) => sum + tokens, 0),
  };
}

function Figures({ detail: { evaluation, candidates } }: { detail: EvaluationDetail }) {
  const { items, comparisons, ready, votes, votesNeeded, responses } = evaluation.progress;
  const cost = candidates.reduce((sum, one) => sum + one.cost, 0);
  const told = (value: number, detail: string) => (
    <span className="tabular-nums">
      {formatNumber(value)}
      <span className="block font-normal text-ink-faint text-xs">{detail}</span>
    </span>
  );
  return (
    <Panel>
      <dl className="grid grid-cols-2 gap-5 sm:grid-cols-4">
        <Stat name="Items">{told(items, "questions or openings")}</Stat>
        <Stat name="Texts">
          {told(
            responses.ready,
            `of ${formatNumber(responses.ready + responses.missing + responses.failed)} there; cost ${cost === 0 ? "0" : cost.toPrecision(3)}`,
          )}
        </Stat>
        <Stat name="Comparisons">{told(ready, `of ${formatNumber(comparisons)} ready to be judged`)}</Stat>
        <Stat name="Votes">{told(votes, `of ${formatNumber(votesNeeded)}`)}</Stat>
      </dl>
    </Panel>
  );
}
