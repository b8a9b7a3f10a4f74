"use client";

import { useEffect, useState } from "react";
import { useSaveModel } from "@/lib/client/mutations/model-mutations";
import { lenientSwitch } from "@/lib/domain/chat-model";
import type { Model } from "@/lib/domain/model";
import { Checkbox } from "../ui/checkbox";
import { Chip } from "../ui/chip";
import { Field } from "../ui/field";
import type { DraftFields } from "../ui/form/draft-fields";
import { Form } from "../ui/form/form";
import { FormEnd, SubmitButton } from "../ui/form/form-end";
import { useForm } from "../ui/form/use-form";
import { Input } from "../ui/input";
import { NumberInput } from "../ui/number-input";
import { Panel } from "../ui/panel";
import { Select } from "../ui/select";
import { faultsOfDialect } from "./dialect-draft";
import { DialectFields } from "./dialect-fields";
import { bodyOf, draftOf, dropsKey, type ModelDraft, type ModelPreset, modelPresets } from "./model-draft";

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
    check: ({ dialect }) => faultsOfDialect(dialect),
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
      <Panel
        title="How it is asked"
        description="As most servers want it. The connection test finds out what this one refuses."
      >
        <DialectFields fields={form.part("dialect")} />
      </Panel>
      <FormEnd>
        <SubmitButton>{model ? "Save changes" : "Add the model"}</SubmitButton>
      </FormEnd>
    </Form>
  );
}

/** How it is asked, what it can hold, and what it costs. Runs may override the sampling. */
function BehaviourFields({ fields }: { fields: DraftFields<ModelDraft> }) {
  return (
    <div className="grid gap-5 sm:grid-cols-3">
      <Field label="Context window" hint="Tokens it can hold." name="contextWindow">
        <NumberInput required min={256} max={10_000_000} {...fields.text("contextWindow")} />
      </Field>
      <Field
        label="Prompt form"
        hint="Chat messages suit nearly every model; the dyadic text is for trained user simulators."
        name="rendering"
        className="sm:col-span-2"
      >
        <Select {...fields.text("rendering")}>
          <option value="chat">Chat messages</option>
          <option value="dyadic">Dyadic text, continued</option>
        </Select>
      </Field>
      <Field label="Temperature" optional hint="0 to 2." name="sampling.temperature">
        <NumberInput min={0} max={2} step="any" placeholder="0.7" {...fields.text("temperature")} />
      </Field>
      <Field label="Top p" optional hint="Above 0, up to 1." name="sampling.topP">
        <NumberInput min={0} max={1} step="any" {...fields.text("topP")} />
      </Field>
      <Field label="Longest turn" optional hint="Tokens." name="sampling.maxTokens">
        <NumberInput min={1} max={32_768} placeholder="512" {...fields.text("maxTokens")} />
      </Field>
      <Field label="Input price" hint="Per million tokens." name="inputPrice">
        <NumberInput required min={0} step="any" {...fields.text("inputPrice")} />
      </Field>
      <Field label="Output price" hint="In the same currency." name="outputPrice">
        <NumberInput required min={0} step="any" {...fields.text("outputPrice")} />
      </Field>
      <Checkbox
        className="sm:col-span-3"
        label={lenientSwitch}
        hint="For servers that send no finish reason, or one with every piece: only then is such an answer taken as whole. Leave it off if unsure: a cut connection looks the same."
        {...fields.flag("lenientFinish")}
      />
    </div>
  );
}

type ConnectionFieldsProps = {
  model: Model | null;
  fields: DraftFields<ModelDraft>;
  preset: ModelPreset | undefined;
};

/** Where the model is and who may ask it. */
function ConnectionFields({ model, fields, preset }: ConnectionFieldsProps) {
  const { draft } = fields;
  const dropped = dropsKey(model, draft);
  const stored = (model?.hasKey ?? false) && !dropped;
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <Field label="Name" hint="As it appears in runs and charts." name="name">
        <Input required maxLength={120} {...fields.text("name")} />
      </Field>
      <Field label="Model id" hint="The name the endpoint knows it by." name="upstreamModel">
        <Input
          required
          maxLength={300}
          placeholder={preset?.exampleModel}
          className="font-mono"
          {...fields.text("upstreamModel")}
        />
      </Field>
      <Field
        label="Base URL"
        hint={preset?.hint ?? "Of an OpenAI-compatible API; it usually ends in /v1."}
        name="baseUrl"
        className="sm:col-span-2"
      >
        <Input required type="url" className="font-mono" {...fields.text("baseUrl")} />
      </Field>
      <Field
        label="API key"
        optional
        hint={
          stored
            ? "A key is stored, sealed. It is never shown again; type a new one to replace it."
            : "Stored sealed and never shown again."
        }
        name="apiKey"
        className="sm:col-span-2"
      >
        <Input
          type="password"
          autoComplete="off"
          className="font-mono"
          placeholder={stored ? "••••••••  (stored)" : ""}
          {...fields.text("apiKey")}
        />
      </Field>
      {dropped && (
        <p role="status" className="rounded-md bg-warn-soft px-3 py-2 text-sm text-warn sm:col-span-2">
          Changing the address drops the key: it was entered for {new URL(model?.baseUrl ?? "").origin} and goes nowhere
          else. Type the key of the new server, if it needs one.
        </p>
      )}
      {stored && draft.apiKey === "" && <Checkbox label="Remove the stored key" {...fields.flag("removeKey")} />}
    </div>
  );
}
