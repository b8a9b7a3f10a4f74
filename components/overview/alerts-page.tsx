"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { BellRing } from "lucide-react";
import { useState } from "react";
import { messageOf } from "@/lib/client/client-error";
import { useAlerts } from "@/lib/client/mutations/overview-mutations";
import { overviewQueries } from "@/lib/client/queries/overview-queries";
import type { AlertRule } from "@/lib/domain/statistics/alert";
import { QueryError } from "../layout/query-error";
import { LoadMore } from "../table/load-more";
import { AskFirst } from "../ui/ask-first";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";
import { SkeletonRows } from "../ui/skeleton";
import { errorToast } from "../ui/toasts";
import { AlertForm } from "./alert-form";
import { countedText, limitText, measureHints, measureNames } from "./alert-words";
import { AlertWords } from "./raised-alerts";

/** What workers watch for the leads of a project, and what they told. */
export function AlertsPage() {
  return (
    <div className="space-y-6">
      <Rules />
      <Panel
        title="Set an alert"
        description="It is looked at every few seconds, for runs and queues that are under way."
      >
        <AlertForm />
      </Panel>
      <History />
    </div>
  );
}

function Rules() {
  const found = useQuery(overviewQueries.rules());
  const { remove } = useAlerts();
  const [asked, ask] = useState<AlertRule | null>(null);
  if (found.isPending) return <SkeletonRows label="Reading the alerts" rows={2} />;
  if (found.isError) return <QueryError what="the alerts" error={found.error} onRetry={found.refetch} />;
  const { items } = found.data;
  if (items.length === 0)
    return (
      <EmptyState icon={BellRing} title="Nothing is watched yet">
        Say below what you want to be told of: agreement under 0.6, rejects over 30 %, role slips over 5 %.
      </EmptyState>
    );
  return (
    <Panel title="Watched">
      <ul aria-label="Watched" className="divide-y divide-line">
        {items.map((rule) => (
          <li key={rule.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
            <div className="min-w-0 flex-1 basis-72">
              <p className="font-medium text-sm">
                {measureNames[rule.measure]} {limitText(rule.measure, rule.limit)}
                {rule.pauses && (
                  <span className="ml-2 align-middle">
                    <Badge tone="warn">pauses the {rule.measure === "agreement" ? "queue" : "run"}</Badge>
                  </span>
                )}
              </p>
              <p className="mt-0.5 text-ink-soft text-xs">
                {measureHints[rule.measure]} From {countedText(rule.measure, rule.fewest)} on.
              </p>
              <p className="mt-0.5 text-ink-faint text-xs">
                Set by <bdi>{rule.createdBy.name}</bdi> <RelativeTime at={rule.createdAt} />
              </p>
            </div>
            <Button size="sm" onClick={() => ask(rule)}>
              Remove
            </Button>
          </li>
        ))}
      </ul>
      {asked && (
        <AskFirst
          open
          onOpenChange={() => ask(null)}
          title={`Watch no more for ${measureNames[asked.measure].toLowerCase()} ${limitText(asked.measure, asked.limit)}?`}
          description="Nothing is told and nothing is paused by it any more. What it told can still be read below; what it paused stays paused."
          act="Remove alert"
          onConfirm={() => remove.mutate(asked.id, { onError: (error) => errorToast(messageOf(error)) })}
        />
      )}
    </Panel>
  );
}

function History() {
  const found = useInfiniteQuery(overviewQueries.alerts());
  const { see } = useAlerts();
  if (found.isPending) return <SkeletonRows label="Reading what was told" />;
  if (found.isError) return <QueryError what="what was told" error={found.error} onRetry={found.refetch} />;
  const items = found.data.pages.flatMap((page) => page.items);
  return (
    <Panel
      title="What was told"
      description="Told once for each run or queue, until its figure is back on the right side. Whoever lets a paused run go on is not stopped again by the same alert."
    >
      {items.length === 0 && <p className="text-ink-soft text-sm">Nothing so far.</p>}
      <ul aria-label="What was told" className="divide-y divide-line">
        {items.map((alert) => (
          <li key={alert.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-2.5 text-sm">
            <p className="min-w-0 flex-1 basis-72">
              <AlertWords alert={alert} />
            </p>
            {alert.seen ? (
              <span className="text-ink-faint text-xs">
                seen by <bdi>{alert.seen.by.name}</bdi> <RelativeTime at={alert.seen.at} />
              </span>
            ) : (
              <Button
                size="sm"
                pending={see.isPending && see.variables === alert.id}
                onClick={() => see.mutate(alert.id, { onError: (error) => errorToast(messageOf(error)) })}
              >
                Seen
              </Button>
            )}
          </li>
        ))}
      </ul>
      {items.length > 0 && <LoadMore list={found} shown={items.length} noun="alert" />}
    </Panel>
  );
}
