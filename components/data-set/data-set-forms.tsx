"use client";

import { useQuery } from "@tanstack/react-query";
import { useCreateDataSet, useSetDataSetMember, useUpdateDataSet } from "@/lib/client/mutations/data-set-mutations";
import { snapshotQueries } from "@/lib/client/queries/snapshot-queries";
import { teamQueries } from "@/lib/client/queries/team-queries";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import type { DataSet } from "@/lib/domain/training/data-set";
import type { DataSetRole } from "@/lib/domain/training/data-set-role";
import type { Snapshot } from "@/lib/domain/training/snapshot";
import { useGo } from "../layout/use-go";
import { fieldDraftOf, fieldsOf } from "../review/label-draft";
import { LabelFields } from "../review/label-fields";
import { NewSplit } from "../split/new-split";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { FieldGroup } from "../ui/field-group";
import { FormDialog } from "../ui/form/form-dialog";
import { useForm } from "../ui/form/use-form";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import { SkeletonRows } from "../ui/skeleton";
import { many, roles, roleWords } from "./data-set-words";
import { FreezeDialog } from "./freeze-dialog";

/** What is filled in about a data set or a snapshot. */
export const dataSetForms = {
  NewSplit,
  CompareDialog,
  FreezeDialog,
  ListDialog,
  LabelsDialog,
  MembersDialog,
};

/** Another snapshot, of the same data set or of another, that this one is compared with. */
function CompareDialog({ snapshot, onClose }: { snapshot: Snapshot; onClose: () => void }) {
  const all = useQuery(snapshotQueries.whole());
  const others = (all.data ?? []).filter(({ id }) => id !== snapshot.id);
  const go = useGo();
  const form = useForm({
    initial: { from: "" },
    leaves: true,
    send: async ({ from }) => go(dataHrefs.snapshotChanges(snapshot.id, from || (others[0]?.id ?? ""))),
  });
  return (
    <FormDialog form={form} title="Compare with" act="Compare" disabled={others.length === 0} onClose={onClose}>
      {all.isPending && <SkeletonRows rows={1} label="Reading the snapshots" />}
      {all.data && others.length === 0 && <p className="text-ink-soft text-sm">There is no other snapshot yet.</p>}
      {others.length > 0 && (
        <Field label="Snapshot" hint="What came, went and changed since that one">
          <Select {...form.text("from")} value={form.draft.from || others[0]?.id}>
            {others.map(({ id, dataSetName, number }) => (
              <option key={id} value={id}>{`${dataSetName}, No. ${number}`}</option>
            ))}
          </Select>
        </Field>
      )}
    </FormDialog>
  );
}

/** A new data set that begins with the dialogues of a snapshot. */
function ListDialog({ snapshot, onClose }: { snapshot: Snapshot; onClose: () => void }) {
  const { id: snapshotId, dataSetName, number, dialogues } = snapshot;
  const create = useCreateDataSet();
  const go = useGo();
  const form = useForm({
    initial: { name: `${dataSetName} as of No. ${number}`.slice(0, 120) },
    leaves: true,
    send: async ({ name }) => {
      const { id } = await create.mutateAsync({ name, note: "", members: { list: { snapshotId } } });
      go(dataHrefs.dataSet(id));
    },
  });
  return (
    <FormDialog
      form={form}
      title="Make a list of these dialogues"
      description={`A new data set with ${many(dialogues, "dialogue")} on its list, as they stand today: what was edited since the snapshot stays edited. Nothing else changes.`}
      act="Make the list"
      onClose={onClose}
    >
      <Field label="Name" name="name">
        <Input required maxLength={120} {...form.text("name")} />
      </Field>
    </FormDialog>
  );
}

type Draft = { rolesOf: Record<string, DataSetRole[]> };

/** Who may do what with a data set, besides leads, who do everything. */
function MembersDialog({ dataSet, onClose }: { dataSet: DataSet; onClose: () => void }) {
  const set = useSetDataSetMember();
  const { data: people = [] } = useQuery(teamQueries.members());
  const before: Draft["rolesOf"] = Object.fromEntries(dataSet.members.map((member) => [member.id, member.roles]));
  const form = useForm<Draft>({
    initial: { rolesOf: before },
    send: async ({ rolesOf }) => {
      for (const [memberId, wanted] of Object.entries(rolesOf))
        if (wanted.join() !== (before[memberId] ?? []).join())
          await set.mutateAsync({ dataSetId: dataSet.id, memberId, roles: wanted });
      onClose();
    },
  });
  const { rolesOf } = form.draft;
  const others = people.filter((one) => !one.roles.includes("lead") && one.deactivatedAt === null);
  const choose = (id: string, role: DataSetRole, isOn: boolean) => {
    const chosen = roles.filter((one) => (one === role ? isOn : rolesOf[id]?.includes(one)));
    form.change({ rolesOf: { ...rolesOf, [id]: chosen } });
  };
  return (
    <FormDialog
      form={form}
      title="Who may do what"
      description="Everybody in the project reads data sets, snapshots and cards, but for whoever is voting or judging blind. Leads do everything."
      act="Save"
      onClose={onClose}
    >
      {others.length === 0 && (
        <p className="text-ink-soft text-sm">There is nobody in this project who does not lead.</p>
      )}
      {others.map(({ id, name }) => (
        <FieldGroup key={id} legend={name} className="space-y-1.5">
          {roles.map((role) => (
            <Checkbox
              key={role}
              label={roleWords[role].label}
              hint={roleWords[role].hint}
              checked={rolesOf[id]?.includes(role) ?? false}
              onChange={({ target }) => choose(id, role, target.checked)}
            />
          ))}
        </FieldGroup>
      ))}
    </FormDialog>
  );
}

/** The labels of a data set, as a lead or its curator defines them. */
function LabelsDialog({ dataSet, onClose }: { dataSet: DataSet; onClose: () => void }) {
  const update = useUpdateDataSet();
  const form = useForm({
    initial: { fields: dataSet.fields.map(fieldDraftOf) },
    send: async ({ fields }) => {
      await update.mutateAsync({ dataSetId: dataSet.id, fields: fieldsOf(fields) });
      onClose();
    },
  });
  return (
    <FormDialog
      form={form}
      title="Labels"
      description="What people say of its dialogues besides the verdict. Queues that are made of this data set begin with these labels; a snapshot holds what was settled by them, from whichever queue."
      act="Save"
      onClose={onClose}
    >
      <LabelFields
        name="fields"
        drafts={form.draft.fields}
        rowAt={(i) => form.row("fields", i)}
        onChange={(fields) => form.change({ fields })}
      />
    </FormDialog>
  );
}
