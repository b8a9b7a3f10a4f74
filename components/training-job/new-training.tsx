"use client";

import { useCreateTraining } from "@/lib/client/mutations/trained-mutations";
import { trainingHrefs } from "@/lib/contract/training-hrefs";
import { useGo } from "../layout/use-go";
import { Field } from "../ui/field";
import { Form } from "../ui/form/form";
import { FormEnd, SubmitButton } from "../ui/form/form-end";
import { type FormOf, useForm } from "../ui/form/use-form";
import { Input } from "../ui/input";
import { Panel } from "../ui/panel";
import { Segmented } from "../ui/segmented";
import { DataFields } from "./data-fields";
import { HyperFields } from "./hyper-fields";
import { bodyOfTraining, faultsOfTraining, type TrainingDraft, usualTraining, withPreset } from "./training-draft";
import { TrainingPreview } from "./training-preview";
import { presetWords } from "./training-words";
import { WayFields } from "./way-fields";

const presets = (["usergpt", "realm", "userlm", "own"] as const).map((value) => ({
  value,
  label: presetWords[value].label,
}));

/** A snapshot becomes a model: what it learns, by which way, from what base; what that will be; and off it goes. */
export function NewTraining({ snapshotId }: { snapshotId: string }) {
  const creating = useCreateTraining();
  const go = useGo();
  const form = useForm<TrainingDraft>({
    initial: { ...usualTraining, snapshotId },
    leaves: true,
    check: faultsOfTraining,
    send: async (draft) => {
      const made = await creating.mutateAsync(bodyOfTraining(draft));
      go(trainingHrefs.training(made.id));
    },
  });
  return (
    <Form form={form} guarded className="space-y-5">
      <WhatFields form={form} />
      <DataFields form={form} />
      <WayFields form={form} />
      {form.draft.way !== "embedded" && <HyperFields form={form} />}
      <TrainingPreview draft={form.draft} />
      <FormEnd note="Nothing is begun, sent or paid for before you press this.">
        <SubmitButton>Start the training</SubmitButton>
      </FormEnd>
    </Form>
  );
}

function WhatFields({ form }: { form: FormOf<TrainingDraft> }) {
  const { preset } = form.draft;
  return (
    <Panel title="What is trained" description={presetWords[preset].hint} className="space-y-5">
      <Segmented
        legend="Preset"
        value={preset}
        options={presets}
        onChange={(chosen) => form.change(withPreset(chosen))}
      />
      <Field label="Name" name="name" hint="The model in the catalogue is called so, too">
        <Input required maxLength={120} placeholder="UserGPT on travel talks" {...form.text("name")} />
      </Field>
    </Panel>
  );
}
