"use client";

import { useQuery } from "@tanstack/react-query";
import { useSteerEvaluation } from "@/lib/client/mutations/judging-mutations";
import { judgingQueries } from "@/lib/client/queries/judging-queries";
import type { InputOf } from "@/lib/contract/endpoints";
import type { CandidateProgress, EvaluationDetail } from "@/lib/contract/endpoints/evaluations";
import { hrefs } from "@/lib/contract/hrefs";
import { Link } from "../layout/link";
import { QueryError } from "../layout/query-error";
import { useGo } from "../layout/use-go";
import { useForm } from "../ui/form/use-form";
import { formatNumber } from "../ui/format-number";
import { SkeletonRows } from "../ui/skeleton";
import {
  type CandidateDraft,
  type EvaluationDraft,
  evaluationBodyOf,
  evaluationDraftOf,
  sourceIdOf,
} from "./evaluation-draft";
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

/** A draft that is there as it stands in the form; its questions stay unless others are chosen. */
export function draftOfEvaluation({ evaluation: { name, spec }, candidates }: EvaluationDetail): EvaluationDraft {
  return {
    ...evaluationDraftOf(),
    name,
    kind: spec.kind,
    candidates: candidates.map(candidateDraftOf),
    itemsKind: "kept",
    instructions: spec.instructions,
    criteria: spec.criteria.map(({ label }) => label).join("\n"),
    byRound: spec.byRound,
    strength: spec.strength,
    raters: spec.raters,
    baseline: spec.baseline ?? "",
    overlapShare: percent(spec.overlap?.share ?? 0),
    overlapPeople: `${spec.overlap?.people ?? 2}`,
    goldRate: percent(spec.goldRate),
    repeatRate: percent(spec.repeatRate),
    nameForRaters: spec.nameForRaters,
    reveal: spec.reveal,
    skipLimit: `${spec.skipLimit}`,
    ties: spec.ties,
    relevantLead: percent(spec.relevantLead),
  };
}

function candidateDraftOf({ id, name, source }: CandidateProgress): CandidateDraft {
  const of = sourceIdOf(source) ?? "";
  const dataSet =
    source.kind === "data_set" ? { id: "as it was", name: source.filterName, filter: source.filter } : null;
  return { key: id, id, name, kind: source.kind, of, dataSet, source };
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(4))}`;
}

/** What is sent of a draft that is there. What the form does not show stays. */
export function revisionOf(draft: EvaluationDraft, before: EvaluationDetail): InputOf<"reviseDraft">["body"] {
  const { name, spec, items, candidates } = evaluationBodyOf(draft);
  const named = new Map(before.evaluation.spec.criteria.map(({ key, label }) => [label, key]));
  const criteria = spec.criteria?.map(({ key, label }) => ({ key: named.get(label) ?? key, label }));
  return {
    name,
    spec: { ...before.evaluation.spec, ...spec, criteria },
    items: draft.kind === "answers" && draft.itemsKind !== "kept" ? items : null,
    candidates: candidates.map((candidate, i) => ({ ...candidate, id: draft.candidates[i]?.id })),
  };
}

/** Candidates whose texts from a file would go with the change, by what they and their files are called. */
export function textsLost(draft: EvaluationDraft, { candidates }: EvaluationDetail): string[] {
  const stay = new Set(draft.candidates.flatMap(({ id, kind, source }) => (id && kind === source?.kind ? [id] : [])));
  const isAsked = draft.kind === "answers" && draft.itemsKind !== "kept";
  return candidates.flatMap(({ id, name, source, ready }) => {
    if ((source.kind !== "file" && source.kind !== "human") || ready === 0) return [];
    return isAsked || !stay.has(id) ? [`${name}${source.fileName && ` (${source.fileName})`}`] : [];
  });
}
