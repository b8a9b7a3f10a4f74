"use client";

import { Button } from "../ui/button";
import { Chip } from "../ui/chip";
import { comeIntoSight } from "../ui/come-into-sight";
import { Textarea } from "../ui/textarea";
import type { ReviewCommands } from "./review-commands";
import type { ReviewItemState } from "./use-review-item";

/** Why an item is rejected: the guideline's reasons under the digits, and a note if wanted. Enter confirms. */
export function ReasonsForm({ item, commands }: { item: ReviewItemState; commands: ReviewCommands }) {
  const { guideline, draft, dispatch } = item;
  return (
    <section
      ref={comeIntoSight}
      aria-label="Why it is rejected"
      className="scroll-mb-4 space-y-3 rounded-lg border border-line bg-sunken p-3"
    >
      <div className="flex flex-wrap gap-1.5">
        {guideline.reasons.map((reason, i) => (
          <Chip
            key={reason.key}
            keys={i < 9 ? String(i + 1) : undefined}
            pressed={draft.reasons?.includes(reason.key) ?? false}
            onToggle={() => dispatch({ type: "toggle_reason", key: reason.key })}
          >
            {reason.label}
            {reason.clause && <span className="text-ink-faint"> · {reason.clause}</span>}
          </Chip>
        ))}
        {guideline.reasons.length === 0 && (
          <p className="text-ink-soft text-xs">This queue names no reasons. Enter rejects; a note says why.</p>
        )}
      </div>
      <Textarea
        aria-label="Note"
        placeholder="A note, if one is needed: press N"
        data-text="review-note-text"
        rows={1}
        value={draft.note ?? ""}
        onChange={(event) => dispatch({ type: "note", note: event.target.value })}
      />
      <div className="flex flex-wrap gap-2">
        <Button variant="danger" size="sm" keys="enter" data-command="review-confirm" onClick={commands.confirm.run}>
          Reject
        </Button>
        <Button size="sm" variant="quiet" keys="escape" data-command="review-leave" onClick={commands.leave.run}>
          Back
        </Button>
      </div>
    </section>
  );
}
