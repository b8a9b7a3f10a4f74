"use client";

import { Button } from "../ui/button";
import { Chip } from "../ui/chip";
import { comeIntoSight } from "../ui/come-into-sight";
import { Textarea } from "../ui/textarea";
import type { Composer } from "./composer";
import { rejectReasons } from "./dialogue-words";
import { MovedNotice } from "./moved-notice";
import type { Room } from "./use-room";

type RejectFormProps = { room: Room; composer: Extract<Composer, { kind: "reject" }> };

/** Why a turn, or the whole dialogue, is rejected: chips under the digits, and a note if wanted. */
export function RejectForm({ room, composer }: RejectFormProps) {
  const ofTurn = composer.turnId !== null;
  return (
    <section
      ref={comeIntoSight}
      aria-label={ofTurn ? "Reject this turn" : "Reject the whole dialogue"}
      className="mt-3 max-w-script scroll-mt-36 scroll-mb-6 space-y-3 rounded-lg border border-line bg-surface p-4"
    >
      <p className="font-medium text-sm">
        {ofTurn ? "Reject this turn and have it written again" : "Reject the whole dialogue"}
      </p>
      <MovedNotice room={room} />
      <div className="flex flex-wrap gap-1.5">
        {rejectReasons.map((reason, i) => (
          <Chip
            key={reason}
            keys={String(i + 1)}
            pressed={composer.reasons.includes(reason)}
            onToggle={() => room.dispatch({ type: "toggle_reason", reason })}
          >
            {reason}
          </Chip>
        ))}
      </div>
      <Textarea
        aria-label="Note"
        placeholder="A note, if one is needed"
        rows={1}
        value={composer.text}
        onChange={(event) => room.dispatch({ type: "write", text: event.target.value })}
      />
      <div className="flex flex-wrap gap-2">
        <Button
          variant="danger"
          size="sm"
          keys="enter"
          data-command="composer-confirm"
          pending={room.isPending}
          disabled={!room.canSend}
          onClick={() => room.send()}
        >
          {ofTurn ? "Reject turn" : "Reject dialogue"}
        </Button>
        <Button size="sm" variant="quiet" keys="escape" data-command="composer-leave" onClick={room.discard}>
          Cancel
        </Button>
      </div>
    </section>
  );
}
