"use client";

import { useQuery } from "@tanstack/react-query";
import { call } from "@/lib/client/call";
import { messageOf } from "@/lib/client/client-error";
import { teamQueries } from "@/lib/client/queries/team-queries";
import { hrefs } from "@/lib/contract/hrefs";
import { Link } from "../layout/link";
import { ErrorState } from "../ui/error-state";
import { Field } from "../ui/field";
import { useForm } from "../ui/form/use-form";
import { Input } from "../ui/input";
import { SkeletonRows } from "../ui/skeleton";
import { EntryForm } from "./entry-form";
import { JoinWithAccount } from "./join-with-account";
import { NewPasswordField } from "./new-password-field";

export function AcceptInvitation({ token }: { token: string }) {
  const invitation = useQuery(teamQueries.invitation(token));

  const form = useForm({
    initial: { name: "", password: "" },
    leaves: true,
    send: async ({ name, password }) => {
      await call("acceptInvitation", { body: { token, name, password } });
      window.location.assign(hrefs.home);
    },
  });

  if (invitation.isPending) return <SkeletonRows rows={3} label="Reading the invitation" />;
  if (invitation.isError) {
    return (
      <ErrorState title="This invitation cannot be used">
        {messageOf(invitation.error)} Ask a lead for a new link, or{" "}
        <Link href={hrefs.signIn} className="text-accent underline">
          sign in
        </Link>{" "}
        if you already have an account.
      </ErrorState>
    );
  }
  const { email, roles, personName, projectName, hasAccount } = invitation.data;
  if (hasAccount) return <JoinWithAccount token={token} invitation={invitation.data} />;
  return (
    <EntryForm
      form={form}
      title={`Join ${projectName}`}
      lead={`${personName} invites you as ${roles.join(" and ")}.`}
      act="Join"
    >
      <Field label="E-mail" hint="The invitation is for this address.">
        <Input value={email} readOnly autoComplete="username" />
      </Field>
      <Field label="Name" name="name">
        <Input autoComplete="name" required maxLength={120} autoFocus {...form.text("name")} />
      </Field>
      <NewPasswordField {...form.text("password")} />
    </EntryForm>
  );
}
