"use client";

import { call } from "@/lib/client/call";
import { hrefs } from "@/lib/contract/hrefs";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { EntryForm } from "./entry-form";
import { NewPasswordField } from "./new-password-field";

export function FirstAccountForm() {
  async function submit({ name = "", email = "", password = "" }: Record<string, string>) {
    await call("createFirstAccount", { body: { name, email, password } });
    window.location.assign(hrefs.home);
  }
  return (
    <EntryForm
      title="Make the first account"
      lead="Nobody is here yet. This account leads the studio: it can start runs, connect models and invite the others."
      act="Make the account"
      onSubmit={submit}
    >
      {(fields) => (
        <>
          <Field label="Name" error={fields.name}>
            <Input name="name" autoComplete="name" required maxLength={120} autoFocus />
          </Field>
          <Field label="E-mail" error={fields.email}>
            <Input name="email" type="email" autoComplete="username" required />
          </Field>
          <NewPasswordField error={fields.password} />
        </>
      )}
    </EntryForm>
  );
}
