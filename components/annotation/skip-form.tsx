"use client";

import type { Command } from "@/lib/client/commands";
import { Button } from "../ui/button";
import { Form } from "../ui/form/form";
import { SubmitButton } from "../ui/form/form-end";
import { useForm } from "../ui/form/use-form";
import { Input } from "../ui/input";

/** Asked only when there is work in the item; it is kept either way. `leave` goes back to the item. */
export function SkipForm({ onSkip, leave }: { onSkip: (reason: string) => void; leave: Command }) {
  const form = useForm({ initial: { reason: "" }, send: async ({ reason }) => onSkip(reason.trim()) });
  return (
    <Form form={form} label="Skip this item" className="space-y-3 rounded-lg border border-line bg-sunken p-3">
      <p className="text-sm">You have begun here. What you did is kept for you; somebody else may take the item.</p>
      <Input
        aria-label="Reason to skip"
        placeholder="Why, if you like"
        autoFocus
        dir="auto"
        maxLength={1_000}
        {...form.text("reason")}
      />
      <div className="flex flex-wrap gap-2">
        <SubmitButton size="sm" keys="enter" variant="secondary">
          Skip it
        </SubmitButton>
        <Button size="sm" variant="quiet" keys="escape" data-command={leave.id} onClick={leave.run}>
          Back
        </Button>
      </div>
    </Form>
  );
}
