"use client";

import { useQuery } from "@tanstack/react-query";
import { judgingQueries } from "@/lib/client/queries/judging-queries";
import { reviewQueries } from "@/lib/client/queries/review-queries";
import { useHydrated } from "@/lib/client/use-hydrated";
import { hrefs } from "@/lib/contract/hrefs";
import { Link } from "../layout/link";
import { useMay } from "../layout/viewer-context";
import { formatNumber } from "../ui/format-number";

/** Review queues with something for the person, as rows of what waits for them. */
export function QueuesWaiting() {
  const { data: queues = [] } = useQuery(reviewQueries.queues());
  const hydrated = useHydrated();
  const mine = queues.filter(({ status, waiting }) => status === "open" && waiting.takeable + waiting.sentBack > 0);
  // The sidebar may have read them before this part of the page woke up.
  if (!hydrated || mine.length === 0) return null;
  return (
    <ul className="divide-y divide-line border-line border-b">
      {mine.slice(0, 5).map(({ id, name, waiting: { takeable, sentBack } }) => (
        <li key={id}>
          <Link
            href={hrefs.queue(id)}
            className="-mx-2 flex items-baseline gap-3 rounded-md px-2 py-2.5 hover:bg-hover"
          >
            <span className="min-w-10 text-right font-medium text-xl">{formatNumber(takeable + sentBack)}</span>
            <span className="min-w-0 flex-1 text-ink-soft text-sm">
              {takeable + sentBack === 1 ? "item" : "items"} to review in <span dir="auto">{name}</span>
              {sentBack > 0 && <span className="text-warn">, {formatNumber(sentBack)} sent back to you</span>}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** Review queues whose answers wait for this person to settle them. */
export function SettlingWaiting() {
  const { data: queues = [] } = useQuery(reviewQueries.queues());
  const hydrated = useHydrated();
  const mine = queues.filter(({ waiting }) => waiting.toSettle > 0);
  if (!hydrated || mine.length === 0) return null;
  return (
    <ul className="divide-y divide-line border-line border-b">
      {mine.slice(0, 5).map((queue) => (
        <li key={queue.id}>
          <Link
            href={hrefs.settle(queue.id)}
            className="-mx-2 flex items-baseline gap-3 rounded-md px-2 py-2.5 hover:bg-hover"
          >
            <span className="min-w-10 text-right font-medium text-xl">{formatNumber(queue.waiting.toSettle)}</span>
            <span className="min-w-0 flex-1 text-ink-soft text-sm">
              to settle in <span dir="auto">{queue.name}</span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** Evaluations with comparisons for the person, as rows of what waits for them. */
export function ComparisonsWaiting() {
  const mayVote = useMay("evaluation.vote");
  const { data: evaluations = [] } = useQuery({ ...judgingQueries.evaluationsOf("open"), enabled: mayVote });
  const mine = evaluations.filter(({ waiting }) => waiting.takeable > 0);
  if (mine.length === 0) return null;
  return (
    <ul className="divide-y divide-line border-line border-b">
      {mine.slice(0, 5).map(({ id, name, waiting: { takeable } }) => (
        <li key={id}>
          <Link href={hrefs.rate(id)} className="-mx-2 flex items-baseline gap-3 rounded-md px-2 py-2.5 hover:bg-hover">
            <span className="min-w-10 text-right font-medium text-xl">{formatNumber(takeable)}</span>
            <span className="min-w-0 flex-1 text-ink-soft text-sm">
              {takeable === 1 ? "comparison" : "comparisons"} to vote on in <span dir="auto">{name}</span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
