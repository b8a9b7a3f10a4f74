"use client";

import { signIn } from "@/lib/client/authenticate";
import { Field } from "../ui/field";
import { useForm } from "../ui/form/use-form";
import { Input } from "../ui/input";
import { EntryForm } from "./entry-form";

/** `next`: the path of this studio to go to afterwards. */
export function SignInForm({ next }: { next: string }) {
  const form = useForm({
    initial: { email: "", password: "" },
    leaves: true,
    send: async ({ email, password }) => {
      await signIn(email, password);
      // A full load: nothing from before signing in may linger.
      window.location.assign(next);
    },
  });
  return (
    <EntryForm form={form} title="Sign in" act="Sign in">
      <Field label="E-mail" name="email">
        <Input type="email" autoComplete="username" required autoFocus {...form.text("email")} />
      </Field>
      <Field label="Password" name="password">
        <Input type="password" autoComplete="current-password" required {...form.text("password")} />
      </Field>
    </EntryForm>
  );
}
