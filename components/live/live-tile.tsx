"use client";

import { Flag } from "lucide-react";
import { memo } from "react";
import type { LiveStream } from "@/lib/client/live-stream";
import { useLiveDialogue } from "@/lib/client/use-live-stream";
import { hrefs } from "@/lib/contract/hrefs";
import type { Dialogue, Speaker } from "@/lib/domain/dialogue";
import type { LiveDialogue } from "@/lib/domain/live";
import { Link } from "../layout/link";
import { ContextBar } from "../transcript/context-bar";
import { flagWords, speakerWords } from "../transcript/dialogue-words";
import { SpeakerMark } from "../transcript/speaker-mark";
import { StatusBadge } from "../transcript/status-badge";
import { Badge } from "../ui/badge";
import { cx } from "../ui/cx";

type TileLine = { id: string; speaker: Speaker; text: string };

/** More than a tile can show, so that it is always full. */
const lastCharacters = 420;

/**
 * The end of a dialogue as a tile shows it: the last turn on the path, and the one being written or, while none is, the
 * turn before. At most two, oldest first, each cut to its last words. Turns that the tile was not sent are left out.
 */
function tileLines({ dialogue, turns, draft }: LiveDialogue): TileLine[] {
  const last = turns.find(({ id }) => id === dialogue.headId);
  const earlier = draft ? undefined : turns.find(({ id }) => id === last?.parentId);
  const writing = draft && { id: draft.turnId, speaker: draft.speaker, text: draft.text };
  return [earlier, last, writing]
    .filter((line) => line !== undefined && line !== null)
    .map(({ id, speaker, text }) => ({ id, speaker, text: text.slice(-lastCharacters) }));
}

type LiveTileProps = { stream: LiveStream; id: string; selected: boolean };

/** One dialogue on the wall. It reads its own dialogue from the stream, so a word in one draws no other. */
export const LiveTile = memo(function LiveTile({ stream, id, selected }: LiveTileProps) {
  const live = useLiveDialogue(stream, id);
  if (!live) return null;
  const { dialogue, draft } = live;
  return (
    <article
      data-tile={id}
      aria-current={selected || undefined}
      className={cx(
        "relative flex h-full flex-col rounded-lg border bg-surface px-3.5 py-3",
        selected ? "border-accent outline-2 outline-accent/40" : "border-line hover:border-line-strong",
      )}
    >
      <TileHead dialogue={dialogue} writing={draft?.speaker ?? null} />
      <TileWords live={live} />
      <TileFoot dialogue={dialogue} />
    </article>
  );
});

/** Words come many times a second, and nothing of this changes with them. */
const TileHead = memo(function TileHead({ dialogue, writing }: { dialogue: Dialogue; writing: Speaker | null }) {
  return (
    <header className="flex h-5 items-center gap-2 text-xs">
      <Link href={hrefs.dialogue(dialogue.id)} className="font-medium tabular-nums after:absolute after:inset-0">
        <span className="sr-only">Dialogue </span>#{dialogue.number}
      </Link>
      <span className="text-ink-faint tabular-nums">
        round {dialogue.rounds + (dialogue.status === "ended" ? 0 : 1)}
      </span>
      <span className="ml-auto flex min-w-0 items-center gap-1.5">
        {writing && dialogue.status === "running" && !dialogue.holdRequested ? (
          <span className="flex items-center gap-1.5 text-ink-soft">
            <SpeakerMark speaker={writing} />
            {speakerWords[writing]}
          </span>
        ) : (
          <StatusBadge dialogue={dialogue} />
        )}
      </span>
    </header>
  );
});

const TileFoot = memo(function TileFoot({ dialogue }: { dialogue: Dialogue }) {
  return (
    <footer className="flex items-center gap-2 pt-2">
      {dialogue.flags.length > 0 && (
        <Badge tone="warn" icon={Flag} title={dialogue.flags.map((flag) => flagWords[flag].sentence).join(" ")}>
          {dialogue.flags.length}
          <span className="sr-only"> flags</span>
        </Badge>
      )}
      <ContextBar dialogue={dialogue} className="min-w-0 flex-1" />
    </footer>
  );
});

function TileWords({ live }: { live: LiveDialogue }) {
  const lines = tileLines(live);
  return (
    // Contained: new words lay out this box alone, not the wall around it.
    <div
      className={cx(
        "relative mt-2 flex min-h-0 flex-1 flex-col justify-end gap-1.5 overflow-hidden contain-strict",
        // Words that leave at the top fade; a gradient over them costs less each frame than a mask.
        "before:absolute before:inset-x-0 before:top-0 before:h-5 before:bg-linear-to-b before:from-surface before:to-transparent",
      )}
    >
      {lines.length === 0 && <p className="my-auto text-center text-ink-faint text-xs">No word yet</p>}
      {lines.map((line) => (
        <TileWordsOf key={line.id} {...line} isWritten={line.id === live.draft?.turnId} />
      ))}
    </div>
  );
}

const TileWordsOf = memo(function TileWordsOf({ speaker, text, isWritten }: TileLine & { isWritten: boolean }) {
  return (
    <p dir="auto" className="flex gap-2 font-serif text-[0.8125rem] leading-snug">
      <SpeakerMark speaker={speaker} className="mt-1.5 size-2!" />
      <span className={cx("min-w-0 [overflow-wrap:anywhere]", !isWritten && "text-ink-soft")}>
        {text}
        {isWritten && (
          <span aria-hidden className="ml-0.5 inline-block h-3 w-px animate-caret bg-accent align-middle" />
        )}
      </span>
    </p>
  );
});
