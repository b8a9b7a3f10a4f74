"use client";

import { useQuery } from "@tanstack/react-query";
import { useSteerEvaluation } from "@/lib/client/mutations/judging-mutations";
import { judgingQueries } from "@/lib/client/queries/judging-queries";
import type { EvaluationDetail } from "@/lib/contract/endpoints/evaluations";
import { hrefs } from "@/lib/contract/hrefs";
import { Link } from "../layout/link";
import { QueryError } from "../layout/query-error";
import { useGo } from "../layout/use-go";
import { useForm } from "../ui/form/use-form";
import { formatNumber } from "../ui/format-number";
import { SkeletonRows } from "../ui/skeleton";
import { draftOfEvaluation, revisionOf, textsLost } from "./draft-of-evaluation";
import { EvaluationForm } from "./evaluation-form";

/** A draft that is there, to be changed before it is launched. */
export function ReviseDraft({ evaluationId }: { evaluationId: string }) {
  const { data, error, refetch } = useQuery(judgingQueries.evaluation(evaluationId));
  if (error && !data) return <QueryError what="the draft" error={error} onRetry={refetch} />;
  if (!data) return <SkeletonRows rows={8} label="Opening the draft" />;
  if (data.evaluation.status !== "draft")
    return (
      <p className="text-ink-soft text-sm">
        This evaluation was launched, so that its set-up stays. Candidates can still be added on{" "}
        <Link href={hrefs.evaluation(evaluationId)} className="text-accent hover:underline">
          its page
        </Link>
        .
      </p>
    );
  return <DraftForm detail={data} />;
}

function DraftForm({ detail }: { detail: EvaluationDetail }) {
  const { id, progress } = detail.evaluation;
  const { revise } = useSteerEvaluation(id);
  const go = useGo();
  const form = useForm({
    initial: () => draftOfEvaluation(detail),
    leaves: true,
    send: async (draft) => {
      await revise.mutateAsync(revisionOf(draft, detail));
      go(hrefs.evaluation(id));
    },
  });
  const lost = textsLost(form.draft, detail);
  const questions = `${formatNumber(progress.items)} ${progress.items === 1 ? "question" : "questions"}`;
  return (
    <EvaluationForm
      form={form}
      kept={`The ${questions} that are there`}
      act="Save the draft"
      note="Nothing is called and nobody is asked before you launch it."
    >
      {lost.length > 0 && (
        <p role="status" className="rounded-lg bg-warn-soft px-5 py-3 text-sm text-warn [overflow-wrap:anywhere]">
          With this the texts that came from a file go, and are to be imported again: {lost.join(", ")}.
        </p>
      )}
    </EvaluationForm>
  );
}
