"use client";

import type { Model } from "@/lib/domain/model";
import { Form } from "../ui/form/form";
import { FormEnd, SubmitButton } from "../ui/form/form-end";
import { useForm } from "../ui/form/use-form";
import { Panel } from "../ui/panel";
import { BasicsFields } from "./basics-fields";
import { forecastRun } from "./forecast-run";
import { ForecastView } from "./forecast-view";
import { LimitFields } from "./limit-fields";
import { type RunBody, type RunDraft, runBodyOf } from "./run-draft";
import { SideFields } from "./side-fields";

type RunFormProps = {
  initial: RunDraft;
  models: Model[];
  /** A new run is a page of its own once it is saved. */
  leaves?: boolean;
  /** Rejects when it was refused. */
  save: (body: RunBody, launch: boolean) => Promise<void>;
};

/** Sets up a run; saved as a draft or launched at once. */
export function RunForm({ initial, models, leaves, save }: RunFormProps) {
  const form = useForm({ initial, leaves, send: (draft, by) => save(runBodyOf(draft), by === "launch") });
  const body = runBodyOf(form.draft);
  const modelOf = (id: string) => models.find((model) => model.id === id);
  return (
    <Form form={form} guarded className="space-y-5">
      <Panel>
        <BasicsFields fields={form} />
      </Panel>
      <div className="grid gap-5 lg:grid-cols-2">
        <Panel title="User simulator">
          <SideFields side="simulator" models={models} fields={form.part("simulator")} />
        </Panel>
        <Panel title="Assistant">
          <SideFields side="assistant" models={models} fields={form.part("assistant")} />
        </Panel>
      </div>
      <Panel title="Limits">
        <LimitFields fields={form} />
      </Panel>
      <Panel title="Forecast">
        <ForecastView forecast={forecastRun(body, modelOf(body.simulatorId), modelOf(body.assistantId))} />
      </Panel>
      <FormEnd>
        <SubmitButton value="draft" variant="secondary">
          Save as draft
        </SubmitButton>
        <SubmitButton value="launch">Launch</SubmitButton>
      </FormEnd>
    </Form>
  );
}
