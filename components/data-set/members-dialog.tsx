"use client";

import { useQuery } from "@tanstack/react-query";
import { useSetDataSetMember } from "@/lib/client/mutations/data-set-mutations";
import { teamQueries } from "@/lib/client/queries/team-queries";
import type { DataSet } from "@/lib/domain/training/data-set";
import type { DataSetRole } from "@/lib/domain/training/data-set-role";
import { Checkbox } from "../ui/checkbox";
import { FieldGroup } from "../ui/field-group";
import { FormDialog } from "../ui/form/form-dialog";
import { useForm } from "../ui/form/use-form";
import { roles, roleWords } from "./data-set-words";

type Draft = { rolesOf: Record<string, DataSetRole[]> };

/** Who may do what with a data set, besides leads, who do everything. */
export function MembersDialog({ dataSet, onClose }: { dataSet: DataSet; onClose: () => void }) {
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
