"use client";

import type { FieldErrors } from "@/lib/base/app-error";
import type { Model } from "@/lib/domain/model";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { dropsKey, type ModelDraft } from "./model-draft";
import type { ModelPreset } from "./model-presets";

type ConnectionFieldsProps = {
  model: Model | null;
  draft: ModelDraft;
  change: (patch: Partial<ModelDraft>) => void;
  errors: FieldErrors;
  preset: ModelPreset | undefined;
};

/** Where the model is and who may ask it. */
export function ConnectionFields({ model, draft, change, errors, preset }: ConnectionFieldsProps) {
  const dropped = dropsKey(model, draft);
  const stored = (model?.hasKey ?? false) && !dropped;
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <Field label="Name" hint="As it appears in runs and charts." error={errors.name}>
        <Input required maxLength={120} value={draft.name} onChange={(e) => change({ name: e.target.value })} />
      </Field>
      <Field label="Model id" hint="The name the endpoint knows it by." error={errors.upstreamModel}>
        <Input
          required
          maxLength={300}
          placeholder={preset?.exampleModel}
          className="font-mono"
          value={draft.upstreamModel}
          onChange={(e) => change({ upstreamModel: e.target.value })}
        />
      </Field>
      <Field
        label="Base URL"
        hint={preset?.hint ?? "Of an OpenAI-compatible API; it usually ends in /v1."}
        error={errors.baseUrl}
        className="sm:col-span-2"
      >
        <Input
          required
          type="url"
          className="font-mono"
          value={draft.baseUrl}
          onChange={(e) => change({ baseUrl: e.target.value })}
        />
      </Field>
      <Field
        label="API key"
        optional
        hint={
          stored
            ? "A key is stored, sealed. It is never shown again; type a new one to replace it."
            : "Stored sealed and never shown again."
        }
        error={errors.apiKey}
        className="sm:col-span-2"
      >
        <Input
          type="password"
          autoComplete="off"
          className="font-mono"
          placeholder={stored ? "••••••••  (stored)" : ""}
          value={draft.apiKey}
          onChange={(e) => change({ apiKey: e.target.value })}
        />
      </Field>
      {dropped && (
        <p role="status" className="rounded-md bg-warn-soft px-3 py-2 text-sm text-warn sm:col-span-2">
          Changing the address drops the key: it was entered for {new URL(model?.baseUrl ?? "").origin} and goes nowhere
          else. Type the key of the new server, if it needs one.
        </p>
      )}
      {stored && draft.apiKey === "" && (
        <Checkbox
          label="Remove the stored key"
          checked={draft.removeKey}
          onChange={(e) => change({ removeKey: e.target.checked })}
        />
      )}
    </div>
  );
}
