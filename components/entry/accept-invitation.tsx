"use client";

import { queryOptions, useQuery } from "@tanstack/react-query";
import { signOut } from "@/lib/client/authenticate";
import { call } from "@/lib/client/call";
import { messageOf } from "@/lib/client/client-error";
import { teamQueries } from "@/lib/client/queries/team-queries";
import { queryKeys } from "@/lib/client/query-keys";
import type { AnswerOf } from "@/lib/contract/endpoints";
import { hrefs } from "@/lib/contract/hrefs";
import { pathIn } from "@/lib/contract/project-paths";
import { Link } from "../layout/link";
import { ErrorState } from "../ui/error-state";
import { Field } from "../ui/field";
import { useForm } from "../ui/form/use-form";
import { Input } from "../ui/input";
import { SkeletonRows } from "../ui/skeleton";
import { NewPasswordField } from "./new-password-field";
import { EntryForm } from "./ways-in";

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

type JoinWithAccountProps = { token: string; invitation: AnswerOf<"getInvitation"> };

/** An invitation of somebody who has an account: they come in with that one, once they are signed in with it. */
function JoinWithAccount({ token, invitation }: JoinWithAccountProps) {
  const session = useQuery(sessionQueries.current());
  const { email, roles, personName, projectName } = invitation;
  const here = session.data?.viewer?.email ?? null;
  const isThem = here === email;

  const form = useForm({
    initial: {},
    leaves: true,
    send: async () => {
      if (isThem) {
        const { project } = await call("joinByInvitation", { body: { token } });
        return window.location.assign(pathIn(project.slug, hrefs.home));
      }
      if (here !== null) await signOut();
      window.location.assign(hrefs.signInThen(hrefs.invitation(token)));
    },
  });

  if (session.isPending) return <SkeletonRows rows={3} label="Looking who is signed in" />;
  const offer = `${personName} invites you to ${projectName} as ${roles.join(" and ")}.`;
  const next = isThem
    ? `You come in with your account, ${email}.`
    : here === null
      ? `You have an account as ${email}: sign in with it, and you are led back here.`
      : `You are signed in as ${here}, and the invitation is for ${email}. Sign in with that account.`;
  return (
    <EntryForm
      form={form}
      title={`Join ${projectName}`}
      lead={`${offer} ${next}`}
      act={isThem ? "Join" : here === null ? "Sign in to join" : "Sign in as somebody else"}
    >
      {null}
    </EntryForm>
  );
}

const sessionQueries = {
  current: () => queryOptions({ queryKey: queryKeys.session, queryFn: ({ signal }) => call("session", { signal }) }),
};
