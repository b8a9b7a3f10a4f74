"use client";

import { useState } from "react";
import type { FieldErrors } from "@/lib/base/app-error";
import type { Turn } from "@/lib/domain/dialogue";
import type { Assignment } from "@/lib/domain/review/answer";
import type { Guideline } from "@/lib/domain/review/guideline";
import { verdictWords } from "../transcript/dialogue-words";
import { WordDiffView } from "../transcript/word-diff-view";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Form } from "../ui/form/form";
import { SubmitButton } from "../ui/form/form-end";
import { useForm } from "../ui/form/use-form";
import { Input } from "../ui/input";
import { RelativeTime } from "../ui/relative-time";

type AnswerCardProps = {
  assignment: Assignment;
  guideline: Guideline;
  turns: Turn[];
  /** The digit that takes this answer. */
  digit: string | undefined;
  chosen: boolean;
  /** Null where the item is settled already. */
  onTake: (() => void) | null;
  /** Resolves to false where it failed: the note is kept then. */
  onSendBack: ((note: string) => Promise<boolean>) | null;
};

const statusWords: Record<Assignment["status"], string> = {
  leased: "is at it now",
  expired: "left without an answer",
  skipped: "skipped it",
  answered: "answered",
  sent_back: "has it back",
  late: "answered too late to count",
};

/** One person's answer, whole: verdict, reasons, labels, what they would change. */
export function AnswerCard(props: AnswerCardProps) {
  const { assignment, guideline, turns, digit, chosen, onTake, onSendBack } = props;
  const { personName, status, answer, answeredAt, seconds, guidelineVersion, skipReason } = assignment;
  return (
    <section
      aria-label={`Answer of ${personName}`}
      className={`min-w-72 flex-1 space-y-3 rounded-lg border bg-surface p-4 text-sm ${chosen ? "border-accent" : "border-line"}`}
    >
      <header className="flex flex-wrap items-center gap-2">
        <h3 className="font-semibold">{personName}</h3>
        {answer ? (
          <Badge tone={answer.verdict === "accepted" ? "ok" : "danger"}>{verdictWords[answer.verdict]}</Badge>
        ) : (
          <span className="text-ink-faint text-xs">{statusWords[status]}</span>
        )}
        {answer && status !== "answered" && <Badge>{statusWords[status]}</Badge>}
        {chosen && <Badge tone="accent">Taken</Badge>}
      </header>
      {answer && (
        <>
          <Reasons keys={answer.reasons} guideline={guideline} />
          <Labels labels={answer.labels} guideline={guideline} />
          {answer.note && (
            <p dir="auto" className="text-ink-soft">
              “{answer.note}”
            </p>
          )}
          {answer.edits.map(({ turnId, text }) => (
            <div key={turnId} className="max-h-64 overflow-y-auto border-line border-l-2 pl-3">
              <p className="mb-1 text-ink-faint text-xs">Proposes another text</p>
              <WordDiffView before={turns.find(({ id }) => id === turnId)?.text ?? ""} after={text} />
            </div>
          ))}
          {answer.endMarkId && <p className="text-ink-soft text-xs">Says where a real user stops.</p>}
          {answer.untrained.length > 0 && (
            <p className="text-ink-soft text-xs">Leaves {answer.untrained.length} turns out of training.</p>
          )}
          <p className="text-ink-faint text-xs">
            {Math.round(seconds)} s, guideline version {guidelineVersion}
            {answeredAt && (
              <>
                , <RelativeTime at={answeredAt} />
              </>
            )}
          </p>
        </>
      )}
      {skipReason && <p className="text-ink-soft text-xs">“{skipReason}”</p>}
      {answer && (
        <div className="flex flex-wrap gap-2">
          {onTake && (
            <Button size="sm" keys={digit} data-command={`settle-${digit}`} onClick={onTake}>
              Take this answer
            </Button>
          )}
          {onSendBack && status === "answered" && <SendBack personName={personName} onSend={onSendBack} />}
        </div>
      )}
    </section>
  );
}

function Reasons({ keys, guideline }: { keys: string[]; guideline: Guideline }) {
  if (keys.length === 0) return null;
  const labels = keys.map((key) => guideline.reasons.find((reason) => reason.key === key)?.label ?? key);
  return (
    <ul aria-label="Reasons" className="flex flex-wrap gap-1">
      {labels.map((label) => (
        <li key={label}>
          <Badge>{label}</Badge>
        </li>
      ))}
    </ul>
  );
}

function Labels({ labels, guideline }: { labels: Record<string, unknown>; guideline: Guideline }) {
  const entries = Object.entries(labels);
  if (entries.length === 0) return null;
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 text-xs">
      {entries.map(([key, value]) => {
        const field = guideline.fields.find((other) => other.key === key);
        const options = field && "options" in field ? field.options : [];
        const named = [value].flat().map((one) => options.find((option) => option.key === one)?.label ?? String(one));
        return (
          <div key={key} className="contents">
            <dt className="text-ink-faint">{field?.label ?? key}</dt>
            <dd dir="auto">{named.join(", ")}</dd>
          </div>
        );
      })}
    </dl>
  );
}

type SendBackProps = {
  personName: string;
  /** Resolves to false where it failed: the note is kept then. */
  onSend: (note: string) => Promise<boolean>;
};

/** Asks a person to look again, with a word on what at. What was typed outlives Escape and a failure. */
function SendBack({ personName, onSend }: SendBackProps) {
  const [open, setOpen] = useState(false);
  const form = useForm({
    initial: { note: "" },
    check: ({ note }): FieldErrors => (note.trim() === "" ? { note: "Say what is to be looked at again." } : {}),
    send: async ({ note }) => {
      if (!(await onSend(note.trim()))) return { note };
      setOpen(false);
      return { note: "" };
    },
  });

  if (!open)
    return (
      <Button size="sm" variant="quiet" onClick={() => setOpen(true)}>
        Send back
      </Button>
    );
  return (
    <Form form={form} className="flex w-full flex-wrap items-start gap-2">
      <Field label={`What ${personName} is to look at again`} name="note" isLabelHidden className="min-w-40 flex-1">
        <Input
          placeholder="What is to be looked at again"
          autoFocus
          dir="auto"
          maxLength={10_000}
          {...form.text("note")}
          onKeyDown={(event) => event.key === "Escape" && setOpen(false)}
        />
      </Field>
      <SubmitButton size="sm" variant="secondary">
        Send back
      </SubmitButton>
    </Form>
  );
}
