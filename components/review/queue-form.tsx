"use client";

import { type ReactNode, useState } from "react";
import { ClientError, messageOf } from "@/lib/client/client-error";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Panel } from "../ui/panel";
import { GuidelineFields } from "./guideline-fields";
import { HandOutFields } from "./hand-out-fields";
import type { QueueDraft } from "./queue-draft";

type QueueFormProps = {
  initial: QueueDraft;
  /** What goes into the queue; stands between its name and its guideline. */
  items?: ReactNode;
  saveLabel: string;
  pending: boolean;
  error: Error | null;
  onSave: (draft: QueueDraft) => void;
};

/** All of a queue: what it is called, what it is judged by, how it is handed out. */
export function QueueForm({ initial, items, saveLabel, pending, error, onSave }: QueueFormProps) {
  const [draft, setDraft] = useState(initial);
  const change = (patch: Partial<QueueDraft>) => setDraft((before) => ({ ...before, ...patch }));
  const fields = error instanceof ClientError ? (error.fields ?? {}) : {};
  return (
    <form
      className="space-y-5"
      onSubmit={(event) => {
        event.preventDefault();
        onSave(draft);
      }}
    >
      <Panel title="The queue">
        <div className="space-y-5">
          <Field label="Name" error={fields.name}>
            <Input
              required
              maxLength={120}
              placeholder="First pass, week 48"
              value={draft.name}
              onChange={(event) => change({ name: event.target.value })}
            />
          </Field>
          {items}
        </div>
      </Panel>
      <GuidelineFields draft={draft} change={change} errors={fields} />
      <HandOutFields draft={draft} change={change} errors={fields} />
      <div className="flex flex-wrap items-center justify-end gap-3">
        {error && (
          <p role="alert" className="min-w-0 flex-1 text-danger text-sm">
            {messageOf(error)}
          </p>
        )}
        <Button type="submit" variant="primary" pending={pending}>
          {saveLabel}
        </Button>
      </div>
    </form>
  );
}
