"use client";

import { useState } from "react";
import { Button } from "../ui/button";
import { Input } from "../ui/input";
import type { ReviewCommands } from "./review-commands";
import type { ReviewItemState } from "./use-review-item";

/** Asked only when there is work in the item; it is kept either way. */
export function SkipForm({ item, commands }: { item: ReviewItemState; commands: ReviewCommands }) {
  const [reason, setReason] = useState("");
  return (
    <form
      aria-label="Skip this item"
      className="space-y-3 rounded-lg border border-line bg-sunken p-3"
      onSubmit={(event) => {
        event.preventDefault();
        item.skip(reason.trim());
      }}
    >
      <p className="text-sm">You have begun here. What you did is kept for you; somebody else may take the item.</p>
      <Input
        aria-label="Reason to skip"
        placeholder="Why, if you like"
        autoFocus
        dir="auto"
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" size="sm" keys="enter">
          Skip it
        </Button>
        <Button size="sm" variant="quiet" keys="escape" data-command="review-leave" onClick={commands.leave.run}>
          Back
        </Button>
      </div>
    </form>
  );
}
