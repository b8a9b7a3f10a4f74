"use client";

import { call } from "@/lib/client/call";
import { hrefs } from "@/lib/contract/hrefs";
import { Field } from "../ui/field";
import { useForm } from "../ui/form/use-form";
import { Input } from "../ui/input";
import { EntryForm } from "./entry-form";
import { NewPasswordField } from "./new-password-field";

export function FirstAccountForm() {
  const form = useForm({
    initial: { name: "", email: "", password: "" },
    leaves: true,
    send: async (body) => {
      await call("createFirstAccount", { body });
      window.location.assign(hrefs.home);
    },
  });
  return (
    <EntryForm
      form={form}
      title="Make the first account"
      lead="Nobody is here yet. This account leads the studio: it can start runs, connect models and invite the others."
      act="Make the account"
    >
      <Field label="Name" name="name">
        <Input autoComplete="name" required maxLength={120} autoFocus {...form.text("name")} />
      </Field>
      <Field label="E-mail" name="email">
        <Input type="email" autoComplete="username" required {...form.text("email")} />
      </Field>
      <NewPasswordField {...form.text("password")} />
    </EntryForm>
  );
}
