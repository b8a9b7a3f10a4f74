"use client";

import type { ReactNode } from "react";
import { Field } from "../ui/field";
import { Form } from "../ui/form/form";
import { FormEnd, SubmitButton } from "../ui/form/form-end";
import { useForm } from "../ui/form/use-form";
import { Input } from "../ui/input";
import { Panel } from "../ui/panel";
import { GuidelineFields } from "./guideline-fields";
import { HandOutFields } from "./hand-out-fields";
import type { QueueDraft } from "./queue-draft";

type QueueFormProps = {
  /** null = a new one, whose page is gone to once it is made. */
  queueId: string | null;
  initial: QueueDraft;
  /** What goes into the queue; stands between its name and its guideline. */
  items?: ReactNode;
  saveLabel: string;
  /** Rejects when it was refused. */
  save: (draft: QueueDraft) => Promise<void>;
};

/** All of a queue: what it is called, what it is judged by, how it is handed out. */
export function QueueForm({ queueId, initial, items, saveLabel, save }: QueueFormProps) {
  const form = useForm({ initial, leaves: queueId === null, send: save });
  return (
    <Form form={form} guarded className="space-y-5">
      <Panel title="The queue">
        <div className="space-y-5">
          <Field label="Name" name="name">
            <Input required maxLength={120} placeholder="First pass, week 48" {...form.text("name")} />
          </Field>
          {items}
        </div>
      </Panel>
      {/* A guideline that is there already is changed by a call of its own. */}
      <GuidelineFields fields={form} at={queueId === null ? "guideline." : ""} />
      <HandOutFields fields={form} />
      <FormEnd>
        <SubmitButton>{saveLabel}</SubmitButton>
      </FormEnd>
    </Form>
  );
}
