"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { workQueries } from "@/lib/client/queries/work-queries";
import { hrefs } from "@/lib/contract/hrefs";
import type { DayOfWork, Work, WorkSignal } from "@/lib/domain/work";
import { Link } from "../layout/link";
import { QueryError } from "../layout/query-error";
import { LoadMore } from "../table/load-more";
import { Badge } from "../ui/badge";
import { formatNumber } from "../ui/format-number";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";
import { Segmented } from "../ui/segmented";
import { SkeletonRows } from "../ui/skeleton";
import { Stat } from "../ui/stat";
import { sayDuration, sayShare, signalWords } from "./work-words";

const spans = [
  { value: "7", label: "7 days" },
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
] as const;

/** A person's progress and history; the same for themselves and for a lead. */
export function MemberWork({ memberId }: { memberId: string }) {
  const [span, setSpan] = useState<"7" | "30" | "90">("30");
  const work = useQuery(workQueries.of(memberId, Number(span)));
  return (
    <div className="space-y-5">
      <Panel
        title="Progress"
        aside={<Segmented legend="How far back" value={span} options={spans} onChange={setSpan} />}
      >
        {work.isPending && <SkeletonRows rows={3} label="Counting" />}
        {work.isError && <QueryError what="the figures" error={work.error} onRetry={work.refetch} />}
        {work.data && (
          <div className="space-y-6">
            <WorkFigures work={work.data.work} signals={work.data.signals} />
            <DaysChart days={work.data.byDay} />
          </div>
        )}
      </Panel>
      <History memberId={memberId} />
    </div>
  );
}

function History({ memberId }: { memberId: string }) {
  const acts = useInfiniteQuery(workQueries.acts(memberId));
  const shown = acts.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Panel title="History">
      {acts.isPending && <SkeletonRows label="Reading the history" />}
      {acts.isError && <QueryError what="the history" error={acts.error} onRetry={acts.refetch} />}
      {acts.isSuccess && shown.length === 0 && <p className="text-ink-soft text-sm">Nothing has been done yet.</p>}
      <ol className="divide-y divide-line">
        {shown.map(({ id, dialogueId, opening, kind, undone, createdAt }) => (
          <li key={id} className="flex items-baseline gap-3 py-2 text-sm">
            <span className={`w-28 shrink-0 text-xs ${undone ? "text-ink-faint line-through" : "text-ink-soft"}`}>
              {kind.replaceAll("_", " ")}
            </span>
            <Link dir="auto" href={hrefs.dialogue(dialogueId)} className="min-w-0 flex-1 truncate hover:underline">
              {opening || "A dialogue without a turn"}
            </Link>
            <span className="shrink-0 text-ink-faint text-xs">
              <RelativeTime at={createdAt} />
            </span>
          </li>
        ))}
      </ol>
      {shown.length > 0 && <LoadMore list={acts} shown={shown.length} noun="act" />}
    </Panel>
  );
}

/** A person's figures, each with what it rests on. */
function WorkFigures({ work, signals }: { work: Work; signals: WorkSignal[] }) {
  const { decisions, perHour, medianSeconds, activeSeconds, accepted, edited, undone } = work;
  return (
    <div className="space-y-4">
      <dl className="grid grid-cols-2 gap-5 tabular-nums sm:grid-cols-4">
        <Stat name="Dialogues judged">{formatNumber(decisions)}</Stat>
        <Stat name="Active time">{sayDuration(activeSeconds)}</Stat>
        <Stat name="Judged an active hour">{perHour === null ? "– (no active time)" : perHour.toFixed(1)}</Stat>
        <Stat name="Seconds for one, median">
          {medianSeconds === null ? "– (none timed)" : Math.round(medianSeconds)}
        </Stat>
        <Stat name="Accepted">{sayShare(accepted)}</Stat>
        <Stat name="Edited by the same person">{sayShare(edited)}</Stat>
        <Stat name="Acts taken back">{sayShare(undone)}</Stat>
      </dl>
      {signals.map((signal) => (
        <p key={signal} className="flex flex-wrap items-center gap-2 text-ink-soft text-sm">
          <Badge tone="warn">{signalWords[signal].label}</Badge>
          {signalWords[signal].sentence} Nothing follows from it by itself.
        </p>
      ))}
    </div>
  );
}

/** Dialogues judged by day, as bars; each tells its day and number. */
function DaysChart({ days }: { days: DayOfWork[] }) {
  const most = Math.max(1, ...days.map(({ decisions }) => decisions));
  return (
    <figure>
      <ol className="flex h-24 items-end gap-px" aria-label="Dialogues judged by day">
        {days.map(({ day, decisions, activeSeconds }) => (
          <li
            key={day}
            className="group relative h-full min-w-0 flex-1"
            title={`${day}: ${decisions} judged in ${sayDuration(activeSeconds)}`}
          >
            <span className="sr-only">
              {day}: {decisions}
            </span>
            <span
              aria-hidden
              className={`absolute inset-x-0 bottom-0 rounded-t-sm ${decisions > 0 ? "bg-accent group-hover:bg-accent-hover" : "bg-line"}`}
              style={{ height: decisions > 0 ? `max(2px, ${(decisions / most) * 100}%)` : "1px" }}
            />
          </li>
        ))}
      </ol>
      <figcaption className="mt-1.5 flex justify-between text-ink-faint text-xs tabular-nums">
        <span>{days[0]?.day}</span>
        <span>most in a day: {most === 1 && days.every(({ decisions }) => decisions === 0) ? 0 : most}</span>
        <span>{days.at(-1)?.day}</span>
      </figcaption>
    </figure>
  );
}
