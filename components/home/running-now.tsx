"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { runQueries } from "@/lib/client/queries/run-queries";
import { useHydrated } from "@/lib/client/use-hydrated";
import { hrefs } from "@/lib/contract/hrefs";
import type { ListedRun } from "@/lib/domain/run";
import { Link } from "../layout/link";
import { QueryError } from "../layout/query-error";
import { useMay } from "../layout/viewer-context";
import { Button } from "../ui/button";
import { formatNumber } from "../ui/format-number";
import { Panel } from "../ui/panel";
import { ProgressBar } from "../ui/progress-bar";
import { Skeleton } from "../ui/skeleton";

/** What runs now, and how far each run is. */
export function RunningNow() {
  const runs = useQuery(runQueries.running());
  // The sidebar reads the same runs and may have them before this streamed part takes over the server's HTML.
  const hydrated = useHydrated();
  const items = hydrated ? runs.data : undefined;
  return (
    <Panel
      title="Running now"
      aside={
        items && items.length > 0 ? (
          <Button asChild size="sm">
            <Link href={hrefs.live}>Watch live</Link>
          </Button>
        ) : null
      }
    >
      {!items && !(hydrated && runs.isError) && <Skeleton className="h-12" />}
      {hydrated && runs.isError && <QueryError what="the runs" error={runs.error} onRetry={() => runs.refetch()} />}
      {items?.length === 0 && <NothingRuns />}
      <ul className="space-y-4">
        {items?.map((run) => (
          <RunningRun key={run.id} run={run} />
        ))}
      </ul>
    </Panel>
  );
}

function NothingRuns() {
  const leads = useMay("run.manage");
  return (
    <p className="text-ink-soft text-sm">
      No run is under way.{" "}
      {leads && (
        <Link href={hrefs.newRun} className="text-accent underline">
          Set up a run
        </Link>
      )}
    </p>
  );
}

function RunningRun({ run }: { run: ListedRun }) {
  const { ended, running, paused, parked } = run.byStatus;
  const total = run.spec.dialogues;
  return (
    <li>
      <div className="flex items-baseline justify-between gap-4">
        <Link href={hrefs.run(run.id)} className="truncate font-medium text-sm hover:underline">
          {run.spec.name}
        </Link>
        <span className="shrink-0 text-ink-soft text-xs">
          {formatNumber(ended)} of {formatNumber(total)} dialogues
        </span>
      </div>
      <ProgressBar label={`${run.spec.name}: dialogues ended`} value={ended} max={total} className="mt-1.5" />
      <p className="mt-1 text-ink-faint text-xs">
        {formatNumber(running)} being written
        {paused > 0 && ` · ${formatNumber(paused)} paused`}
        {parked > 0 && <span className="text-warn"> · {formatNumber(parked)} parked, waiting for a person</span>}
      </p>
    </li>
  );
}

const everyMs = 10_000;

/** Has the server count again while runs add to the figures. */
export function RefreshWhileRunning() {
  const router = useRouter();
  const { data: runs } = useQuery(runQueries.running());
  const running = (runs?.length ?? 0) > 0;
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => document.visibilityState === "visible" && router.refresh(), everyMs);
    return () => clearInterval(timer);
  }, [running, router]);
  return null;
}
