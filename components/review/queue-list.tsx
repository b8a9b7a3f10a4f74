"use client";

import { useQuery } from "@tanstack/react-query";
import { ClipboardCheck } from "lucide-react";
import { reviewQueries } from "@/lib/client/queries/review-queries";
import { useHydrated } from "@/lib/client/use-hydrated";
import type { ListedQueue } from "@/lib/contract/endpoints/queues";
import { hrefs } from "@/lib/contract/hrefs";
import { Link } from "../layout/link";
import { NothingYet } from "../layout/nothing-yet";
import { QueryError } from "../layout/query-error";
import { useMay } from "../layout/viewer-context";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { formatNumber } from "../ui/format-number";
import { ProgressBar } from "../ui/progress-bar";

/** A pace that rests on fewer answers says nothing. */
const fewestAnswers = 5;

/**
 * The queues, those that wait for the person first. `first` is how they stood when the page was drawn: the sidebar asks
 * for them, too, so the cache cannot be seeded with them.
 */
export function QueueList({ first }: { first: ListedQueue[] }) {
  const hydrated = useHydrated();
  const queues = useQuery({ ...reviewQueries.queues(), refetchInterval: 15_000 });
  const manages = useMay("queue.manage");
  const listed = (hydrated && queues.data) || first;
  if (hydrated && queues.isError) return <QueryError what="the queues" error={queues.error} onRetry={queues.refetch} />;
  if (listed.length === 0)
    return (
      <NothingYet
        icon={ClipboardCheck}
        title="No review queue yet"
        way={manages && { href: hrefs.newQueue, label: "New queue" }}
      >
        {manages
          ? "A queue hands dialogues to annotators, one at a time, under a guideline."
          : "A lead makes one of dialogues that are to be judged; it appears here."}
      </NothingYet>
    );
  const order = listed.toSorted((a, b) => rank(b) - rank(a));
  return (
    <ul aria-label="Review queues" className="space-y-3">
      {order.map((queue) => (
        <QueueCard key={queue.id} queue={queue} manages={manages} />
      ))}
    </ul>
  );
}

/** What waits for the person, then what is open. */
function rank({ status, waiting }: ListedQueue): number {
  if (status !== "open") return status === "paused" ? 0 : -1;
  return 1 + waiting.sentBack * 1_000_000 + waiting.takeable;
}

function QueueCard({ queue, manages }: { queue: ListedQueue; manages: boolean }) {
  const { id, name, status, progress, waiting, spec } = queue;
  const left = timeLeft(waiting);
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-3 rounded-lg border border-line bg-surface p-4">
      <div className="min-w-60 flex-1">
        <h2 className="flex flex-wrap items-center gap-2 font-semibold text-base">
          <Link dir="auto" href={hrefs.queue(id)} className="hover:underline">
            {name}
          </Link>
          {status !== "open" && <Badge>{status === "paused" ? "Paused" : "Archived"}</Badge>}
          {spec.practice && <Badge>Practice</Badge>}
        </h2>
        <p className="mt-1 text-ink-soft text-sm">
          {waitingWords(queue)}
          {left && <span className="text-ink-faint"> {left}</span>}
        </p>
        <p className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-faint text-xs tabular-nums">
          <ProgressBar
            label={`Answers given in ${name}`}
            value={progress.answers}
            max={Math.max(1, progress.answersNeeded)}
            className="w-40"
          />
          <span>
            {formatNumber(progress.answers)} of {formatNumber(progress.answersNeeded)} answers
          </span>
          <span>
            {formatNumber(progress.settled)} of {formatNumber(progress.items)} items settled
          </span>
          {progress.contested > 0 && (
            <span className="text-warn">{formatNumber(progress.contested)} to be settled</span>
          )}
          {progress.leased > 0 && <span>{formatNumber(progress.leased)} being judged now</span>}
          <span>{formatNumber(waiting.answered)} answered by you</span>
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {manages && (
          <Button asChild size="sm" variant="quiet">
            <Link href={hrefs.queueSetUp(id)}>
              Set-up<span className="sr-only"> of {name}</span>
            </Link>
          </Button>
        )}
        <Button asChild size="sm" variant="quiet">
          <Link href={hrefs.queueResults(id)}>
            Results<span className="sr-only"> of {name}</span>
          </Link>
        </Button>
        {waiting.toSettle > 0 && (
          <Button asChild size="sm">
            <Link href={hrefs.settle(id)}>
              Settle {formatNumber(waiting.toSettle)}
              <span className="sr-only"> in {name}</span>
            </Link>
          </Button>
        )}
        <Button asChild variant={waiting.takeable + waiting.sentBack > 0 ? "primary" : "secondary"}>
          <Link href={hrefs.queue(id)}>
            Review<span className="sr-only"> {name}</span>
          </Link>
        </Button>
      </div>
    </li>
  );
}

function waitingWords({ status, waiting, progress }: ListedQueue): string {
  if (status === "paused") return "Paused by a lead.";
  if (status === "archived") return "Closed.";
  if (waiting.sentBack > 0)
    return `${waiting.sentBack} ${waiting.sentBack === 1 ? "answer came" : "answers came"} back to you; ${waiting.takeable} more wait.`;
  if (waiting.takeable > 0)
    return `${formatNumber(waiting.takeable)} ${waiting.takeable === 1 ? "item waits" : "items wait"} for you.`;
  if (progress.items === 0) return "Nothing has been put into it yet.";
  return progress.answers >= progress.answersNeeded
    ? "All answers are given."
    : "Nothing for you now: the rest is with others.";
}

/** How long what waits would take a person at their own pace, in words; null while that is not known or nothing waits. */
export function timeLeft({
  takeable,
  sentBack,
  answered,
  secondsEach,
}: Omit<ListedQueue["waiting"], "toSettle">): string | null {
  const left = takeable + sentBack;
  if (secondsEach === null || answered < fewestAnswers || left === 0) return null;
  const minutes = Math.max(1, Math.round((left * secondsEach) / 60));
  const time = minutes < 90 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`;
  return `about ${time} at your pace (median ${Math.round(secondsEach)} s, n ${answered})`;
}
