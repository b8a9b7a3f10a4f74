"use client";

import { useQuery } from "@tanstack/react-query";
import { signOut } from "@/lib/client/authenticate";
import { call } from "@/lib/client/call";
import { sessionQueries } from "@/lib/client/queries/session-queries";
import type { AnswerOf } from "@/lib/contract/endpoints";
import { hrefs } from "@/lib/contract/hrefs";
import { pathIn } from "@/lib/contract/project-paths";
import { useForm } from "../ui/form/use-form";
import { SkeletonRows } from "../ui/skeleton";
import { EntryForm } from "./entry-form";

type JoinWithAccountProps = { token: string; invitation: AnswerOf<"getInvitation"> };

/** An invitation of somebody who has an account: they come in with that one, once they are signed in with it. */
export function JoinWithAccount({ token, invitation }: JoinWithAccountProps) {
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
