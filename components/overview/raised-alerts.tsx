"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { messageOf } from "@/lib/client/client-error";
import { useAlerts } from "@/lib/client/mutations/overview-mutations";
import { overviewQueries } from "@/lib/client/queries/overview-queries";
import { hrefs } from "@/lib/contract/hrefs";
import { statisticsHrefs } from "@/lib/contract/statistics-hrefs";
import type { Alert } from "@/lib/domain/statistics/alert";
import { Link } from "../layout/link";
import { Button } from "../ui/button";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";
import { errorToast } from "../ui/toasts";
import { countedText, limitText, measured, measureNames } from "./alert-words";

/** Alerts that nobody took note of yet; nothing where there are none. */
export function RaisedAlerts() {
  const found = useInfiniteQuery(overviewQueries.alerts());
  const { see } = useAlerts();
  const unseen = found.data?.pages.flatMap(({ items }) => items).filter(({ seen }) => seen === null) ?? [];
  if (unseen.length === 0) return null;
  return (
    <Panel
      title="Alerts"
      className="border-warn/50 lg:col-span-2"
      aside={
        <Button asChild size="sm">
          <Link href={statisticsHrefs.alerts}>All alerts</Link>
        </Button>
      }
    >
      <ul className="divide-y divide-line">
        {unseen.slice(0, 5).map((alert) => (
          <li key={alert.id} className="flex flex-wrap items-center gap-x-3 gap-y-2 py-2.5">
            <TriangleAlert aria-hidden className="size-4 shrink-0 text-warn" />
            <p className="min-w-0 flex-1 basis-64 text-sm">
              <AlertWords alert={alert} />
            </p>
            <Button
              size="sm"
              pending={see.isPending && see.variables === alert.id}
              onClick={() => see.mutate(alert.id, { onError: (error) => errorToast(messageOf(error)) })}
            >
              Seen
            </Button>
          </li>
        ))}
      </ul>
      {unseen.length > 5 && <p className="mt-2 text-ink-faint text-xs">{unseen.length - 5} more under “All alerts”.</p>}
    </Panel>
  );
}

/** What an alert is about, in a sentence. */
export function AlertWords({ alert }: { alert: Alert }) {
  const { measure, limit, value, counted, subject, paused, raisedAt, overAt } = alert;
  const href = subject.kind === "run" ? hrefs.run(subject.id) : hrefs.queueResults(subject.id);
  return (
    <>
      <span className="font-medium">
        {measureNames[measure]} {measured(measure, value)}
      </span>{" "}
      <span className="text-ink-soft">
        ({limitText(measure, limit)}) of {countedText(measure, counted)} in{" "}
        <Link href={href} className="text-accent underline">
          <bdi>{subject.name}</bdi>
        </Link>
        , <RelativeTime at={raisedAt} />.{paused && ` The ${subject.kind} was paused by it.`}
        {overAt !== null && " It is over since."}
      </span>
    </>
  );
}
