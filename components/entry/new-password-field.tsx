import type { ComponentProps } from "react";
import { Field } from "../ui/field";
import { Input } from "../ui/input";

const shortest = 12;

type NewPasswordFieldProps = ComponentProps<"input"> & { label?: string; name?: string };

export function NewPasswordField({ label = "Password", name = "password", ...props }: NewPasswordFieldProps) {
  return (
    <Field label={label} name={name} hint={`At least ${shortest} characters; a short sentence is good.`}>
      <Input type="password" autoComplete="new-password" minLength={shortest} maxLength={128} required {...props} />
    </Field>
  );
}
