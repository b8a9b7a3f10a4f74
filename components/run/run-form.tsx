"use client";

import { useState } from "react";
import { ClientError, messageOf } from "@/lib/client/client-error";
import type { Model } from "@/lib/domain/model";
import { Button } from "../ui/button";
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
  pending: boolean;
  error: Error | null;
  onSave: (body: RunBody, launch: boolean) => void;
};

/** Sets up a run; saved as a draft or launched at once. */
export function RunForm({ initial, models, pending, error, onSave }: RunFormProps) {
  const [draft, setDraft] = useState(initial);
  const errors = error instanceof ClientError ? (error.fields ?? {}) : {};
  const change = (patch: Partial<RunDraft>) => setDraft((before) => ({ ...before, ...patch }));
  const body = runBodyOf(draft);
  const modelOf = (id: string) => models.find((model) => model.id === id);

  return (
    <form
      className="space-y-5"
      onSubmit={(event) => {
        event.preventDefault();
        const by = (event.nativeEvent as SubmitEvent).submitter;
        onSave(body, by?.getAttribute("value") === "launch");
      }}
    >
      <Panel>
        <BasicsFields draft={draft} change={change} errors={errors} />
      </Panel>
      <div className="grid gap-5 lg:grid-cols-2">
        <Panel title="User simulator">
          <SideFields
            side="simulator"
            models={models}
            value={draft.simulator}
            change={(simulator) => change({ simulator })}
            errors={errors}
          />
        </Panel>
        <Panel title="Assistant">
          <SideFields
            side="assistant"
            models={models}
            value={draft.assistant}
            change={(assistant) => change({ assistant })}
            errors={errors}
          />
        </Panel>
      </div>
      <Panel title="Limits">
        <LimitFields draft={draft} change={change} errors={errors} />
      </Panel>
      <Panel title="Forecast">
        <ForecastView forecast={forecastRun(body, modelOf(body.simulatorId), modelOf(body.assistantId))} />
      </Panel>
      <div className="flex flex-wrap items-center justify-end gap-2">
        {error && (
          <p role="alert" className="mr-2 text-danger text-sm">
            {messageOf(error)}
          </p>
        )}
        <Button type="submit" value="draft" disabled={pending}>
          Save as draft
        </Button>
        <Button type="submit" value="launch" variant="primary" pending={pending}>
          Launch
        </Button>
      </div>
    </form>
  );
}
