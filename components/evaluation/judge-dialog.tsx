"use client";

import { useQuery } from "@tanstack/react-query";
import { messageOf } from "@/lib/client/client-error";
import { useJudges, usePromptSets } from "@/lib/client/mutations/judge-mutations";
import { judgeQueries } from "@/lib/client/queries/judge-queries";
import { modelQueries } from "@/lib/client/queries/model-queries";
import type { AnswerOf } from "@/lib/contract/endpoints";
import { acceptedEndings, readableFormats } from "@/lib/contract/formats";
import { BudgetLeft } from "../budget/budget-left";
import { Field } from "../ui/field";
import { FileInput } from "../ui/file-input";
import { FormDialog } from "../ui/form/form-dialog";
import { useForm } from "../ui/form/use-form";
import { formatCompact, formatMoney, formatNumber } from "../ui/format-number";
import { Segmented } from "../ui/segmented";
import { Select } from "../ui/select";

const modes = [
  { value: "pair", label: "Pairs, both orders" },
  { value: "single", label: "Each by itself, 1 to 10" },
] as const;

type Props = { evaluationId: string; ofDialogues: boolean; onClose: () => void };

/** Which model judges with which prompts; what it will take is told before it is asked. */
export function JudgeDialog({ evaluationId, ofDialogues, onClose }: Props) {
  const models = useQuery(modelQueries.list());
  const all = useQuery(judgeQueries.allPromptSets());
  const sets = all.data?.filter(({ prompts }) => prompts.some(({ turns }) => (turns === 0) === ofDialogues));
  const form = useForm({
    initial: { modelId: "", chosenSet: "", mode: "pair" as "pair" | "single" },
    send: async () => {
      await create.mutateAsync({ modelId, promptSetId, mode });
      onClose();
    },
  });
  const { modelId, mode } = form.draft;
  const promptSetId = form.draft.chosenSet || (sets?.[0]?.id ?? "");
  const preview = useQuery(judgeQueries.preview(evaluationId, { modelId, promptSetId, mode }));
  const { create } = useJudges(evaluationId);
  const { importing } = usePromptSets();

  function importSet(file: File | null) {
    if (!file) return;
    importing.mutate(file, { onSuccess: ({ id }) => form.change({ chosenSet: id }) });
  }
  const error = preview.error ?? importing.error;
  return (
    <FormDialog
      form={form}
      title="Ask a judge"
      act={preview.data ? `Make ${formatNumber(preview.data.calls)} calls` : "Ask"}
      // What it takes is told before it is asked; without a model the form says what is missing.
      disabled={modelId !== "" && !(preview.data && preview.data.calls > 0)}
      onClose={onClose}
    >
      <Field label="Model" name="modelId">
        <Select required {...form.text("modelId")}>
          <option value="">Choose…</option>
          {models.data?.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <Segmented legend="What it judges" options={modes} {...form.choice("mode")} />
      <Field
        label="Prompts"
        name="promptSetId"
        hint="The studio's own fence the texts off and seal the verdict; imported ones are used as they are."
      >
        <Select required {...form.text("chosenSet")} value={promptSetId}>
          {sets?.map(({ id, name, prompts }) => (
            <option key={id} value={id}>
              {name} ({prompts.length} prompts)
            </option>
          ))}
        </Select>
      </Field>
      {!ofDialogues && (
        <Field label="Import prompts" hint="FastChat's judge_prompts.jsonl" optional>
          <FileInput accept={acceptedEndings(readableFormats("judge_prompts"))} onChange={importSet} />
        </Field>
      )}
      {preview.data && <WhatItTakes {...preview.data} />}
      {error && (
        <p role="alert" className="text-danger text-sm">
          {messageOf(error)}
        </p>
      )}
    </FormDialog>
  );
}

/** What asking will take, before it is asked. */
function WhatItTakes({ calls, inputTokens, outputTokens, cost, notReady, warnings }: AnswerOf<"previewJudgeRun">) {
  return (
    <div className="space-y-1 text-sm" role="status">
      <p className="tabular-nums">
        {formatNumber(calls)} calls, about {formatCompact(inputTokens + outputTokens)} tokens and {formatMoney(cost)} at
        the catalogue's prices.
        {notReady > 0 && ` ${formatNumber(notReady)} are not ready yet and can be added later.`}
      </p>
      {warnings.map((warning) => (
        <p key={warning} className="text-warn">
          {warning}
        </p>
      ))}
      <BudgetLeft what="This judge" forecast={{ money: cost, tokens: inputTokens + outputTokens }} />
    </div>
  );
}
