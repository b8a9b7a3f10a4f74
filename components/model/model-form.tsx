"use client";

import { useEffect, useState } from "react";
import { useSaveModel } from "@/lib/client/mutations/model-mutations";
import type { Model } from "@/lib/domain/model";
import { Chip } from "../ui/chip";
import { Form } from "../ui/form/form";
import { FormEnd, SubmitButton } from "../ui/form/form-end";
import { useForm } from "../ui/form/use-form";
import { Panel } from "../ui/panel";
import { BehaviourFields } from "./behaviour-fields";
import { ConnectionFields } from "./connection-fields";
import { bodyOf, draftOf } from "./model-draft";
import { modelPresets } from "./model-presets";

type ModelFormProps = {
  /** null = a new one, whose page is gone to once it is saved. */
  model: Model | null;
  onSaved: (model: Model) => void;
  onDirty?: (dirty: boolean) => void;
};

export function ModelForm({ model, onSaved, onDirty }: ModelFormProps) {
  const [presetId, setPresetId] = useState<string>();
  const save = useSaveModel(model?.id ?? null);
  const preset = modelPresets.find(({ id }) => id === presetId);
  const form = useForm({
    initial: () => draftOf(model),
    leaves: model === null,
    send: async (draft) => {
      const saved = await save.mutateAsync(bodyOf(model, draft));
      onSaved(saved);
      return draftOf(saved);
    },
  });
  const { isDirty } = form;
  // The test of the connection stands outside of the form and asks what is stored.
  useEffect(() => onDirty?.(isDirty), [onDirty, isDirty]);

  return (
    <Form form={form} guarded className="space-y-5">
      <Panel title="Connection">
        {!model && (
          <fieldset className="mb-5 flex flex-wrap gap-1.5">
            <legend className="mb-1.5 text-ink-faint text-xs">Start from</legend>
            {modelPresets.map(({ id, label, baseUrl }) => (
              <Chip
                key={id}
                pressed={id === presetId}
                onToggle={() => {
                  setPresetId(id);
                  form.change({ baseUrl });
                }}
              >
                {label}
              </Chip>
            ))}
          </fieldset>
        )}
        <ConnectionFields model={model} fields={form} preset={preset} />
      </Panel>
      <Panel title="Behaviour and price">
        <BehaviourFields fields={form} />
      </Panel>
      <FormEnd>
        <SubmitButton>{model ? "Save changes" : "Add the model"}</SubmitButton>
      </FormEnd>
    </Form>
  );
}
