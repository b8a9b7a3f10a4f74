"use client";

import { useEffect } from "react";
import { signOut } from "@/lib/client/authenticate";
import { messageOf } from "@/lib/client/client-error";
import { hrefs } from "@/lib/contract/hrefs";
import { useViewer } from "../layout/viewer-context";
import { Button } from "../ui/button";
import { errorToast } from "../ui/toasts";

/** Stands where the studio would: the person has an account, and nobody has taken them in. */
export function NoProject() {
  const { email } = useViewer();

  async function leave() {
    try {
      await signOut();
      window.location.assign(hrefs.signIn);
    } catch (error) {
      errorToast(messageOf(error));
    }
  }

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
        <Button onClick={leave}>Sign out</Button>
      </div>
    </main>
  );
}

/** Sends the browser to sign in and back to where it wanted to be. */
export function SignInRedirect() {
  useEffect(() => {
    window.location.replace(hrefs.signInThen(window.location.pathname + window.location.search));
  }, []);
  return null;
}
