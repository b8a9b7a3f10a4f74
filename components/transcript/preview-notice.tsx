"use client";

import { Eye } from "lucide-react";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { cx } from "../ui/cx";
import { speakerWords } from "./dialogue-words";
import type { Room } from "./use-room";

type PreviewNoticeProps = {
  room: Room;
  /** Where it stays in sight, which depends on what stands above it. */
  className?: string;
};

/** Says that another version is only looked at, and how it is chosen or left. */
export function PreviewNotice({ room, className = "md:top-25" }: PreviewNoticeProps) {
  const { preview, transcript, mayAct, isPending, composer } = room;
  if (!preview) return null;
  const row = transcript.rows.find(({ turn }) => turn.id === preview.turn.id);
  const which = row?.pager ? `version ${row.pager.at} of ${row.pager.of}` : "another way on";
  return (
    <section
      aria-label="Another version"
      className={cx(
        "sticky top-13 z-10 flex flex-wrap items-center gap-x-3 gap-y-2 border-line border-b bg-accent-soft px-4 py-2 text-sm sm:px-6 short:static!",
        className,
      )}
    >
      <Eye aria-hidden className="size-4 shrink-0 text-accent" />
      <p role="status" className="min-w-56 flex-1">
        You are looking at {which} of the {speakerWords[preview.turn.speaker].toLowerCase()}’s turn
        {row && ` in round ${row.round}`}. The dialogue follows its own version until you choose this one.
      </p>
      {preview.isRejected && <Badge tone="danger">Rejected</Badge>}
      {mayAct && (
        <Button
          size="sm"
          variant={preview.isRejected ? "danger" : "primary"}
          keys={preview.isRejected ? "shift+enter" : "enter"}
          data-command="version-choose"
          disabled={isPending || composer !== null}
          onClick={room.choosePreview}
        >
          {preview.isRejected ? "Choose it, take the rejection back" : "Choose this version"}
        </Button>
      )}
      <Button size="sm" keys="escape" data-command="version-leave" onClick={() => room.look(null)}>
        Back
      </Button>
    </section>
  );
}
