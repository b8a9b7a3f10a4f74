"use client";

import { type FormEvent, useState } from "react";
import { ClientError, messageOf } from "@/lib/client/client-error";
import { useSaveModel } from "@/lib/client/mutations/model-mutations";
import type { Model } from "@/lib/domain/model";
import { Button } from "../ui/button";
import { Chip } from "../ui/chip";
import { Panel } from "../ui/panel";
import { BehaviourFields } from "./behaviour-fields";
import { ConnectionFields } from "./connection-fields";
import { bodyOf, draftOf, type ModelDraft } from "./model-draft";
import { modelPresets } from "./model-presets";

type ModelFormProps = {
  /** null = a new one. */
  model: Model | null;
  onSaved: (model: Model) => void;
  onDirty?: (dirty: boolean) => void;
};

export function ModelForm({ model, onSaved, onDirty }: ModelFormProps) {
  const [draft, setDraft] = useState(() => draftOf(model));
  const [presetId, setPresetId] = useState<string>();
  const save = useSaveModel(model?.id ?? null);
  const preset = modelPresets.find(({ id }) => id === presetId);
  const errors = save.error instanceof ClientError ? (save.error.fields ?? {}) : {};

  function change(patch: Partial<ModelDraft>) {
    setDraft((before) => ({ ...before, ...patch }));
    onDirty?.(true);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate(bodyOf(model, draft), {
      onSuccess: (saved) => {
        setDraft(draftOf(saved));
        onDirty?.(false);
        onSaved(saved);
      },
    });
  }

  return (
    <form onSubmit={submit} className="space-y-5">
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
                  change({ baseUrl });
                }}
              >
                {label}
              </Chip>
            ))}
          </fieldset>
        )}
        <ConnectionFields model={model} draft={draft} change={change} errors={errors} preset={preset} />
      </Panel>
      <Panel title="Behaviour and price">
        <BehaviourFields draft={draft} change={change} errors={errors} />
      </Panel>
      <div className="flex flex-wrap items-center justify-end gap-3">
        {save.isError && (
          <p role="alert" className="text-danger text-sm">
            {messageOf(save.error)}
          </p>
        )}
        <Button type="submit" variant="primary" pending={save.isPending}>
          {model ? "Save changes" : "Add the model"}
        </Button>
      </div>
    </form>
  );
}
