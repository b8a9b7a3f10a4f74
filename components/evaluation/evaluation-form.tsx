"use client";

import type { ReactNode } from "react";
import { useCreateEvaluation } from "@/lib/client/mutations/judging-mutations";
import { hrefs } from "@/lib/contract/hrefs";
import { namesIn } from "@/lib/domain/judging/names/names-in";
import { useGo } from "../layout/use-go";
import { Field } from "../ui/field";
import { Form } from "../ui/form/form";
import { FormEnd, SubmitButton } from "../ui/form/form-end";
import { type FormOf, useForm } from "../ui/form/use-form";
import { Input } from "../ui/input";
import { Panel } from "../ui/panel";
import { Segmented } from "../ui/segmented";
import { CandidateFields } from "./candidate-fields";
import { type EvaluationDraft, evaluationBodyOf, withKind } from "./evaluation-draft";
import { ItemsFields } from "./items-fields";
import { type ChosenCandidates, startedDraft } from "./started-draft";
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

/** Candidates whose names raters would read before they vote. */
function NamesRead({ draft }: { draft: EvaluationDraft }) {
  const name = draft.nameForRaters.trim() || draft.name;
  const names = namesIn(
    name,
    draft.candidates.map((candidate) => candidate.name),
  );
  if (names.length === 0) return null;
  return (
    <p role="status" className="rounded-lg bg-warn-soft px-4 py-2 text-sm text-warn">
      Raters will read “{name}”, which names {names.join(" and ")}. Give them another name to read, so that their votes
      stay blind.
    </p>
  );
}

type EvaluationFormProps = {
  form: FormOf<EvaluationDraft>;
  /** Of a draft that is there: its questions in words. What is compared stays what it was. */
  kept?: string;
  act: string;
  note: string;
  /** What is to be known before it is sent. */
  children?: ReactNode;
};

/** Everything that an evaluation is set up by. */
export function EvaluationForm({ form, kept, act, note, children }: EvaluationFormProps) {
  const { kind } = form.draft;
  return (
    <Form form={form} guarded className="space-y-5">
      <Panel title="What is compared">
        <div className="space-y-5">
          <div className="grid gap-5 sm:grid-cols-2">
            <Field label="Name" name="name">
              <Input required maxLength={120} placeholder="ReaLM against its baselines" {...form.text("name")} />
            </Field>
            <Field
              label="Read by raters"
              name="spec.nameForRaters"
              hint="What raters read as its name until it is closed. Empty: the name itself."
              optional
            >
              <Input maxLength={120} placeholder="Autumn evaluation" {...form.text("nameForRaters")} />
            </Field>
          </div>
          <NamesRead draft={form.draft} />
          <div>
            {kept === undefined && (
              <Segmented
                legend="Kind"
                value={kind}
                options={kinds}
                onChange={(next) => form.change((before) => withKind(before, next))}
              />
            )}
            <p className="mt-2 text-ink-soft text-sm">{kindWords[kind]}</p>
          </div>
        </div>
      </Panel>
      <CandidateFields fields={form} />
      {kind === "answers" && <ItemsFields fields={form} kept={kept} />}
      <VotingFields fields={form} />
      {children}
      <FormEnd note={note}>
        <SubmitButton>{act}</SubmitButton>
      </FormEnd>
    </Form>
  );
}

/** A new evaluation: what is compared, on what, and how people vote. It is made as a draft. */
export function NewEvaluation({ chosen, kind }: { chosen: ChosenCandidates; kind: EvaluationDraft["kind"] }) {
  const create = useCreateEvaluation();
  const go = useGo();
  const form = useForm({
    initial: () => startedDraft(chosen, kind),
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
