"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus, X } from "lucide-react";
import { useState } from "react";
import { useSetTarget } from "@/lib/client/mutations/overview-mutations";
import { overviewQueries } from "@/lib/client/queries/overview-queries";
import type { DataSet } from "@/lib/domain/training/data-set";
import type { Target } from "@/lib/domain/training/target";
import { LikenessWords, TargetBar } from "../overview/target-bar";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Form } from "../ui/form/form";
import { FormFailure, SubmitButton } from "../ui/form/form-end";
import { optionalNumber } from "../ui/form/typed-text";
import { useForm } from "../ui/form/use-form";
import { IconButton } from "../ui/icon-button";
import { Input } from "../ui/input";
import { NumberInput } from "../ui/number-input";
import { Panel } from "../ui/panel";
import { useMayAs } from "./use-may-as";

/** How many dialogues a data set is to have, and how many of each domain; who keeps it says so here. */
export function TargetPanel({ dataSet }: { dataSet: DataSet }) {
  const found = useQuery(overviewQueries.target(dataSet.id));
  const keeps = useMayAs("keeper", dataSet);
  const [isEdited, edit] = useState(false);
  if (!found.data || (!found.data.progress && !keeps)) return null;
  const { progress } = found.data;
  return (
    <Panel
      title="Target"
      description="How many dialogues it is to have, and of these how many of each domain: those that carry a tag. Home tells leads how far it is."
      aside={
        keeps &&
        !isEdited && (
          <Button size="sm" onClick={() => edit(true)}>
            {progress ? "Change it" : "Set a target"}
          </Button>
        )
      }
    >
      {isEdited ? (
        <TargetForm dataSetId={dataSet.id} target={progress?.target ?? null} onDone={() => edit(false)} />
      ) : (
        progress && (
          <div className="space-y-3">
            <TargetBar name="In all" have={progress.dialogues} wanted={progress.target.dialogues} />
            {progress.target.parts.map(({ tag, dialogues }, i) => (
              <TargetBar key={tag} name={tag} have={progress.parts[i] ?? 0} wanted={dialogues} />
            ))}
            <LikenessWords dataSetId={dataSet.id} progress={progress} />
          </div>
        )
      )}
    </Panel>
  );
}

type Draft = { dialogues: string; mostAuc: string; parts: { key: string; tag: string; dialogues: string }[] };
type TargetFormProps = { dataSetId: string; target: Target | null; onDone: () => void };

function TargetForm({ dataSetId, target, onDone }: TargetFormProps) {
  const set = useSetTarget(dataSetId);
  const form = useForm<Draft>({
    initial: () => draftOf(target),
    send: async (draft) => {
      await set.mutateAsync(targetOf(draft));
      onDone();
    },
  });
  const { parts } = form.draft;
  return (
    <Form form={form} className="space-y-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Dialogues in all" name="target.dialogues">
          <NumberInput required min={1} {...form.text("dialogues")} />
        </Field>
        <Field
          label="Likeness to people: AUC at most"
          name="target.mostAuc"
          optional
          hint="How well a classifier tells its users from people: 0.5 not at all, 1 always. Measured on a snapshot's page of figures."
        >
          <NumberInput min={0.5} max={1} step="any" {...form.text("mostAuc")} />
        </Field>
      </div>
      {parts.map(({ key }, i) => (
        <div key={key} className="flex items-end gap-3">
          <Field label="Tag of the domain" name={`target.parts.${i}.tag`} className="min-w-0 flex-1">
            <Input required maxLength={60} {...form.row("parts", i).text("tag")} />
          </Field>
          <Field label="Dialogues" name={`target.parts.${i}.dialogues`} className="w-32">
            <NumberInput required min={1} {...form.row("parts", i).text("dialogues")} />
          </Field>
          <IconButton
            label="Remove this domain"
            icon={X}
            onClick={() => form.change(({ parts }) => ({ parts: parts.filter((_, at) => at !== i) }))}
          />
        </div>
      ))}
      <Button
        size="sm"
        onClick={() => form.change(({ parts }) => ({ parts: [...parts, freshPart()] }))}
        disabled={parts.length >= 50}
      >
        <Plus aria-hidden className="size-4" />
        Add a domain
      </Button>
      <div className="flex flex-wrap items-center justify-end gap-3">
        <FormFailure className="min-w-0 flex-1" />
        {target && (
          <Button pending={set.isPending} onClick={() => set.mutate(null, { onSuccess: onDone })}>
            Remove the target
          </Button>
        )}
        <Button onClick={onDone}>Cancel</Button>
        <SubmitButton>Save the target</SubmitButton>
      </div>
    </Form>
  );
}

let added = 0;
/** Rows that are not saved yet have nothing else that tells them apart. */
const freshPart = () => ({ key: `new-${++added}`, tag: "", dialogues: "" });

function draftOf(target: Target | null): Draft {
  const parts = target?.parts.map(({ tag, dialogues }) => ({ key: tag, tag, dialogues: `${dialogues}` })) ?? [];
  return { dialogues: `${target?.dialogues ?? ""}`, mostAuc: `${target?.mostAuc ?? ""}`, parts };
}

function targetOf({ dialogues, mostAuc, parts }: Draft): Target {
  const number = (text: string) => optionalNumber(text) ?? Number.NaN;
  return {
    dialogues: number(dialogues),
    mostAuc: optionalNumber(mostAuc) ?? null,
    parts: parts.map(({ tag, dialogues }) => ({ tag: tag.trim(), dialogues: number(dialogues) })),
  };
}
