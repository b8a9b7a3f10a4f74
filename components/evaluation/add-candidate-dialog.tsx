"use client";

import { useQuery } from "@tanstack/react-query";
import { messageOf } from "@/lib/client/client-error";
import { useSteerEvaluation } from "@/lib/client/mutations/judging-mutations";
import { judgingQueries } from "@/lib/client/queries/judging-queries";
import type { AnswerOf } from "@/lib/contract/endpoints";
import type { EvaluationDetail } from "@/lib/contract/endpoints/evaluations";
import { FormDialog } from "../ui/form/form-dialog";
import { useForm } from "../ui/form/use-form";
import { formatCompact, formatMoney, formatNumber } from "../ui/format-number";
import { CandidateRow } from "./candidate-fields";
import { type CandidateDraft, candidateDraft, candidateOf } from "./evaluation-draft";

type Props = { detail: EvaluationDetail; onClose: () => void };

/** One more candidate; what it takes is told before it is added. */
export function AddCandidateDialog({ detail: { evaluation }, onClose }: Props) {
  const { id, spec, status } = evaluation;
  const { add } = useSteerEvaluation(id);
  const form = useForm({
    initial: () => candidateDraft(spec.kind),
    send: async (draft) => {
      await add.mutateAsync(candidateOf(draft));
      onClose();
    },
  });
  const { draft } = form;
  const isChosen = isFile(draft) || draft.of !== "" || draft.dataSet !== null;
  // Under a name that nobody has: what it takes does not hang on what it is called.
  const asked = candidateOf({ ...draft, name: `newcomer ${draft.kind} ${draft.of}`.slice(0, 120) });
  const preview = useQuery({ ...judgingQueries.newcomer(id, asked), enabled: isChosen });
  const takes = isChosen ? preview.data : undefined;
  return (
    <FormDialog
      form={form}
      title="Add a candidate"
      description={
        status === "draft"
          ? undefined
          : "Votes that are there stay. It is compared with the others by the same rules, after what was drawn before."
      }
      act="Add it"
      // What it takes is told before; without a source the form says what is missing.
      disabled={isChosen && !takes}
      onClose={onClose}
    >
      <div className="flex flex-wrap gap-4">
        <CandidateRow fields={form} kind={spec.kind} at="" />
      </div>
      {takes && (
        <div role="status" className="space-y-1 text-sm tabular-nums">
          {inWords(takes, isFile(draft), status === "draft").map((line) => (
            <p key={line}>{line}</p>
          ))}
          {takes.notes.map((note) => (
            <p key={note} className="text-ink-soft">
              {note}
            </p>
          ))}
        </div>
      )}
      {isChosen && preview.error && (
        <p role="alert" className="text-danger text-sm">
          {messageOf(preview.error)}
        </p>
      )}
    </FormDialog>
  );
}

function isFile({ kind }: CandidateDraft): boolean {
  return kind === "file" || kind === "human";
}

function inWords(takes: AnswerOf<"previewCandidate">, fromFile: boolean, isDraft: boolean): string[] {
  const { ready, missing, comparisons, votes, estimate } = takes;
  const texts = estimate
    ? `${formatNumber(missing)} answers are written: ${formatCompact(estimate.tokens)} tokens if each is as long as it may be, which costs ${formatMoney(estimate.cost)} at the catalogue's prices.`
    : fromFile
      ? "Its texts come from a file: import it in the table, after this."
      : `${formatNumber(ready)} of its dialogues take part.`;
  const drawn =
    comparisons > 0
      ? `${formatNumber(comparisons)} comparisons more, which ask for ${formatNumber(votes)} votes. Judges read them when you have them judge what is new.`
      : isDraft
        ? "What it is compared with is drawn at the launch."
        : "It is compared once its file is there.";
  return [texts, drawn];
}
