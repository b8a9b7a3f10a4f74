"use client";

import { useTheme } from "next-themes";
import { useState } from "react";
import { callHouse } from "@/lib/client/call-house";
import { messageOf } from "@/lib/client/client-error";
import { useHydrated } from "@/lib/client/use-hydrated";
import { hrefs } from "@/lib/contract/hrefs";
import { NewPasswordField } from "../entry/new-password-field";
import { themes } from "../layout/themes";
import { AskFirst } from "../ui/ask-first";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Form } from "../ui/form/form";
import { FormFailure, SubmitButton } from "../ui/form/form-end";
import { useForm } from "../ui/form/use-form";
import { Input } from "../ui/input";
import { Panel } from "../ui/panel";
import { Segmented } from "../ui/segmented";
import { doneToast, errorToast } from "../ui/toasts";

const empty = { currentPassword: "", newPassword: "" };

/** What a person does when somebody else may know how to be them. */
export function PasswordPanel({ email }: { email: string }) {
  const [asking, setAsking] = useState(false);
  const form = useForm({
    initial: empty,
    send: async (body) => {
      await callHouse("changePassword", { body });
      doneToast("Your password is changed. Other browsers that were signed in as you are signed out.");
      return empty;
    },
  });

  async function endSessions() {
    try {
      await callHouse("endSessions", {});
      // A full load, so that nothing read as this person stays in memory.
      window.location.assign(hrefs.signIn);
    } catch (error) {
      errorToast(messageOf(error));
    }
  }

  return (
    <Panel
      title="Password and sessions"
      description="A new password signs you out everywhere but here. API tokens go on working: revoke them below."
    >
      <Form form={form} className="space-y-4" autoComplete="on">
        <input type="hidden" autoComplete="username" value={email} readOnly />
        <Field label="Current password" name="currentPassword">
          <Input type="password" autoComplete="current-password" required {...form.text("currentPassword")} />
        </Field>
        <NewPasswordField label="New password" name="newPassword" {...form.text("newPassword")} />
        <FormFailure />
        <div className="flex flex-wrap items-center gap-2">
          <SubmitButton variant="secondary">Change the password</SubmitButton>
          <Button variant="quiet" onClick={() => setAsking(true)}>
            Sign out everywhere
          </Button>
        </div>
      </Form>
      {asking && (
        <AskFirst
          open
          onOpenChange={setAsking}
          title="Sign out everywhere?"
          description="All browsers that are signed in as you are signed out, this one too. What is typed there and not yet sent stays in those browsers; API tokens go on working."
          act="Sign out everywhere"
          onConfirm={() => void endSessions()}
        />
      )}
    </Panel>
  );
}

export function ThemeChoice() {
  const { theme, setTheme } = useTheme();
  // Only the browser knows what was chosen here.
  const hydrated = useHydrated();
  return <Segmented legend="Theme" options={themes} value={(hydrated && theme) || "system"} onChange={setTheme} />;
}
