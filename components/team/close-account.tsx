"use client";

import { useState } from "react";
import { messageOf } from "@/lib/client/client-error";
import { AskFirst } from "../ui/ask-first";
import { Button } from "../ui/button";
import { doneToast, errorToast, undoToast } from "../ui/toasts";

type CloseAccountProps = {
  name: string;
  isClosed: boolean;
  isPending: boolean;
  set: (active: boolean) => Promise<unknown>;
  /** What closing it ends. */
  what: string;
};

/** Closes an account after a question, or opens it again. */
export function CloseAccount({ name, isClosed, isPending, set, what }: CloseAccountProps) {
  const [asking, setAsking] = useState(false);

  async function change(active: boolean) {
    setAsking(false);
    try {
      await set(active);
      if (active) doneToast(`${name} can sign in again.`);
      else undoToast(`The account of ${name} is closed.`, () => void change(true));
    } catch (error) {
      errorToast(messageOf(error));
    }
  }

  if (isClosed)
    return (
      <Button size="sm" variant="quiet" pending={isPending} onClick={() => change(true)}>
        Open again<span className="sr-only"> the account of {name}</span>
      </Button>
    );
  return (
    <>
      <Button size="sm" variant="quiet" pending={isPending} onClick={() => setAsking(true)}>
        Close<span className="sr-only"> the account of {name}</span>
      </Button>
      {asking && (
        <AskFirst
          title={`Close the account of ${name}?`}
          description={`${what} What the person did stays; the account can be opened again.`}
          open
          onOpenChange={setAsking}
          act="Close the account"
          onConfirm={() => void change(false)}
        />
      )}
    </>
  );
}
