"use client";

import { signIn } from "@/lib/client/authenticate";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { EntryForm } from "./entry-form";

/** `next`: the path of this studio to go to afterwards. */
export function SignInForm({ next }: { next: string }) {
  async function submit({ email = "", password = "" }: Record<string, string>) {
    await signIn(email, password);
    // A full load: nothing from before signing in may linger.
    window.location.assign(next);
  }
  return (
    <EntryForm title="Sign in" act="Sign in" onSubmit={submit}>
      {() => (
        <>
          <Field label="E-mail">
            <Input name="email" type="email" autoComplete="username" required autoFocus />
          </Field>
          <Field label="Password">
            <Input name="password" type="password" autoComplete="current-password" required />
          </Field>
        </>
      )}
    </EntryForm>
  );
}
