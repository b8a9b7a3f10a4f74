"use client";

import type { FieldErrors } from "@/lib/base/app-error";
import { PeopleChoice } from "../team/people-choice";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Panel } from "../ui/panel";
import { Select } from "../ui/select";
import type { QueueDraft } from "./queue-draft";

type HandOutFieldsProps = { draft: QueueDraft; change: (patch: Partial<QueueDraft>) => void; errors: FieldErrors };

/** Who gets which items, how many people judge one, and what happens then. */
export function HandOutFields({ draft, change, errors }: HandOutFieldsProps) {
  return (
    <Panel title="How it is handed out">
      <div className="grid gap-5 sm:grid-cols-2">
        <Field
          label="Judged by several people"
          hint="Percent of the items, drawn when they are added; for agreement."
          error={errors["spec.overlap.share"]}
        >
          <Input
            type="number"
            min={0}
            max={100}
            value={draft.overlapShare}
            onChange={(event) => change({ overlapShare: event.target.value })}
          />
        </Field>
        <Field label="By how many" error={errors["spec.overlap.people"]}>
          <Input
            type="number"
            min={2}
            max={10}
            value={draft.overlapPeople}
            onChange={(event) => change({ overlapPeople: event.target.value })}
          />
        </Field>
        <Field label="Items go to">
          <Select
            value={draft.assignment}
            onChange={(event) => change({ assignment: event.target.value as QueueDraft["assignment"] })}
          >
            <option value="first_come">whoever asks next</option>
            <option value="dealt">each person in turn, dealt beforehand</option>
          </Select>
        </Field>
        <Field label="A reviewer settles">
          <Select
            value={draft.secondStage}
            onChange={(event) => change({ secondStage: event.target.value as QueueDraft["secondStage"] })}
          >
            <option value="disagreements">what people disagree on</option>
            <option value="all">every item</option>
          </Select>
        </Field>
        <Field label="Minutes until an abandoned item goes back" error={errors["spec.leaseSeconds"]}>
          <Input
            type="number"
            min={0.5}
            max={1440}
            step={0.5}
            value={draft.leaseMinutes}
            onChange={(event) => change({ leaseMinutes: event.target.value })}
          />
        </Field>
        <Field
          label="Gold items"
          hint="Percent of what each person is served, as long as there are some."
          error={errors["spec.goldRate"]}
        >
          <Input
            type="number"
            min={0}
            max={50}
            value={draft.goldRate}
            onChange={(event) => change({ goldRate: event.target.value })}
          />
        </Field>
        <PeopleChoice
          legend="Takes part"
          hint="Nobody chosen: everybody who may annotate."
          value={draft.participants}
          roles={["annotator", "lead"]}
          onChange={(participants) => change({ participants })}
        />
        <PeopleChoice
          legend="Reviews, besides leads"
          value={draft.reviewers}
          roles={["annotator", "evaluator"]}
          onChange={(reviewers) => change({ reviewers })}
        />
        <Checkbox
          className="sm:col-span-2"
          label="For practice"
          hint="Only gold items; the known answer is shown after each, and nothing touches a dialogue."
          checked={draft.practice}
          onChange={(event) => change({ practice: event.target.checked })}
        />
      </div>
    </Panel>
  );
}
