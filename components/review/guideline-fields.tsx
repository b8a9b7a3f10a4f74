"use client";

import { Plus, X } from "lucide-react";
import { useId, useState } from "react";
import type { FieldErrors } from "@/lib/base/app-error";
import { guidelineMoment } from "../annotation/guideline-moment";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { IconButton } from "../ui/icon-button";
import { Input } from "../ui/input";
import { lazyPart } from "../ui/lazy-part";
import { Panel } from "../ui/panel";
import { Segmented } from "../ui/segmented";
import { Textarea } from "../ui/textarea";
import { LabelFieldRow } from "./label-field-row";
import { emptyField, emptyReason, type QueueDraft } from "./queue-draft";

const GuidelineText = lazyPart(guidelineMoment, ({ GuidelineText }) => GuidelineText);

type FieldsProps = { draft: QueueDraft; change: (patch: Partial<QueueDraft>) => void; errors: FieldErrors };

const views = [
  { value: "write", label: "Write" },
  { value: "read", label: "Read" },
] as const;

/** What people judge by: a text, the reasons to reject, the labels to give. */
export function GuidelineFields({ draft, change, errors }: FieldsProps) {
  const [view, setView] = useState<"write" | "read">("write");
  const fault = Object.entries(errors).find(([path]) => path.startsWith("guideline") || path.startsWith("fields"))?.[1];
  return (
    <Panel
      title="Guideline"
      description="What people judge by. Each change is a version of its own, and every answer notes the one it was given under."
      aside={<Segmented legend="Write or read" value={view} options={views} onChange={setView} />}
    >
      <div className="space-y-6">
        {view === "write" ? (
          <Field label="Text" hint="Markdown. Headings can be pointed at by reasons." optional>
            <Textarea
              rows={8}
              placeholder={"# What we keep\nA dialogue that could have been had by a real person…"}
              value={draft.text}
              onChange={(event) => change({ text: event.target.value })}
              className="font-mono text-xs"
            />
          </Field>
        ) : (
          <div className="min-h-40 rounded-md border border-line bg-paper p-4">
            {draft.text.trim() ? (
              <GuidelineText text={draft.text} />
            ) : (
              <p className="text-ink-faint text-sm">No text yet.</p>
            )}
          </div>
        )}
        <Reasons draft={draft} change={change} />
        <section aria-label="Labels" className="space-y-3">
          <h3 className="font-medium text-sm">Labels</h3>
          {draft.fields.map((field) => (
            <LabelFieldRow
              key={field.id}
              field={field}
              onChange={(patch) =>
                change({
                  fields: draft.fields.map((other) => (other.id === field.id ? { ...other, ...patch } : other)),
                })
              }
              onRemove={() => change({ fields: draft.fields.filter(({ id }) => id !== field.id) })}
            />
          ))}
          <Button size="sm" onClick={() => change({ fields: [...draft.fields, emptyField()] })}>
            <Plus aria-hidden className="size-3.5" />
            Add a label
          </Button>
        </section>
        {fault && (
          <p role="alert" className="font-medium text-danger text-xs">
            {fault}
          </p>
        )}
      </div>
    </Panel>
  );
}

function Reasons({ draft, change }: Omit<FieldsProps, "errors">) {
  const set = (id: string, patch: { label?: string; clause?: string }) =>
    change({ reasons: draft.reasons.map((row) => (row.id === id ? { ...row, ...patch } : row)) });
  const headingsId = useId();
  const headings = [...draft.text.matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)].flatMap(([, words]) => words ?? []);
  return (
    <section aria-label="Reasons to reject" className="space-y-2">
      <datalist id={headingsId}>
        {[...new Set(headings)].map((words) => (
          <option key={words} value={words} />
        ))}
      </datalist>
      <h3 className="font-medium text-sm">Reasons to reject</h3>
      <p className="text-ink-faint text-xs">The first nine answer to the digits.</p>
      {draft.reasons.map(({ id, label, clause }, i) => (
        <div key={id} className="flex items-center gap-2">
          <span className="w-4 shrink-0 text-right text-ink-faint text-xs tabular-nums">{i + 1}</span>
          <Input
            aria-label={`Reason ${i + 1}`}
            maxLength={120}
            value={label}
            onChange={(event) => set(id, { label: event.target.value })}
          />
          <Input
            aria-label={`Heading of the guideline for reason ${i + 1}`}
            placeholder="Heading it points at"
            list={headingsId}
            maxLength={200}
            value={clause}
            onChange={(event) => set(id, { clause: event.target.value })}
          />
          <IconButton
            icon={X}
            label={`Remove reason ${i + 1}`}
            onClick={() => change({ reasons: draft.reasons.filter((row) => row.id !== id) })}
          />
        </div>
      ))}
      <Button size="sm" onClick={() => change({ reasons: [...draft.reasons, emptyReason()] })}>
        <Plus aria-hidden className="size-3.5" />
        Add a reason
      </Button>
    </section>
  );
}
