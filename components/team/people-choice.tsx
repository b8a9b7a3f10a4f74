"use client";

import { useQuery } from "@tanstack/react-query";
import { teamQueries } from "@/lib/client/queries/team-queries";
import { Checkbox } from "../ui/checkbox";
import { FieldGroup } from "../ui/field-group";

type PeopleChoiceProps = {
  legend: string;
  name: string;
  hint?: string;
  value: string[];
  roles: string[];
  onChange: (ids: string[]) => void;
};

/** Members of fitting roles to choose from; accounts that are closed are not offered. */
export function PeopleChoice({ legend, name, hint, value, roles, onChange }: PeopleChoiceProps) {
  const { data: members = [] } = useQuery(teamQueries.members());
  const able = members.filter(
    (member) => member.deactivatedAt === null && member.roles.some((role) => roles.includes(role)),
  );
  return (
    <FieldGroup legend={legend} name={name} hint={hint}>
      <div className="max-h-48 space-y-1.5 overflow-y-auto">
        {able.map(({ id, name }) => (
          <Checkbox
            key={id}
            label={name}
            checked={value.includes(id)}
            onChange={(event) =>
              onChange(event.target.checked ? [...value, id] : value.filter((other) => other !== id))
            }
          />
        ))}
        {able.length === 0 && <p className="text-ink-faint text-xs">Nobody with a fitting role yet.</p>}
      </div>
    </FieldGroup>
  );
}
