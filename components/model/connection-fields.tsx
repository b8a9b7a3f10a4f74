"use client";

import type { Model } from "@/lib/domain/model";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import type { DraftFields } from "../ui/form/draft-fields";
import { Input } from "../ui/input";
import { dropsKey, type ModelDraft } from "./model-draft";
import type { ModelPreset } from "./model-presets";

type ConnectionFieldsProps = {
  model: Model | null;
  fields: DraftFields<ModelDraft>;
  preset: ModelPreset | undefined;
};

/** Where the model is and who may ask it. */
export function ConnectionFields({ model, fields, preset }: ConnectionFieldsProps) {
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
