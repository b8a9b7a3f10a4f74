"use client";

import type { FieldErrors } from "@/lib/base/app-error";
import type { Assignment, ReviewAnswer } from "@/lib/domain/review/answer";
import type { Guideline } from "@/lib/domain/review/guideline";
import { verdictWords } from "../transcript/dialogue-words";
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
  /** The digit that takes this answer. */
  digit: string | undefined;
  chosen: boolean;
  /** Null where the item is settled already. */
  onTake: (() => void) | null;
  /** The form of sending it back is open. */
  isAsked: boolean;
  /** Opens that form or closes it; null where the item is settled already. */
  onAsk: ((asks: boolean) => void) | null;
  /** Resolves to false where it failed: the note is kept then. */
  onSendBack: (note: string) => Promise<boolean>;
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
  const { assignment, guideline, digit, chosen, onTake, isAsked, onAsk, onSendBack } = props;
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
          <Proposes answer={answer} />
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
          {onAsk && status === "answered" && (
            <SendBack personName={personName} open={isAsked} onOpen={onAsk} onSend={onSendBack} />
          )}
        </div>
      )}
    </section>
  );
}

/** How much of the dialogue they would change; what exactly stands at its turns. */
function Proposes({ answer: { edits, endMarkId, untrained } }: { answer: ReviewAnswer }) {
  const said = [
    edits.length > 0 && `${edits.length} ${edits.length === 1 ? "text" : "texts"}`,
    endMarkId && "where it ends",
    untrained.length > 0 && `${untrained.length} ${untrained.length === 1 ? "turn" : "turns"} left out of training`,
  ].filter(Boolean);
  return said.length > 0 && <p className="text-ink-soft text-xs">Proposes: {said.join(", ")}</p>;
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
  open: boolean;
  onOpen: (opens: boolean) => void;
  /** Resolves to false where it failed: the note is kept then. */
  onSend: (note: string) => Promise<boolean>;
};

/** Asks a person to look again, with a word on what at. What was typed outlives Escape and a failure. */
function SendBack({ personName, open, onOpen, onSend }: SendBackProps) {
  const form = useForm({
    initial: { note: "" },
    check: ({ note }): FieldErrors => (note.trim() === "" ? { note: "Say what is to be looked at again." } : {}),
    send: async ({ note }) => {
      if (!(await onSend(note.trim()))) return { note };
      return { note: "" };
    },
  });

  if (!open)
    return (
      <Button size="sm" variant="quiet" onClick={() => onOpen(true)}>
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
          onKeyDown={(event) => event.key === "Escape" && onOpen(false)}
        />
      </Field>
      <SubmitButton size="sm" variant="secondary">
        Send back
      </SubmitButton>
    </Form>
  );
}
