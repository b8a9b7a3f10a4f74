"use client";

import { Check, FastForward, X } from "lucide-react";
import dynamic from "next/dynamic";
import { useEffect } from "react";
import { CommandButton } from "../layout/command-button";
import { labelAt } from "./answer-draft";
import { LabelFieldView } from "./label-field";
import type { ReviewCommands } from "./review-commands";
import { pathOf, type ReviewItemState } from "./use-review-item";

const loadForms = () => Promise.all([import("./reasons-form"), import("./skip-form")]);
// Fetched while the person reads, so that they are there when a key asks for them.
const ReasonsForm = dynamic(() => loadForms().then(([{ ReasonsForm }]) => ReasonsForm), { ssr: false });
const SkipForm = dynamic(() => loadForms().then(([, { SkipForm }]) => SkipForm), { ssr: false });

/** The decision about an item: fields of the guideline, then accept, reject or skip. */
export function DecisionPanel({ item, commands }: { item: ReviewItemState; commands: ReviewCommands }) {
  const { fields, active, complaints, draft, dispatch, asking, served } = item;
  const { sentBackNote } = served.assignment;
  // In step with the network.
  useEffect(() => void loadForms(), []);
  const other = Object.entries(complaints).filter(
    ([path]) => !fields.some((at) => pathOf(at.place, at.field.key) === path),
  );
  return (
    <div className="space-y-4">
      {sentBackNote !== null && (
        <p className="rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">
          A reviewer sent this back: <q dir="auto">{sentBackNote}</q>
        </p>
      )}
      {served.isShared && (
        <p className="text-ink-faint text-xs">
          Several people judge this dialogue, each without seeing the others. Its text stands still: edits, end marks
          and the mask go with your answer as proposals.
        </p>
      )}
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
      {other.map(([path, complaint]) => (
        <p key={path} role="alert" className="font-medium text-danger text-xs">
          {complaint}
        </p>
      ))}
      {asking === "reasons" && <ReasonsForm item={item} commands={commands} />}
      {asking === "skip" && <SkipForm item={item} commands={commands} />}
      {asking === null && (
        <div className="grid grid-cols-2 gap-2 [&>*]:justify-center">
          <CommandButton command={commands.accept} icon={Check} variant="primary" />
          <CommandButton command={commands.reject} icon={X} variant="danger" />
          <CommandButton command={commands.skip} icon={FastForward} className="col-span-2" />
        </div>
      )}
    </div>
  );
}
