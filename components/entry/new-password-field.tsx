import type { ComponentProps } from "react";
import { Field } from "../ui/field";
import { Input } from "../ui/input";

const shortest = 12;

export function NewPasswordField(props: ComponentProps<"input">) {
  return (
    <Field label="Password" name="password" hint={`At least ${shortest} characters; a short sentence is good.`}>
      <Input type="password" autoComplete="new-password" minLength={shortest} maxLength={128} required {...props} />
    </Field>
  );
}
