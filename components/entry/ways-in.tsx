"use client";

import type { ReactNode } from "react";
import { signIn } from "@/lib/client/authenticate";
import { call } from "@/lib/client/call";
import { hrefs } from "@/lib/contract/hrefs";
import { Link } from "../layout/link";
import { ErrorState } from "../ui/error-state";
import { Field } from "../ui/field";
import { Form } from "../ui/form/form";
import { FormFailure, SubmitButton } from "../ui/form/form-end";
import { useForm } from "../ui/form/use-form";
import type { Submission } from "../ui/form/use-submission";
import { Input } from "../ui/input";
import { NewPasswordField } from "./new-password-field";

type EntryFormProps = {
  form: Submission;
  title: string;
  lead?: ReactNode;
  act: string;
  children: ReactNode;
};

/** The frame of the three ways in: fields, one button, and what went wrong in words. */
export function EntryForm({ form, title, lead, act, children }: EntryFormProps) {
  return (
    <Form form={form} autoComplete="on" className="flex flex-col gap-5">
      <div>
        <h1 className="font-semibold text-xl tracking-tight">{title}</h1>
        {lead && <p className="mt-1.5 text-ink-soft text-sm">{lead}</p>}
      </div>
      {children}
      <FormFailure className="rounded-md bg-danger-soft px-3 py-2" />
      <SubmitButton className="w-full">{act}</SubmitButton>
    </Form>
  );
}

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

/** Where a link that was sent leads to nothing: why, and the way in for who has an account. */
export function UnusableLink({ title, children }: { title: string; children: ReactNode }) {
  return (
    <ErrorState title={title}>
      {children} You can{" "}
      <Link href={hrefs.signIn} className="text-accent underline">
        sign in
      </Link>{" "}
      if you have an account.
    </ErrorState>
  );
}
