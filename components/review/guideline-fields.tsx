"use client";

import { Plus, X } from "lucide-react";
import { useId, useState } from "react";
import { guidelineMoment } from "../annotation/guideline-moment";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { FieldGroup } from "../ui/field-group";
import type { DraftFields } from "../ui/form/draft-fields";
import { IconButton } from "../ui/icon-button";
import { Input } from "../ui/input";
import { lazyPart } from "../ui/lazy-part";
import { Panel } from "../ui/panel";
import { Segmented } from "../ui/segmented";
import { Textarea } from "../ui/textarea";
import { LabelFields } from "./label-fields";
import { emptyReason, type QueueDraft } from "./queue-draft";

const GuidelineText = lazyPart(guidelineMoment, ({ GuidelineText }) => GuidelineText);

type FieldsProps = { fields: DraftFields<QueueDraft>; at: string };

const views = [
  { value: "write", label: "Write" },
  { value: "read", label: "Read" },
] as const;

/** What people judge by: a text, the reasons to reject, the labels to give. `at`: where it stands in what is sent. */
export function GuidelineFields({ fields, at }: FieldsProps) {
  const { draft, change } = fields;
  const [view, setView] = useState<"write" | "read">("write");
  return (
    <Panel
      title="Guideline"
      description="What people judge by. Each change is a version of its own, and every answer notes the one it was given under."
      aside={<Segmented legend="Write or read" value={view} options={views} onChange={setView} />}
    >
      <div className="space-y-6">
        {view === "write" ? (
          <Field label="Text" name={`${at}text`} hint="Markdown. Headings can be pointed at by reasons." optional>
            <Textarea
              rows={8}
              placeholder={"# What we keep\nA dialogue that could have been had by a real person…"}
              {...fields.text("text")}
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
        <Reasons fields={fields} at={at} />
        <LabelFields
          name={`${at}fields`}
          drafts={draft.fields}
          rowAt={(i) => fields.row("fields", i)}
          onChange={(labels) => change({ fields: labels })}
        />
      </div>
    </Panel>
  );
}

function Reasons({ fields, at }: FieldsProps) {
  const { draft, change } = fields;
  const headingsId = useId();
  const headings = [...draft.text.matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)].flatMap(([, words]) => words ?? []);
  return (
    <FieldGroup
      legend="Reasons to reject"
      name={`${at}reasons`}
      hint="The first nine answer to the digits."
      className="space-y-2"
    >
      <datalist id={headingsId}>
        {[...new Set(headings)].map((words) => (
          <option key={words} value={words} />
        ))}
      </datalist>
      {draft.reasons.map(({ id }, i) => (
        <div key={id} className="flex items-center gap-2">
          <span className="w-4 shrink-0 text-right text-ink-faint text-xs tabular-nums">{i + 1}</span>
          <Input
            aria-label={`Reason ${i + 1}`}
            name={`${at}reasons.${i}.label`}
            maxLength={120}
            {...fields.row("reasons", i).text("label")}
          />
          <Input
            aria-label={`Heading of the guideline for reason ${i + 1}`}
            placeholder="Heading it points at"
            list={headingsId}
            maxLength={200}
            {...fields.row("reasons", i).text("clause")}
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
    </FieldGroup>
  );
}
