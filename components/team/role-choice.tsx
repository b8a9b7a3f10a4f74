"use client";

import type { Role } from "@/lib/domain/viewer";
import { Checkbox } from "../ui/checkbox";
import { FieldGroup } from "../ui/field-group";

const roles: readonly { role: Role; label: string; hint: string }[] = [
  { role: "lead", label: "Lead", hint: "Runs, models, seed sets, team, export." },
  { role: "annotator", label: "Annotator", hint: "Edits, redoes, accepts and rejects." },
  { role: "evaluator", label: "Evaluator", hint: "Reads everything." },
];

/** What is wrong with a choice of roles. */
export function checkRoles(chosen: readonly Role[]): Record<string, string> {
  return chosen.length > 0 ? {} : { roles: "Everybody has at least one role." };
}

type RoleChoiceProps = { value: readonly Role[]; onChange: (roles: Role[]) => void };

/** Any of the roles; what each lets a person do stands beside it. */
export function RoleChoice({ value, onChange }: RoleChoiceProps) {
  function toggle(role: Role, on: boolean) {
    onChange(roles.map((entry) => entry.role).filter((other) => (other === role ? on : value.includes(other))));
  }
  return (
    <FieldGroup legend="Roles" name="roles">
      <div className="space-y-2.5">
        {roles.map(({ role, label, hint }) => (
          <Checkbox
            key={role}
            label={label}
            hint={hint}
            checked={value.includes(role)}
            onChange={(event) => toggle(role, event.target.checked)}
          />
        ))}
      </div>
    </FieldGroup>
  );
}
