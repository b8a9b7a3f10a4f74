"use client";

import { useState } from "react";
import { Button } from "../ui/button";
import { Input } from "../ui/input";

type SendBackProps = {
  personName: string;
  /** Resolves to false where it failed: the note is kept then. */
  onSend: (note: string) => Promise<boolean>;
};

/** Asks a person to look again, with a word on what at. What was typed outlives Escape and a failure. */
export function SendBack({ personName, onSend }: SendBackProps) {
  const [note, setNote] = useState("");
  const [open, setOpen] = useState(false);
  const [sending, setSending] = useState(false);

  async function send() {
    if (note.trim() === "" || sending) return;
    setSending(true);
    const sent = await onSend(note.trim());
    setSending(false);
    if (!sent) return;
    setNote("");
    setOpen(false);
  }

  if (!open)
    return (
      <Button size="sm" variant="quiet" onClick={() => setOpen(true)}>
        Send back
      </Button>
    );
  return (
    <form
      className="flex w-full flex-wrap gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Input
        aria-label={`What ${personName} is to look at again`}
        placeholder="What is to be looked at again"
        autoFocus
        dir="auto"
        maxLength={10_000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && setOpen(false)}
      />
      <Button type="submit" size="sm" disabled={note.trim() === "" || sending}>
        Send back
      </Button>
    </form>
  );
}
