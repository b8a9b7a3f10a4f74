"use client";

import { votesToShow } from "@/lib/eval/advise-to-stop";
import { PeopleChoice } from "../team/people-choice";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { formatNumber } from "../ui/format-number";
import { Input } from "../ui/input";
import { Panel } from "../ui/panel";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";
import type { DraftFieldsProps } from "./candidate-fields";
import type { EvaluationDraft } from "./evaluation-draft";

/** Who votes, on what, how often, and what is told afterwards. */
export function VotingFields({ draft, change, errors }: DraftFieldsProps) {
  const isTuring = draft.kind === "turing";
  return (
    <Panel title="How people vote">
      <div className="grid gap-5 sm:grid-cols-2">
        <Field
          label="Instructions"
          hint="Markdown. What raters are to judge by; they open it with G."
          className="sm:col-span-2"
          optional
        >
          <Textarea
            rows={4}
            value={draft.instructions}
            onChange={(event) => change({ instructions: event.target.value })}
          />
        </Field>
        {!isTuring && (
          <>
            <Field
              label="Criteria"
              hint="One a line, judged beside the whole: Helpful, Correct …"
              error={errors["spec.criteria"]}
              optional
            >
              <Textarea
                rows={3}
                value={draft.criteria}
                onChange={(event) => change({ criteria: event.target.value })}
              />
            </Field>
            <Field label="Who meets" error={errors["spec.baseline"]}>
              <Select value={draft.baseline} onChange={(event) => change({ baseline: event.target.value })}>
                <option value="">Everybody meets everybody</option>
                {draft.candidates.map(
                  ({ key, name }) => name && <option key={key} value={name}>{`All against ${name}`}</option>,
                )}
              </Select>
            </Field>
          </>
        )}
        <Percent
          label="Judged by several people"
          hint="Percent of the comparisons; for agreement."
          field="overlapShare"
          most={100}
          draft={draft}
          change={change}
          error={errors["spec.overlap.share"]}
        />
        <Field label="By how many" error={errors["spec.overlap.people"]}>
          <Input
            type="number"
            min={2}
            max={10}
            value={draft.overlapPeople}
            onChange={(event) => change({ overlapPeople: event.target.value })}
          />
        </Field>
        <Percent
          label="Known outcomes"
          hint="Percent of what a rater is served, once you have marked some comparisons as gold."
          field="goldRate"
          most={50}
          draft={draft}
          change={change}
          error={errors["spec.goldRate"]}
        />
        {!isTuring && (
          <Percent
            label="Come back with sides exchanged"
            hint="Percent of a rater's votes; measures their own bias to a side."
            field="repeatRate"
            most={50}
            draft={draft}
            change={change}
            error={errors["spec.repeatRate"]}
          />
        )}
        <Field label="Skips per person" error={errors["spec.skipLimit"]}>
          <Input
            type="number"
            min={0}
            max={1_000}
            value={draft.skipLimit}
            onChange={(event) => change({ skipLimit: event.target.value })}
          />
        </Field>
        {!isTuring && (
          <Field label="Ties in ratings">
            <Select
              value={draft.ties}
              onChange={(event) => change({ ties: event.target.value as EvaluationDraft["ties"] })}
            >
              <option value="half_win">Half a win for each</option>
              <option value="davidson">Davidson</option>
              <option value="rao_kupper">Rao and Kupper</option>
            </Select>
          </Field>
        )}
        {!isTuring && (
          <Field
            label="Smallest lead that matters"
            hint={leadHint(Number(draft.relevantLead) / 100)}
            error={errors["spec.relevantLead"]}
          >
            <Input
              type="number"
              min={1}
              max={40}
              required
              value={draft.relevantLead}
              onChange={(event) => change({ relevantLead: event.target.value })}
            />
          </Field>
        )}
        <div className="space-y-2 sm:col-span-2">
          {!isTuring && (
            <Checkbox
              label="Judge each round, then the whole"
              checked={draft.byRound}
              onChange={(event) => change({ byRound: event.target.checked })}
            />
          )}
          <Checkbox
            label="Ask how clear it is, 1 to 5"
            checked={draft.strength}
            onChange={(event) => change({ strength: event.target.checked })}
          />
          <Checkbox
            label="Tell the names after each vote"
            hint="The vote is final then, and whoever knows the names may vote by them from then on."
            checked={draft.reveal}
            onChange={(event) => change({ reveal: event.target.checked })}
          />
        </div>
        <PeopleChoice
          legend="Raters"
          hint="Nobody chosen: everybody who may vote."
          value={draft.raters}
          roles={["evaluator", "lead"]}
          onChange={(raters) => change({ raters })}
        />
      </div>
    </Panel>
  );
}

/** What a lead takes to be shown, so that nobody begins with too few votes. */
function leadHint(lead: number): string {
  const what = "Points over one half.";
  if (!(lead >= 0.01 && lead <= 0.4)) return what;
  return `${what} Of two candidates it takes about ${formatNumber(votesToShow(lead))} decided votes to show it.`;
}

type PercentProps = Pick<DraftFieldsProps, "draft" | "change"> & {
  label: string;
  hint: string;
  field: "overlapShare" | "goldRate" | "repeatRate";
  most: number;
  error?: string;
};

function Percent({ label, hint, field, most, error, draft, change }: PercentProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      <Input
        type="number"
        min={0}
        max={most}
        value={draft[field]}
        onChange={(event) => change({ [field]: event.target.value })}
      />
    </Field>
  );
}
