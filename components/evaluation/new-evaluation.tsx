"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ClientError, messageOf } from "@/lib/client/client-error";
import { useCreateEvaluation } from "@/lib/client/mutations/judging-mutations";
import { hrefs } from "@/lib/contract/hrefs";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Panel } from "../ui/panel";
import { Segmented } from "../ui/segmented";
import { CandidateFields } from "./candidate-fields";
import { type EvaluationDraft, evaluationBodyOf, evaluationDraftOf, withKind } from "./evaluation-draft";
import { ItemsFields } from "./items-fields";
import { VotingFields } from "./voting-fields";

const kinds = [
  { value: "answers", label: "Answers to questions" },
  { value: "dialogues", label: "Whole dialogues" },
  { value: "turing", label: "Real or simulated?" },
] as const;

const kindWords = {
  answers: "Which model answers better? Two answers to the same question, side by side.",
  dialogues:
    "Which dialogue is better, or which user reads more like a real person? Two at a time, on the same opening.",
  turing: "One dialogue at a time: is its human real or simulated?",
} as const;

/** A new evaluation: what is compared, on what, and how people vote. It is made as a draft. */
export function NewEvaluation() {
  const [draft, setDraft] = useState(evaluationDraftOf);
  const create = useCreateEvaluation();
  const router = useRouter();
  const change = (patch: Partial<EvaluationDraft>) => setDraft((before) => ({ ...before, ...patch }));
  const errors = create.error instanceof ClientError ? (create.error.fields ?? {}) : {};
  const fields = { draft, change, errors };
  return (
    <form
      className="space-y-5"
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate(evaluationBodyOf(draft), {
          onSuccess: ({ evaluation }) => router.push(hrefs.evaluation(evaluation.id)),
        });
      }}
    >
      <Panel title="What is compared">
        <div className="space-y-5">
          <Field label="Name" error={errors.name}>
            <Input
              required
              maxLength={120}
              placeholder="ReaLM against its baselines"
              value={draft.name}
              onChange={(event) => change({ name: event.target.value })}
            />
          </Field>
          <div>
            <Segmented
              legend="Kind"
              value={draft.kind}
              options={kinds}
              onChange={(kind) => setDraft((before) => withKind(before, kind))}
            />
            <p className="mt-2 text-ink-soft text-sm">{kindWords[draft.kind]}</p>
          </div>
        </div>
      </Panel>
      <CandidateFields {...fields} />
      {draft.kind === "answers" && <ItemsFields {...fields} />}
      <VotingFields {...fields} />
      <div className="flex flex-wrap items-center justify-end gap-3">
        {create.error && (
          <p role="alert" className="min-w-0 flex-1 text-danger text-sm">
            {messageOf(create.error)}
          </p>
        )}
        <p className="text-ink-faint text-xs">Nothing is called and nobody is asked before you launch it.</p>
        <Button type="submit" variant="primary" pending={create.isPending || create.isSuccess}>
          Make the draft
        </Button>
      </div>
    </form>
  );
}
