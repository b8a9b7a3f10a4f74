"use client";

import { TriangleAlert } from "lucide-react";
import type { Room } from "./use-room";

/** Says what changed under somebody's typing, and what sending would do now. Nothing when nothing changed. */
export function MovedNotice({ room }: { room: Room }) {
  const { composer, moved, path, turns, target, canSend } = room;
  if (!composer || !moved) return null;
  const seenAt = path.findIndex(({ id }) => id === composer.headId);
  const news = path.length - 1 - seenAt;
  const old = "turnId" in composer ? turns.find(({ id }) => id === composer.turnId) : undefined;
  const replaced = target !== undefined && old !== undefined && target.id !== old.id;
  const what = replaced
    ? target.text === old.text
      ? "an earlier turn was rewritten, and this one kept as it was"
      : "somebody put another version in this turn's place"
    : seenAt < 0 && composer.headId !== null
      ? "it follows another branch now"
      : `${news} ${news === 1 ? "turn was" : "turns were"} added`;
  return (
    <p role="status" className="flex max-w-script gap-2 rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>
        The dialogue changed while you were typing: {what}. Your text is kept.{" "}
        {canSend
          ? "Sending applies it to the dialogue as it is now."
          : "The turn it was for is on no path any more: copy what you need, or discard it."}
      </span>
    </p>
  );
}
