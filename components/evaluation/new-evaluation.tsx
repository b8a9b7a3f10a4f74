"use client";

import { useCreateEvaluation } from "@/lib/client/mutations/judging-mutations";
import { hrefs } from "@/lib/contract/hrefs";
import { useGo } from "../layout/use-go";
import { useForm } from "../ui/form/use-form";
import { evaluationBodyOf, evaluationDraftOf } from "./evaluation-draft";
import { EvaluationForm } from "./evaluation-form";

/** A new evaluation: what is compared, on what, and how people vote. It is made as a draft. */
export function NewEvaluation() {
  const create = useCreateEvaluation();
  const go = useGo();
  const form = useForm({
    initial: evaluationDraftOf,
    leaves: true,
    send: async (draft) => {
      const { evaluation } = await create.mutateAsync(evaluationBodyOf(draft));
      go(hrefs.evaluation(evaluation.id));
    },
  });
  return (
    <EvaluationForm
      form={form}
      act="Make the draft"
      note="Nothing is called and nobody is asked before you launch it; until then all of it can be changed."
    />
  );
}
