"use client";

import { Flag } from "lucide-react";
import Link from "next/link";
import { memo } from "react";
import type { LiveStream } from "@/lib/client/live-stream";
import { useLiveDialogue } from "@/lib/client/use-live-stream";
import { hrefs } from "@/lib/contract/hrefs";
import { ContextBar } from "../dialogue/context-bar";
import { flagWords, speakerWords } from "../dialogue/dialogue-words";
import { SpeakerMark } from "../dialogue/speaker-mark";
import { StatusBadge } from "../dialogue/status-badge";
import { Badge } from "../ui/badge";
import { cx } from "../ui/cx";
import { tileLines } from "./tile-lines";

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
      <header className="flex h-5 items-center gap-2 text-xs">
        <Link href={hrefs.dialogue(id)} className="font-medium tabular-nums after:absolute after:inset-0">
          <span className="sr-only">Dialogue </span>#{dialogue.number}
        </Link>
        <span className="text-ink-faint tabular-nums">
          round {dialogue.rounds + (dialogue.status === "ended" ? 0 : 1)}
        </span>
        <span className="ml-auto flex min-w-0 items-center gap-1.5">
          {draft && dialogue.status === "running" && !dialogue.holdRequested ? (
            <span className="flex items-center gap-1.5 text-ink-soft">
              <SpeakerMark speaker={draft.speaker} />
              {speakerWords[draft.speaker]}
            </span>
          ) : (
            <StatusBadge dialogue={dialogue} />
          )}
        </span>
      </header>
      <TileWords live={live} />
      <footer className="flex items-center gap-2 pt-2">
        {dialogue.flags.length > 0 && (
          <Badge tone="warn" icon={Flag} title={dialogue.flags.map((flag) => flagWords[flag].sentence).join(" ")}>
            {dialogue.flags.length}
            <span className="sr-only"> flags</span>
          </Badge>
        )}
        <ContextBar dialogue={dialogue} className="min-w-0 flex-1" />
      </footer>
    </article>
  );
});

function TileWords({ live }: { live: NonNullable<ReturnType<LiveStream["get"]>> }) {
  const lines = tileLines(live);
  return (
    // Contained: new words lay out this box alone, not the wall around it.
    <div className="contain-strict mt-2 flex min-h-0 flex-1 flex-col justify-end gap-1.5 overflow-hidden">
      {lines.length === 0 && <p className="my-auto text-center text-ink-faint text-xs">No word yet</p>}
      {lines.map(({ id, speaker, text }) => (
        <p key={id} dir="auto" className="flex gap-2 font-serif text-[0.8125rem] leading-snug">
          <SpeakerMark speaker={speaker} className="mt-1.5 size-2!" />
          <span className={cx("min-w-0 [overflow-wrap:anywhere]", id !== live.draft?.turnId && "text-ink-soft")}>
            {text}
            {id === live.draft?.turnId && (
              <span aria-hidden className="ml-0.5 inline-block h-3 w-px animate-caret bg-accent align-middle" />
            )}
          </span>
        </p>
      ))}
    </div>
  );
}
