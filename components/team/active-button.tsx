"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { messageOf } from "@/lib/client/client-error";
import { useSetActive } from "@/lib/client/mutations/team-mutations";
import type { Member } from "@/lib/contract/endpoints/team";
import { Button } from "../ui/button";
import { doneToast, errorToast, undoToast } from "../ui/toasts";

const ConfirmDialog = dynamic(() => import("../ui/confirm-dialog").then((module) => module.ConfirmDialog), {
  ssr: false,
});

/** Closes an account after a question, or opens it again. */
export function ActiveButton({ member }: { member: Member }) {
  const [asking, setAsking] = useState(false);
  const change = useSetActive();
  const { id: memberId, name, deactivatedAt } = member;

  async function set(active: boolean) {
    setAsking(false);
    try {
      await change.mutateAsync({ memberId, active });
      if (active) doneToast(`${name} can sign in again.`);
      else undoToast(`The account of ${name} is closed.`, () => void set(true));
    } catch (error) {
      errorToast(messageOf(error));
    }
  }

  if (deactivatedAt !== null)
    return (
      <Button size="sm" variant="quiet" pending={change.isPending} onClick={() => set(true)}>
        Open again<span className="sr-only"> the account of {name}</span>
      </Button>
    );
  return (
    <>
      <Button size="sm" variant="quiet" pending={change.isPending} onClick={() => setAsking(true)}>
        Close<span className="sr-only"> the account of {name}</span>
      </Button>
      {asking && (
        <ConfirmDialog
          title={`Close the account of ${name}?`}
          description="Sessions and streams end within two seconds, tokens stop working. What the person did stays; the account can be opened again."
          open
          onOpenChange={setAsking}
          act="Close the account"
          onConfirm={() => void set(false)}
        />
      )}
    </>
  );
}
