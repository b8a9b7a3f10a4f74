"use client";

import { votesToShow } from "@/lib/eval/advise-to-stop";
import { PeopleChoice } from "../team/people-choice";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import type { DraftFields } from "../ui/form/draft-fields";
import { formatNumber } from "../ui/format-number";
import { NumberInput } from "../ui/number-input";
import { Panel } from "../ui/panel";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";
import type { EvaluationDraft } from "./evaluation-draft";

/** Who votes, on what, how often, and what is told afterwards. */
export function VotingFields({ fields }: { fields: DraftFields<EvaluationDraft> }) {
  const isTuring = fields.draft.kind === "turing";
  return (
    <Panel title="How people vote">
      <div className="grid gap-5 sm:grid-cols-2">
        <Field
          label="Instructions"
          name="spec.instructions"
          hint="Markdown. What raters are to judge by; they open it with G."
          className="sm:col-span-2"
          optional
        >
          <Textarea rows={4} {...fields.text("instructions")} />
        </Field>
        {!isTuring && <MeetingFields fields={fields} />}
        <Percent
          label="Judged by several people"
          hint="Percent of the comparisons; for agreement."
          field="overlapShare"
          most={100}
          fields={fields}
          name="spec.overlap.share"
        />
        <Field label="By how many" name="spec.overlap.people">
          <NumberInput min={2} max={10} {...fields.text("overlapPeople")} />
        </Field>
        <Percent
          label="Known outcomes"
          hint="Percent of what a rater is served, once you have marked some comparisons as gold."
          field="goldRate"
          most={50}
          fields={fields}
          name="spec.goldRate"
        />
        {!isTuring && (
          <Percent
            label="Come back with sides exchanged"
            hint="Percent of a rater's votes; measures their own bias to a side."
            field="repeatRate"
            most={50}
            fields={fields}
            name="spec.repeatRate"
          />
        )}
        <Field label="Skips per person" name="spec.skipLimit">
          <NumberInput min={0} max={1_000} {...fields.text("skipLimit")} />
        </Field>
        {!isTuring && <RatingFields fields={fields} />}
        <div className="space-y-2 sm:col-span-2">
          {!isTuring && <Checkbox label="Judge each round, then the whole" {...fields.flag("byRound")} />}
          <Checkbox label="Ask how clear it is, 1 to 5" {...fields.flag("strength")} />
          <Checkbox
            label="Tell the names after each vote"
            hint="The vote is final then, and whoever knows the names may vote by them from then on. Nobody votes twice on an item, so of three candidates each item takes three raters; no vote comes back with its sides exchanged."
            {...fields.flag("reveal")}
          />
        </div>
        <PeopleChoice
          legend="Raters"
          name="spec.raters"
          hint="Nobody chosen: everybody who may vote."
          {...fields.choice("raters")}
          roles={["evaluator", "lead"]}
        />
      </div>
    </Panel>
  );
}

/** What is judged beside the whole, and who meets whom. */
function MeetingFields({ fields }: { fields: DraftFields<EvaluationDraft> }) {
  const { candidates } = fields.draft;
  return (
    <>
      <Field
        label="Criteria"
        hint="One a line, judged beside the whole: Helpful, Correct …"
        name="spec.criteria"
        optional
      >
        <Textarea rows={3} {...fields.text("criteria")} />
      </Field>
      <Field label="Who meets" name="spec.baseline">
        <Select {...fields.text("baseline")}>
          <option value="">Everybody meets everybody</option>
          {candidates.map(({ key, name }) => name && <option key={key} value={name}>{`All against ${name}`}</option>)}
        </Select>
      </Field>
    </>
  );
}

/** How ratings are made of votes, and from when on a lead counts. */
function RatingFields({ fields }: { fields: DraftFields<EvaluationDraft> }) {
  const { relevantLead } = fields.draft;
  return (
    <>
      <Field label="Ties in ratings">
        <Select {...fields.text("ties")}>
          <option value="half_win">Half a win for each</option>
          <option value="davidson">Davidson</option>
          <option value="rao_kupper">Rao and Kupper</option>
        </Select>
      </Field>
      <Field label="Smallest lead that matters" hint={leadHint(Number(relevantLead) / 100)} name="spec.relevantLead">
        <NumberInput min={1} max={40} required {...fields.text("relevantLead")} />
      </Field>
    </>
  );
}

/** What a lead takes to be shown, so that nobody begins with too few votes. */
function leadHint(lead: number): string {
  const what = "Points over one half.";
  if (!(lead >= 0.01 && lead <= 0.4)) return what;
  return `${what} Of two candidates it takes about ${formatNumber(votesToShow(lead))} decided votes to show it.`;
}

type PercentProps = {
  fields: DraftFields<EvaluationDraft>;
  label: string;
  /** Where it stands in what is sent. */
  name: string;
  hint: string;
  field: "overlapShare" | "goldRate" | "repeatRate";
  most: number;
};

function Percent({ label, name, hint, field, most, fields }: PercentProps) {
  return (
    <Field label={label} name={name} hint={hint}>
      <NumberInput min={0} max={most} {...fields.text(field)} />
    </Field>
  );
}
