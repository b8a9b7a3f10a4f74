"use client";

import { Check, FastForward, X } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { SkipForm } from "../annotation/skip-form";
import { CommandButton } from "../layout/command-button";
import { Button } from "../ui/button";
import { Chip } from "../ui/chip";
import { comeIntoSight } from "../ui/come-into-sight";
import { Form } from "../ui/form/form";
import { SubmitButton } from "../ui/form/form-end";
import { useSubmission } from "../ui/form/use-submission";
import { IconButton } from "../ui/icon-button";
import { Textarea } from "../ui/textarea";
import { useToastsAbove } from "../ui/use-toasts-above";
import { labelAt } from "./answer-draft";
import { LabelFieldView } from "./label-field";
import type { ReviewCommands } from "./review-commands";
import { pathOf, type ReviewItemState } from "./use-review-item";

type DecisionPanelProps = { item: ReviewItemState; commands: ReviewCommands };

/** The decision about an item: fields of the guideline, then, always in the same place, accept, reject or skip. */
export function DecisionPanel({ item, commands }: DecisionPanelProps) {
  const { asking, served } = item;
  const { sentBackNote } = served.assignment;
  const desk = useRef<HTMLDivElement>(null);
  useToastsAbove(desk);
  return (
    <>
      <div className="min-h-0 flex-1 space-y-4 overflow-y-auto p-4 max-lg:max-h-[24dvh] short:max-h-none! empty:p-0 sm:p-5 max-lg:[&:empty]:hidden">
        {sentBackNote !== null && (
          <p className="rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">
            A reviewer sent this back: <q dir="auto">{sentBackNote}</q>
          </p>
        )}
        {served.isShared && <Proposals item={item} />}
        <Fields item={item} />
      </div>
      <div ref={desk} className="shrink-0 border-line border-t p-3 sm:p-4">
        {asking === "reasons" && <ReasonsForm item={item} commands={commands} />}
        {asking === "skip" && <SkipForm onSkip={item.skip} leave={commands.leave} />}
        {asking === null && (
          <div className="grid grid-cols-3 gap-2 lg:grid-cols-2 [&>*]:justify-center">
            <CommandButton command={commands.accept} icon={Check} variant="primary" />
            <CommandButton command={commands.reject} icon={X} variant="danger" />
            <CommandButton command={commands.skip} icon={FastForward} className="lg:col-span-2" />
          </div>
        )}
      </div>
    </>
  );
}

function Fields({ item }: { item: ReviewItemState }) {
  const { fields, active, complaints, draft, dispatch, asking } = item;
  const other = Object.entries(complaints).filter(
    ([path]) => !fields.some((at) => pathOf(at.place, at.field.key) === path),
  );
  // A required label that several turns lack is one complaint, not one a turn.
  const said = [...new Set(other.map(([, complaint]) => complaint))];
  return (
    <>
      {fields.map(({ field, place }) => (
        <LabelFieldView
          key={`${place.turnId}.${field.key}`}
          field={field}
          value={labelAt(draft, place)}
          active={field === active?.field && asking === null}
          complaint={complaints[pathOf(place, field.key)]}
          onChange={(value) => dispatch({ type: "label", place, value })}
          onActivate={() => item.chooseField(place)}
        />
      ))}
      {said.map((complaint) => (
        <p key={complaint} role="alert" className="font-medium text-danger text-xs">
          {complaint}, on other turns too
        </p>
      ))}
    </>
  );
}

/** Where several people judge: why the text stands still, and what the person would change, each to be taken back. */
function Proposals({ item }: { item: ReviewItemState }) {
  const { draft, dispatch, room } = item;
  const { edits = [], endMarkId = null, untrained = [] } = draft;
  const turn = (id: string) => room.path.findIndex((other) => other.id === id) + 1;
  const list = (ids: string[]) =>
    ids
      .map(turn)
      .toSorted((a, b) => a - b)
      .join(", ");
  return (
    <section aria-label="Your proposals" className="text-xs">
      <p className="text-ink-faint">
        The text stands still while it is judged, and nobody sees what the others say. What you would change goes with
        your answer as a proposal.
      </p>
      <ul className="mt-1.5">
        {edits.map(({ turnId }) => (
          <Proposal key={turnId} onTakeBack={() => dispatch({ type: "propose_text", turnId, text: null })}>
            You propose another text for turn {turn(turnId)}
          </Proposal>
        ))}
        {endMarkId !== null && (
          <Proposal onTakeBack={() => dispatch({ type: "end_mark", turnId: null })}>
            You say that a real user stops after turn {turn(endMarkId)}
          </Proposal>
        )}
        {untrained.length > 0 && (
          <Proposal onTakeBack={() => dispatch({ type: "mask", turnIds: untrained, trained: true })}>
            You leave {untrained.length === 1 ? "turn" : "turns"} {list(untrained)} out of training
          </Proposal>
        )}
      </ul>
    </section>
  );
}

function Proposal({ children, onTakeBack }: { children: ReactNode; onTakeBack: () => void }) {
  return (
    <li className="flex items-center justify-between gap-2 text-ink">
      <span>{children}</span>
      <IconButton icon={X} label="Take it back" onClick={onTakeBack} />
    </li>
  );
}

/** Why an item is rejected: the guideline's reasons under the digits, and a note if wanted. Enter confirms. */
function ReasonsForm({ item, commands }: { item: ReviewItemState; commands: ReviewCommands }) {
  const { guideline, draft, dispatch } = item;
  const form = useSubmission({ send: async () => commands.confirm.run() });
  return (
    <section
      ref={comeIntoSight}
      aria-label="Why it is rejected"
      className="scroll-mb-4 rounded-lg border border-line bg-sunken p-3"
    >
      <Form form={form} className="space-y-3">
        <div className="flex flex-wrap gap-1.5">
          {guideline.reasons.map((reason, i) => (
            <Chip
              key={reason.key}
              keys={i < 9 ? String(i + 1) : undefined}
              pressed={draft.reasons?.includes(reason.key) ?? false}
              onToggle={() => dispatch({ type: "toggle_reason", key: reason.key })}
            >
              {reason.label}
              {reason.clause && <span className="text-ink-faint"> · {reason.clause}</span>}
            </Chip>
          ))}
          {guideline.reasons.length === 0 && (
            <p className="text-ink-soft text-xs">This queue names no reasons. Enter rejects; a note says why.</p>
          )}
        </div>
        <Textarea
          aria-label="Note"
          placeholder="A note, if one is needed: press N"
          data-text="review-note-text"
          rows={1}
          value={draft.note ?? ""}
          onChange={(event) => dispatch({ type: "note", note: event.target.value })}
        />
        <div className="flex flex-wrap gap-2">
          <SubmitButton variant="danger" size="sm" keys="enter" data-command={commands.confirm.id}>
            Reject
          </SubmitButton>
          <Button size="sm" variant="quiet" keys="escape" data-command={commands.leave.id} onClick={commands.leave.run}>
            Back
          </Button>
        </div>
      </Form>
    </section>
  );
}
