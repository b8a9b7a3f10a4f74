"use client";

import { call } from "@/lib/client/call";
import { hrefs } from "@/lib/contract/hrefs";
import { Field } from "../ui/field";
import { useForm } from "../ui/form/use-form";
import { Input } from "../ui/input";
import { EntryForm } from "./entry-form";
import { NewPasswordField } from "./new-password-field";

/** `asksForCode`: others on the network reach the studio, too, so whoever started it shows that by the code. */
export function FirstAccountForm({ asksForCode }: { asksForCode: boolean }) {
  const form = useForm({
    initial: { name: "", email: "", password: "", setUpCode: "" },
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
      {asksForCode && (
        <Field label="Set-up code" name="setUpCode" hint="`npm start` printed it where the studio was started.">
          <Input required autoComplete="off" spellCheck={false} className="font-mono" {...form.text("setUpCode")} />
        </Field>
      )}
    </EntryForm>
  );
}
