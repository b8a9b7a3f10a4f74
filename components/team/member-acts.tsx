"use client";

import { useState } from "react";
import { messageOf } from "@/lib/client/client-error";
import { useSetActive, useTakeIn, useTakeOut } from "@/lib/client/mutations/team-mutations";
import type { Member } from "@/lib/contract/endpoints/team";
import { useProject } from "../layout/project-context";
import { AskFirst } from "../ui/ask-first";
import { Button } from "../ui/button";
import { errorToast, undoToast } from "../ui/toasts";
import { CloseAccount } from "./close-account";

/** Takes a member out after a question that says what that takes from them. */
export function TakeOutButton({ member }: { member: Member }) {
  const [asking, setAsking] = useState(false);
  const takeOut = useTakeOut();
  const takeIn = useTakeIn();
  const where = useProject()?.project.name;
  const { id: memberId, name, email, roles } = member;

  async function confirm() {
    setAsking(false);
    try {
      await takeOut.mutateAsync({ memberId });
      undoToast(`${name} is out of ${where}.`, () => {
        takeIn.mutateAsync({ email, roles }).catch((error) => errorToast(messageOf(error)));
      });
    } catch (error) {
      errorToast(messageOf(error));
    }
  }

  return (
    <>
      <Button size="sm" variant="quiet" pending={takeOut.isPending} onClick={() => setAsking(true)}>
        Take out<span className="sr-only"> {name}</span>
      </Button>
      {asking && (
        <AskFirst
          title={`Take ${name} out of ${where}?`}
          description="They can read and do nothing in it any more; their open pages stop within two seconds. Items and comparisons that they hold go to others. What they did stays under their name, their account stays open, and what they typed and did not send stays in their browser for them to copy."
          open
          onOpenChange={setAsking}
          act="Take out"
          onConfirm={() => void confirm()}
        />
      )}
    </>
  );
}

/** Closes the account of a member, or opens it again. */
export function ActiveButton({ member: { id: memberId, name, deactivatedAt } }: { member: Member }) {
  const change = useSetActive();
  return (
    <CloseAccount
      name={name}
      isClosed={deactivatedAt !== null}
      isPending={change.isPending}
      set={(active) => change.mutateAsync({ memberId, active })}
      what="Sessions and streams end within two seconds, API tokens are revoked for good."
    />
  );
}
