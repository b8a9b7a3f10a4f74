"use client";

import { type ReactNode, useEffect } from "react";
import { signOut } from "@/lib/client/authenticate";
import { messageOf } from "@/lib/client/client-error";
import { hrefs } from "@/lib/contract/hrefs";
import { useViewer } from "../layout/viewer-context";
import { Button } from "../ui/button";
import { errorToast } from "../ui/toasts";

/** Stands where the studio would: the person has an account, and nobody has taken them in. */
export function NoProject() {
  const { email } = useViewer();
  return (
    <main className="mx-auto flex min-h-[70dvh] max-w-md flex-col justify-center px-6">
      <h1 className="font-semibold text-2xl tracking-tight">You are in no project</h1>
      <p className="mt-2 text-ink-soft text-sm [overflow-wrap:anywhere]">
        Your account is there, and all that you did is kept. Ask a lead to take {email} into a project, then come back
        to this page.
      </p>
      <div className="mt-6 flex gap-2">
        <Button variant="primary" onClick={() => window.location.assign(hrefs.home)}>
          Look again
        </Button>
        <SignOut />
      </div>
    </main>
  );
}

/** Around the page of the server, the only one that an owner who is in no project sees. */
export function OwnerWithoutProject({ children }: { children: ReactNode }) {
  return (
    <main>
      <div className="flex flex-wrap items-center justify-between gap-3 border-line border-b bg-sunken px-4 py-2.5 text-sm sm:px-8">
        <p>You are in no project. As an owner of the server you may come into any.</p>
        <SignOut />
      </div>
      {children}
    </main>
  );
}

function SignOut() {
  async function leave() {
    try {
      await signOut();
      window.location.assign(hrefs.signIn);
    } catch (error) {
      errorToast(messageOf(error));
    }
  }
  return <Button onClick={leave}>Sign out</Button>;
}

/** Sends the browser to sign in and back to where it wanted to be. */
export function SignInRedirect() {
  useEffect(() => {
    window.location.replace(hrefs.signInThen(window.location.pathname + window.location.search));
  }, []);
  return null;
}
