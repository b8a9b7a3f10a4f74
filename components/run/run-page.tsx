"use client";

import { useQuery } from "@tanstack/react-query";
import { Activity, MessagesSquare } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { runQueries } from "@/lib/client/queries/run-queries";
import { hrefs } from "@/lib/contract/hrefs";
import type { Run } from "@/lib/domain/run";
import { Page } from "../layout/page";
import { QueryError } from "../layout/query-error";
import { useMay } from "../layout/viewer-context";
import { Button } from "../ui/button";
import { RelativeTime } from "../ui/relative-time";
import { SkeletonRows } from "../ui/skeleton";
import { RunFigures } from "./run-figures";
import { RunSetUp } from "./run-set-up";
import { RunStatusBadge } from "./run-status-badge";
import { RunSteering } from "./run-steering";

/** The whole form, which only a draft shows. */
const DraftRun = dynamic(() => import("./draft-run").then((module) => module.DraftRun), {
  loading: () => <SkeletonRows rows={6} />,
});

/** A run: how far it is, what can be done with it, how it was set up. A draft is its form. */
export function RunPage({ runId }: { runId: string }) {
  const { data, error, refetch } = useQuery(runQueries.one(runId));
  const mayRun = useMay("run.manage");
  if (!data) {
    return (
      <Page title="Run">
        {error ? <QueryError what="the run" error={error} onRetry={refetch} /> : <SkeletonRows rows={6} />}
      </Page>
    );
  }
  const { run, progress } = data;
  return (
    <Page
      title={run.spec.name}
      lead={<Lead run={run} parked={progress.byStatus.parked} />}
      actions={<RunSteering run={run} />}
    >
      {run.status === "draft" ? (
        mayRun ? (
          <DraftRun run={run} />
        ) : (
          <RunSetUp run={run} />
        )
      ) : (
        <div className="space-y-5">
          <nav aria-label="Its dialogues" className="flex flex-wrap gap-2">
            <Button asChild>
              <Link href={hrefs.liveRun(run.id)}>
                <Activity aria-hidden className="size-4" />
                Live wall
              </Link>
            </Button>
            <Button asChild>
              <Link href={hrefs.dialoguesOfRun(run.id)}>
                <MessagesSquare aria-hidden className="size-4" />
                Dialogues
              </Link>
            </Button>
          </nav>
          <RunFigures run={run} progress={progress} />
          <RunSetUp run={run} />
        </div>
      )}
    </Page>
  );
}

function Lead({ run, parked }: { run: Run; parked: number }) {
  return (
    <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
      <RunStatusBadge run={run} parked={parked} />
      <span>
        made <RelativeTime at={run.createdAt} />
      </span>
      {run.statusDetail && <span className="font-medium text-ink">{run.statusDetail}</span>}
    </span>
  );
}
