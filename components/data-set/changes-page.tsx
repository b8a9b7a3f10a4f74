"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { snapshotQueries } from "@/lib/client/queries/snapshot-queries";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import { hrefs } from "@/lib/contract/hrefs";
import type { ChangeKind, PinnedPath, PinnedTurn, SnapshotChange } from "@/lib/domain/training/snapshot-change";
import { Link } from "../layout/link";
import { Page } from "../layout/page";
import { QueryError } from "../layout/query-error";
import { LoadMore } from "../table/load-more";
import { speakerWords, verdictWords } from "../transcript/dialogue-words";
import { SpeakerMark } from "../transcript/speaker-mark";
import { WordDiffView } from "../transcript/word-diff-view";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { formatNumber } from "../ui/format-number";
import { SkeletonRows } from "../ui/skeleton";
import { Tabs } from "../ui/tabs";
import { many } from "./data-set-words";

type Two = { snapshotId: string; from: string };

const partWords = { turns: "Turns", mask: "Mask", verdict: "Verdict", tags: "Tags", labels: "Labels" } as const;
const kinds = [
  ["changed", "Changed"],
  ["added", "Came"],
  ["removed", "Went"],
] as const;
const noneWords = {
  changed: "No dialogue of both was changed.",
  added: "No dialogue came.",
  removed: "No dialogue went.",
} as const;

/** What came, went and changed between two snapshots. */
export function ChangesPage({ snapshotId, from }: Two) {
  const [to, before] = [useQuery(snapshotQueries.one(snapshotId)), useQuery(snapshotQueries.one(from))];
  const difference = useQuery(snapshotQueries.difference(snapshotId, from));
  const [kind, setKind] = useState<ChangeKind>("changed");
  const failed = [to, before, difference].find(({ isError }) => isError);
  if (failed?.error) return <QueryError what="what changed" error={failed.error} onRetry={failed.refetch} />;
  if (!to.data || !before.data || !difference.data) return <SkeletonRows label="Comparing the snapshots" />;
  const nameOf = ({ dataSetName, number }: { dataSetName: string; number: number }) => `${dataSetName}, No. ${number}`;
  return (
    <Page
      title="What changed"
      lead={
        <>
          From{" "}
          <Link href={dataHrefs.snapshot(from)} className="text-accent underline">
            <bdi>{nameOf(before.data)}</bdi>
          </Link>{" "}
          to{" "}
          <Link href={dataHrefs.snapshot(snapshotId)} className="text-accent underline">
            <bdi>{nameOf(to.data)}</bdi>
          </Link>
          {`. ${many(difference.data.same, "dialogue")} the same.`}
        </>
      }
    >
      <Tabs
        label="What happened"
        value={kind}
        onChange={(value) => setKind(value as ChangeKind)}
        tabs={kinds.map(([value, label]) => ({
          value,
          label: `${label} ${formatNumber(difference.data[value])}`,
          content: <Changes snapshotId={snapshotId} from={from} kind={value} />,
        }))}
      />
    </Page>
  );
}

function Changes({ snapshotId, from, kind }: Two & { kind: ChangeKind }) {
  const changes = useInfiniteQuery(snapshotQueries.changes(snapshotId, from, kind));
  if (changes.isPending) return <SkeletonRows label="Reading the dialogues" />;
  if (changes.isError) return <QueryError what="the dialogues" error={changes.error} onRetry={changes.refetch} />;
  const items = changes.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <p className="text-ink-soft text-sm">{noneWords[kind]}</p>;
  return (
    <>
      <ol className="divide-y divide-line rounded-lg border border-line bg-surface">
        {items.map((change) => (
          <Change key={change.dialogueId} two={{ snapshotId, from }} change={change} />
        ))}
      </ol>
      <LoadMore list={changes} shown={items.length} noun="dialogue" />
    </>
  );
}

function Change({ two, change: { dialogueId, opening, parts } }: { two: Two; change: SnapshotChange }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <li className="px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-sm">
        <Link href={hrefs.dialogue(dialogueId)} className="min-w-0 flex-1 basis-48 truncate hover:underline">
          <bdi>{opening}</bdi>
        </Link>
        {parts.map((part) => (
          <Badge key={part}>{partWords[part]}</Badge>
        ))}
        <Button size="sm" variant="quiet" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? "Hide" : "Turn by turn"}
        </Button>
      </div>
      {isOpen && <ChangedTurns {...two} dialogueId={dialogueId} />}
    </li>
  );
}

type Props = { snapshotId: string; from: string; dialogueId: string };

/** A dialogue in both snapshots: each turn once where it is the same, word by word where it is not. */
function ChangedTurns({ snapshotId, from, dialogueId }: Props) {
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
