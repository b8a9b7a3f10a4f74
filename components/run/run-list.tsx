"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Play } from "lucide-react";
import { runQueries } from "@/lib/client/queries/run-queries";
import { hrefs } from "@/lib/contract/hrefs";
import type { ListedRun } from "@/lib/domain/run";
import { Link } from "../layout/link";
import { NothingYet } from "../layout/nothing-yet";
import { QueryError } from "../layout/query-error";
import { useMay } from "../layout/viewer-context";
import { LoadMore } from "../table/load-more";
import { useModelName } from "../transcript/use-model-name";
import { cx } from "../ui/cx";
import { formatNumber } from "../ui/format-number";
import { ProgressBar } from "../ui/progress-bar";
import { RelativeTime } from "../ui/relative-time";
import { SkeletonRows } from "../ui/skeleton";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { RunStatusBadge } from "./run-status-badge";

export function RunList() {
  const runs = useInfiniteQuery(runQueries.list());
  const nameOf = useModelName();
  if (runs.isPending) return <SkeletonRows label="Reading the runs" />;
  if (runs.isError) return <QueryError what="the runs" error={runs.error} onRetry={runs.refetch} />;
  const items = runs.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <NoRuns />;
  return (
    <>
      <Table caption="Runs">
        <thead>
          <tr>
            <HeadCell>Run</HeadCell>
            <HeadCell className="max-sm:hidden">Status</HeadCell>
            <HeadCell className="max-sm:text-right">Dialogues</HeadCell>
            <HeadCell numeric className="max-sm:hidden">
              Parked
            </HeadCell>
            <HeadCell numeric className="max-sm:hidden">
              Made
            </HeadCell>
          </tr>
        </thead>
        <tbody>
          {items.map((run) => (
            <RunRow key={run.id} run={run} nameOf={nameOf} />
          ))}
        </tbody>
      </Table>
      <LoadMore list={runs} shown={items.length} noun="run" />
    </>
  );
}

function RunRow({ run, nameOf }: { run: ListedRun; nameOf: (modelId: string) => string }) {
  const { spec, byStatus } = run;
  return (
    <Row className="relative">
      <Cell className="w-full max-w-0 sm:min-w-56">
        <Link href={hrefs.run(run.id)} className="block truncate font-medium after:absolute after:inset-0">
          {spec.name}
        </Link>
        <span className="mt-0.5 block truncate text-ink-faint text-xs">
          {nameOf(spec.simulatorId)} asks {nameOf(spec.assistantId)}
        </span>
        <span className="mt-1 block sm:hidden">
          <RunStatusBadge run={run} byStatus={byStatus} />
        </span>
      </Cell>
      <Cell className="max-sm:hidden">
        <RunStatusBadge run={run} byStatus={byStatus} />
      </Cell>
      <Cell>
        <span className="flex items-center justify-end gap-x-2.5 gap-y-1.5 max-sm:flex-col max-sm:items-end sm:justify-start">
          <ProgressBar label="Ended" value={byStatus.ended} max={spec.dialogues} className="w-20" />
          <span className="whitespace-nowrap text-xs tabular-nums">
            {formatNumber(byStatus.ended)} / {formatNumber(spec.dialogues)}
          </span>
        </span>
      </Cell>
      <Cell numeric className={cx("max-sm:hidden", byStatus.parked > 0 ? "font-medium text-danger" : "text-ink-faint")}>
        {formatNumber(byStatus.parked)}
      </Cell>
      <Cell numeric className="text-ink-faint text-xs max-sm:hidden">
        <RelativeTime at={run.createdAt} />
      </Cell>
    </Row>
  );
}

function NoRuns() {
  const mayRun = useMay("run.manage");
  return (
    <NothingYet icon={Play} title="No run yet" way={mayRun && { href: hrefs.newRun, label: "Set up a run" }}>
      A run lets one model play the user and another answer, as many dialogues as you ask for.
      {!mayRun && " A lead can set one up."}
    </NothingYet>
  );
}
