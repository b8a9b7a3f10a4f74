"use client";

import { call } from "@/lib/client/call";
import { hrefs } from "@/lib/contract/hrefs";
import { Field } from "../ui/field";
import { useForm } from "../ui/form/use-form";
import { Input } from "../ui/input";
import { EntryForm } from "./entry-form";
import { NewPasswordField } from "./new-password-field";

/** Sets the password of a link that a lead made, and signs in. */
export function NewPassword({ token, email }: { token: string; email: string }) {
  const form = useForm({
    initial: { password: "" },
    leaves: true,
    send: async ({ password }) => {
      await call("resetPassword", { body: { token, password } });
      window.location.assign(hrefs.home);
    },
  });
  return (
    <EntryForm
      form={form}
      title="Set a new password"
      lead="It takes the place of the one before. Other browsers that are signed in as you are signed out."
      act="Set the password"
    >
      <Field label="E-mail">
        <Input value={email} readOnly autoComplete="username" />
      </Field>
      <NewPasswordField {...form.text("password")} />
    </EntryForm>
  );
}
