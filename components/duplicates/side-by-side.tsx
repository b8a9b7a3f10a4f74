"use client";

import { useQueries, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { dialogueQueries } from "@/lib/client/queries/dialogue-queries";
import type { DuplicateMember } from "@/lib/contract/endpoints/duplicates";
import { hrefs } from "@/lib/contract/hrefs";
import type { Turn } from "@/lib/domain/dialogue";
import type { DuplicateSubject } from "@/lib/domain/duplicates";
import type { LiveDialogue } from "@/lib/domain/live";
import { activePath, indexTurns } from "@/lib/domain/turn-tree";
import { Link } from "../layout/link";
import { QueryError } from "../layout/query-error";
import { speakerWords, verdictWords } from "../transcript/dialogue-words";
import { SpeakerMark } from "../transcript/speaker-mark";
import { type DiffPart, wordDiff } from "../transcript/word-diff";
import { cx } from "../ui/cx";
import { SkeletonRows } from "../ui/skeleton";

type SideBySideProps = { kept: DuplicateMember; other: DuplicateMember; subject: DuplicateSubject };

/** Two dialogues turn by turn, with the words that only one of them has marked on its side. */
export function SideBySide({ kept, other, subject }: SideBySideProps) {
  const [left, right] = useQueries({ queries: [kept, other].map(({ id }) => dialogueQueries.one(id)) });
  const failed = left?.error ?? right?.error;
  if (failed)
    return (
      <QueryError
        what="the dialogues"
        error={failed}
        onRetry={() => void Promise.all([left?.refetch(), right?.refetch()])}
      />
    );
  if (!left?.data || !right?.data) return <SkeletonRows rows={6} label="Reading the dialogues" />;
  const rows = align(turnsOf(left.data, subject), turnsOf(right.data, subject));
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-surface">
      <div className="grid grid-cols-2 border-line border-b bg-sunken text-xs">
        <Name place="Keep" member={kept} />
        <Name place="The other" member={other} />
      </div>
      <ol aria-label="Turns of both">
        {rows.map(({ key, a, b }) => (
          <TurnPair key={key} a={a} b={b} />
        ))}
      </ol>
    </div>
  );
}

/** A turn that both have stands once, in one line, so that the eye finds where they part. */
function TurnPair({ a, b }: { a: Turn | undefined; b: Turn | undefined }) {
  const speaker = (a ?? b)?.speaker ?? "user";
  const same = a?.text === b?.text;
  return (
    <li className={cx("border-line border-b px-4 last:border-0", same ? "flex items-baseline gap-3 py-1.5" : "py-3")}>
      <p className={cx("flex shrink-0 items-center gap-1.5 text-ink-faint text-xs", !same && "mb-1")}>
        <SpeakerMark speaker={speaker} />
        {speakerWords[speaker]}
        {same && " · the same"}
      </p>
      {same ? (
        <p dir="auto" className="min-w-0 flex-1 truncate text-ink-faint text-sm">
          {a?.text}
        </p>
      ) : (
        <TextPair left={a?.text ?? null} right={b?.text ?? null} />
      )}
    </li>
  );
}

function Name({ place, member: { id, origin, number, verdict, rounds } }: { place: string; member: DuplicateMember }) {
  return (
    <p className="min-w-0 px-4 py-2 not-first:border-line not-first:border-l">
      <span className="block font-medium text-ink">{place}</span>
      <Link href={hrefs.dialogue(id)} className="block truncate text-ink-soft tabular-nums hover:underline">
        {number} · {origin.name}
      </Link>
      <span className="text-ink-faint tabular-nums">
        {rounds} {rounds === 1 ? "round" : "rounds"}
        {verdict && `, ${verdictWords[verdict].toLowerCase()}`}
      </span>
      <JudgedBlind dialogueId={id} />
    </p>
  );
}

/** Where people judge it apart from each other, its verdict is given there, and to reject it here is refused. */
function JudgedBlind({ dialogueId }: { dialogueId: string }) {
  const { data: queues = [] } = useQuery(dialogueQueries.queuesOf(dialogueId));
  const blind = queues.find(({ isBlind }) => isBlind);
  return (
    blind && (
      <span className="block text-warn">
        Judged in the queue <bdi>{blind.name}</bdi>: its verdict is given there
      </span>
    )
  );
}

function turnsOf({ dialogue, turns }: LiveDialogue, subject: DuplicateSubject): Turn[] {
  const path = activePath(indexTurns(turns), dialogue.headId);
  return subject === "dialogue" ? path : path.filter((turn) => turn.speaker === "user").slice(0, 1);
}

function align(left: Turn[], right: Turn[]) {
  const length = Math.max(left.length, right.length);
  return Array.from({ length }, (_, i) => ({ key: left[i]?.id ?? right[i]?.id ?? i, a: left[i], b: right[i] }));
}

type TextPairProps = {
  /** Null where that side has no such turn. */
  left: string | null;
  right: string | null;
};

/** Two texts beside each other; what only one has is marked on its side. */
function TextPair({ left, right }: TextPairProps) {
  const diff = useMemo(() => (left !== null && right !== null ? wordDiff(left, right) : null), [left, right]);
  return (
    <div className="grid gap-x-8 gap-y-3 md:grid-cols-2">
      <Side name="Keep" text={left} parts={diff?.parts.filter(({ kind }) => kind !== "added")} />
      <Side name="The other" text={right} parts={diff?.parts.filter(({ kind }) => kind !== "removed")} />
    </div>
  );
}

function Side({ name, text, parts }: { name: string; text: string | null; parts: DiffPart[] | undefined }) {
  return (
    <div className="min-w-0">
      <p className="text-ink-faint text-xs md:sr-only">{name}</p>
      {text === null ? (
        <p className="text-ink-faint text-xs">This one has ended by here.</p>
      ) : (
        <p dir="auto" className="script break-words">
          {parts ? <Marked parts={parts} /> : text}
        </p>
      )}
    </div>
  );
}

function Marked({ parts }: { parts: DiffPart[] }) {
  const keyed = parts.map((part, i) => ({ ...part, key: `${i}-${part.kind}` }));
  return keyed.map(({ key, kind, text }) =>
    kind === "same" ? (
      <span key={key} className="text-ink-soft">
        {text}
      </span>
    ) : (
      <mark key={key} className="rounded-sm bg-accent-soft text-ink underline decoration-2">
        {text}
      </mark>
    ),
  );
}
