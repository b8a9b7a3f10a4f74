"use client";

import { useQuery } from "@tanstack/react-query";
import { snapshotQueries } from "@/lib/client/queries/snapshot-queries";
import type { PinnedPath, PinnedTurn } from "@/lib/domain/training/snapshot-change";
import { QueryError } from "../layout/query-error";
import { speakerWords, verdictWords } from "../transcript/dialogue-words";
import { SpeakerMark } from "../transcript/speaker-mark";
import { WordDiffView } from "../transcript/word-diff-view";
import { Badge } from "../ui/badge";
import { SkeletonRows } from "../ui/skeleton";

type Props = { snapshotId: string; from: string; dialogueId: string };

/** A dialogue in both snapshots: each turn once where it is the same, word by word where it is not. */
export function ChangedTurns({ snapshotId, from, dialogueId }: Props) {
  const change = useQuery(snapshotQueries.change(snapshotId, from, dialogueId));
  if (change.isPending) return <SkeletonRows rows={3} label="Reading both versions" />;
  if (change.isError) return <QueryError what="both versions" error={change.error} onRetry={change.refetch} />;
  const { before, after } = change.data;
  const length = Math.max(before?.turns.length ?? 0, after?.turns.length ?? 0);
  const places = Array.from({ length }, (_, place) => ({
    place,
    old: before?.turns[place],
    now: after?.turns[place],
  }));
  return (
    <div className="mt-3">
      {before && after && <Besides before={before} after={after} />}
      <ol className="space-y-3">
        {places.map(({ place, old, now }) => (
          <TurnAt key={place} old={old} now={now} isCompared={before !== null && after !== null} />
        ))}
      </ol>
    </div>
  );
}

function Besides({ before, after }: { before: PinnedPath; after: PinnedPath }) {
  const word = ({ verdict }: PinnedPath) => (verdict ? verdictWords[verdict] : "Not judged");
  const tags = ({ tags }: PinnedPath) => (tags.length > 0 ? tags.toSorted().join(", ") : "none");
  const said = [
    before.verdict !== after.verdict && `Verdict: ${word(before)} → ${word(after)}`,
    tags(before) !== tags(after) && `Tags: ${tags(before)} → ${tags(after)}`,
  ].filter((line) => line !== false);
  if (said.length === 0) return null;
  return <p className="mb-3 text-ink-soft text-sm">{said.join(" · ")}</p>;
}

type TurnProps = { old: PinnedTurn | undefined; now: PinnedTurn | undefined; isCompared: boolean };

function TurnAt({ old, now, isCompared }: TurnProps) {
  const turn = now ?? old;
  if (!turn) return null;
  const isSame = old !== undefined && now !== undefined && old.text === now.text;
  return (
    <li className="grid grid-cols-[5.5rem_minmax(0,1fr)] gap-3">
      <div className="space-y-1 text-ink-faint text-xs leading-7">
        <span className="flex items-center gap-1.5">
          <SpeakerMark speaker={turn.speaker} />
          {speakerWords[turn.speaker]}
        </span>
        {isCompared && !old && <Badge tone="ok">Came</Badge>}
        {isCompared && !now && <Badge tone="danger">Went</Badge>}
        {old && now && old.trained !== now.trained && (
          <Badge tone="warn">{now.trained ? "Trained on now" : "Not trained on now"}</Badge>
        )}
      </div>
      {isSame || !isCompared || !old || !now ? (
        <p dir="auto" className={isSame ? "script line-clamp-2 text-ink-soft" : "script"}>
          {turn.text}
        </p>
      ) : (
        <WordDiffView before={old.text} after={now.text} />
      )}
    </li>
  );
}
