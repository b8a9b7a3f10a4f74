"use client";

import { useState } from "react";
import type { Command } from "@/lib/client/commands";
import { Button } from "../ui/button";
import { Input } from "../ui/input";

/** Asked only when there is work in the item; it is kept either way. `leave` goes back to the item. */
export function SkipForm({ onSkip, leave }: { onSkip: (reason: string) => void; leave: Command }) {
  const [reason, setReason] = useState("");
  return (
    <form
      aria-label="Skip this item"
      className="space-y-3 rounded-lg border border-line bg-sunken p-3"
      onSubmit={(event) => {
        event.preventDefault();
        onSkip(reason.trim());
      }}
    >
      <p className="text-sm">You have begun here. What you did is kept for you; somebody else may take the item.</p>
      <Input
        aria-label="Reason to skip"
        placeholder="Why, if you like"
        autoFocus
        dir="auto"
        maxLength={1_000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" size="sm" keys="enter">
          Skip it
        </Button>
        <Button size="sm" variant="quiet" keys="escape" data-command={leave.id} onClick={leave.run}>
          Back
        </Button>
      </div>
    </form>
  );
}
