import { Field } from "../ui/field";
import { Input } from "../ui/input";

const shortest = 12;

export function NewPasswordField({ error }: { error?: string }) {
  return (
    <Field label="Password" hint={`At least ${shortest} characters; a short sentence is good.`} error={error}>
      <Input
        name="password"
        type="password"
        autoComplete="new-password"
        minLength={shortest}
        maxLength={128}
        required
      />
    </Field>
  );
}
