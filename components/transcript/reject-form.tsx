"use client";

import { Button } from "../ui/button";
import { Chip } from "../ui/chip";
import { Form } from "../ui/form/form";
import { SubmitButton } from "../ui/form/form-end";
import { useSubmission } from "../ui/form/use-submission";
import { Textarea } from "../ui/textarea";
import type { Composer } from "./composer";
import { rejectReasons } from "./dialogue-words";
import { MovedNotice } from "./moved-notice";
import type { Room } from "./use-room";

type RejectFormProps = {
  room: Room;
  composer: Extract<Composer, { kind: "reject" }>;
  onRejected?: () => void;
};

/** Why a turn, or the whole dialogue, is rejected: chips under the digits, and a note if wanted. */
export function RejectForm({ room, composer, onRejected }: RejectFormProps) {
  const ofTurn = composer.turnId !== null;
  const endsIt = !ofTurn && room.dialogue.status !== "ended";
  const form = useSubmission({
    send: async (by) => {
      if ((await room.send()) && by === "next") onRejected?.();
    },
  });
  return (
    <section
      aria-label={ofTurn ? "Reject this turn" : "Reject the whole dialogue"}
      className="mt-3 max-w-script rounded-lg border border-line bg-surface p-4"
    >
      <Form form={form} className="space-y-3">
        <p className="font-medium text-sm">
          {ofTurn ? "Reject this turn and have it written again" : "Reject the whole dialogue"}
          {endsIt && ". It is not over yet: it ends here."}
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
          <SubmitButton
            variant="danger"
            size="sm"
            keys="enter"
            data-command="composer-confirm"
            disabled={room.isPending || !room.canSend}
          >
            {ofTurn ? "Reject turn" : endsIt ? "Reject, end here" : "Reject dialogue"}
          </SubmitButton>
          {!ofTurn && onRejected && (
            <SubmitButton
              value="next"
              variant="secondary"
              size="sm"
              keys="shift+enter"
              data-command="composer-next"
              disabled={room.isPending || !room.canSend}
            >
              and next dialogue
            </SubmitButton>
          )}
          <Button size="sm" variant="quiet" keys="escape" data-command="composer-leave" onClick={room.discard}>
            Cancel
          </Button>
        </div>
      </Form>
    </section>
  );
}
