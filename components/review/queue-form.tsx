"use client";

import { useSearchParams } from "next/navigation";
import type { ReactNode } from "react";
import { useCreateQueue } from "@/lib/client/mutations/review-mutations";
import { hrefs } from "@/lib/contract/hrefs";
import type { LabelField } from "@/lib/domain/review/guideline";
import { filterOf, writtenFilter } from "../dialogue-list/dialogue-filter";
import { FilterSummary } from "../dialogue-list/filter-summary";
import { useGo } from "../layout/use-go";
import { PeopleChoice } from "../team/people-choice";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import type { DraftFields } from "../ui/form/draft-fields";
import { Form } from "../ui/form/form";
import { FormEnd, SubmitButton } from "../ui/form/form-end";
import { useForm } from "../ui/form/use-form";
import { Input } from "../ui/input";
import { NumberInput } from "../ui/number-input";
import { Panel } from "../ui/panel";
import { Select } from "../ui/select";
import { GuidelineFields } from "./guideline-fields";
import { guidelineOf, type QueueDraft, queueDraftOf, specOf } from "./queue-draft";

type QueueFormProps = {
  /** null = a new one, whose page is gone to once it is made. */
  queueId: string | null;
  initial: QueueDraft;
  /** What goes into the queue; stands between its name and its guideline. */
  items?: ReactNode;
  saveLabel: string;
  /** Rejects when it was refused. */
  save: (draft: QueueDraft) => Promise<void>;
};

/** All of a queue: what it is called, what it is judged by, how it is handed out. */
export function QueueForm({ queueId, initial, items, saveLabel, save }: QueueFormProps) {
  const form = useForm({ initial, leaves: queueId === null, send: save });
  return (
    <Form form={form} guarded className="space-y-5">
      <Panel title="The queue">
        <div className="space-y-5">
          <Field label="Name" name="name">
            <Input required maxLength={120} placeholder="First pass, week 48" {...form.text("name")} />
          </Field>
          {items}
        </div>
      </Panel>
      {/* A guideline that is there already is changed by a call of its own. */}
      <GuidelineFields fields={form} at={queueId === null ? "guideline." : ""} />
      <HandOutFields fields={form} />
      <FormEnd>
        <SubmitButton>{saveLabel}</SubmitButton>
      </FormEnd>
    </Form>
  );
}

/** Who gets which items, how many people judge one, and what happens then. */
function HandOutFields({ fields }: { fields: DraftFields<QueueDraft> }) {
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
          label="Hide which models the dialogues are from"
          hint="Until the queue is archived its people find neither these runs and files nor their models, and propose changes instead of making them. Leads and its reviewers see all."
          {...fields.flag("hidesModels")}
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

/**
 * A queue of the dialogues that the filter in the URL finds, as the list of dialogues writes it; the URL may name it, too. `labels`:
 * those of a data set.
 */
export function NewQueue({ labels }: { labels: LabelField[] }) {
  const params = useSearchParams();
  const { sort: _order, ...filter } = filterOf(new URLSearchParams(params));
  const create = useCreateQueue();
  const go = useGo();
  return (
    <QueueForm
      queueId={null}
      initial={queueDraftOf(params.get("name")?.slice(0, 120), undefined, { fields: labels })}
      items={<FilterSummary filter={filter} />}
      saveLabel="Make the queue"
      save={async (draft) => {
        const queue = await create.mutateAsync({
          name: draft.name,
          spec: specOf(draft, writtenFilter(filter)),
          guideline: guidelineOf(draft),
          items: { filter },
        });
        go(hrefs.queue(queue.id));
      }}
    />
  );
}
