"use client";

import { Button } from "../ui/button";
import { Textarea } from "../ui/textarea";
import { actOf, type Composer } from "./composer";
import { MovedNotice } from "./moved-notice";
import type { Room } from "./use-room";

type NoteFormProps = { room: Room; composer: Extract<Composer, { kind: "take_over" | "regenerate" }> };

const words = {
  take_over: { label: "What to say", act: "Say it", hint: "The models answer it from here." },
  regenerate: {
    label: "What should be different",
    act: "Regenerate",
    hint: "The model reads this note for this turn only; it stands in no export.",
  },
} as const;

/** A person's words: the next turn itself, or an instruction for writing a turn again. */
export function NoteForm({ room, composer }: NoteFormProps) {
  const { label, act, hint } = words[composer.kind];
  return (
    <form className="mt-3 max-w-script space-y-3" onSubmit={(event) => event.preventDefault()}>
      <MovedNotice room={room} />
      <Textarea
        aria-label={label}
        placeholder={label}
        autoFocus
        value={composer.text}
        onChange={(event) => room.dispatch({ type: "write", text: event.target.value })}
        className={composer.kind === "take_over" ? "font-serif text-script!" : undefined}
      />
      <div className="flex flex-wrap items-center gap-2">
        <Button
          variant="primary"
          size="sm"
          keys="mod+enter"
          data-command="composer-send"
          pending={room.isPending}
          disabled={!room.canSend || actOf(composer) === null}
          onClick={() => room.send()}
        >
          {act}
        </Button>
        <Button size="sm" variant="quiet" keys="escape" data-command="composer-leave" onClick={room.discard}>
          Discard
        </Button>
        <p className="text-ink-faint text-xs">{hint}</p>
      </div>
    </form>
  );
}
