"use client";

import { Button } from "../ui/button";
import { Textarea } from "../ui/textarea";
import { actOf, type Composer } from "./composer";
import { MovedNotice } from "./moved-notice";
import type { Room } from "./use-room";
import { WordDiffView } from "./word-diff-view";

// The diff is loaded when somebody edits, not with every dialogue that is only read.
type TurnEditorProps = { room: Room; composer: Extract<Composer, { kind: "edit" }> };

/** Edits a turn in its place; saving puts the new words beside the old ones and asks what becomes of what follows. */
export function TurnEditor({ room, composer }: TurnEditorProps) {
  const { target, isPending, canSend } = room;
  const before = target?.text ?? composer.before;
  const hasLater = target !== undefined && target.id !== room.dialogue.headId;
  const ready = canSend && actOf({ ...composer, before }) !== null;
  return (
    <form className="max-w-script space-y-3" onSubmit={(event) => event.preventDefault()}>
      <MovedNotice room={room} />
      <Textarea
        aria-label="Text of the turn"
        autoFocus
        value={composer.text}
        onChange={(event) => room.dispatch({ type: "write", text: event.target.value })}
        className="max-h-[60dvh] font-serif text-script!"
      />
      <div className="flex flex-wrap items-center gap-2">
        <Button
          variant="primary"
          size="sm"
          keys="mod+enter"
          data-command="composer-send"
          pending={isPending}
          disabled={!ready}
          onClick={() => room.send("keep")}
        >
          {room.proposes ? "Propose" : hasLater ? "Save, keep what follows" : "Save"}
        </Button>
        {!room.proposes && (
          <>
            <Button
              size="sm"
              keys="mod+shift+enter"
              data-command="composer-reroll"
              disabled={!ready || isPending}
              onClick={() => room.send("reroll")}
            >
              {hasLater ? "Save, re-roll from here" : "Save and go on"}
            </Button>
            <Button size="sm" disabled={!ready || isPending} onClick={() => room.send("stop")}>
              Save and stop here
            </Button>
          </>
        )}
        <Button size="sm" variant="quiet" keys="escape" data-command="composer-leave" onClick={room.discard}>
          Discard
        </Button>
      </div>
      <p className="text-ink-faint text-xs">What you type is kept in this browser until you save or discard it.</p>
      <WordDiffView before={before} after={composer.text} />
    </form>
  );
}
