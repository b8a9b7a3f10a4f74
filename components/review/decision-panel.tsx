"use client";

import { Check, FastForward, X } from "lucide-react";
import { useRef } from "react";
import { SkipForm } from "../annotation/skip-form";
import { CommandButton } from "../layout/command-button";
import { useToastsAbove } from "../ui/use-toasts-above";
import { labelAt } from "./answer-draft";
import { LabelFieldView } from "./label-field";
import { Proposals } from "./proposals";
import { ReasonsForm } from "./reasons-form";
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
