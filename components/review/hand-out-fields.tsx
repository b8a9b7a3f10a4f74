"use client";

import { PeopleChoice } from "../team/people-choice";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import type { DraftFields } from "../ui/form/draft-fields";
import { NumberInput } from "../ui/number-input";
import { Panel } from "../ui/panel";
import { Select } from "../ui/select";
import type { QueueDraft } from "./queue-draft";

/** Who gets which items, how many people judge one, and what happens then. */
export function HandOutFields({ fields }: { fields: DraftFields<QueueDraft> }) {
  return (
    <Panel title="How it is handed out">
      <div className="grid gap-5 sm:grid-cols-2">
        <Field
          label="Judged by several people"
          hint="Percent of the items, drawn when they are added; for agreement."
          name="spec.overlap.share"
        >
          <NumberInput min={0} max={100} {...fields.text("overlapShare")} />
        </Field>
        <Field label="By how many" name="spec.overlap.people">
          <NumberInput min={2} max={10} {...fields.text("overlapPeople")} />
        </Field>
        <Field label="Items go to">
          <Select {...fields.text("assignment")}>
            <option value="first_come">whoever asks next</option>
            <option value="dealt">each person in turn, dealt beforehand</option>
          </Select>
        </Field>
        <Field label="A reviewer settles">
          <Select {...fields.text("secondStage")}>
            <option value="disagreements">what people disagree on</option>
            <option value="all">every item</option>
          </Select>
        </Field>
        <Field label="Minutes until an abandoned item goes back" name="spec.leaseSeconds">
          <NumberInput min={0.5} max={1440} step={0.5} {...fields.text("leaseMinutes")} />
        </Field>
        <Field
          label="Gold items"
          hint="Percent of what each person is served, as long as there are some."
          name="spec.goldRate"
        >
          <NumberInput min={0} max={50} {...fields.text("goldRate")} />
        </Field>
        <PeopleChoice
          legend="Takes part"
          name="spec.participants"
          hint="Nobody chosen: everybody who may annotate."
          {...fields.choice("participants")}
          roles={["annotator", "lead"]}
        />
        <PeopleChoice
          legend="Reviews, besides leads"
          name="spec.reviewers"
          {...fields.choice("reviewers")}
          roles={["annotator", "evaluator"]}
        />
        <Checkbox
          className="sm:col-span-2"
          label="For practice"
          hint="Only gold items; the known answer is shown after each, and nothing touches a dialogue."
          {...fields.flag("practice")}
        />
      </div>
    </Panel>
  );
}
