"use client";

import { useQuery } from "@tanstack/react-query";
import { ChartColumn, GitCompare, History, ListPlus, ScrollText } from "lucide-react";
import { useState } from "react";
import { useBulkAct } from "@/lib/client/mutations/bulk-mutations";
import { dataSetQueries } from "@/lib/client/queries/data-set-queries";
import { snapshotQueries } from "@/lib/client/queries/snapshot-queries";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import { trainingHrefs } from "@/lib/contract/training-hrefs";
import type { Snapshot } from "@/lib/domain/training/snapshot";
import { bulkMoment } from "../bulk/bulk-moment";
import { JobProgress } from "../job/job-progress";
import { Link } from "../layout/link";
import { Page } from "../layout/page";
import { QueryError } from "../layout/query-error";
import { useMay } from "../layout/viewer-context";
import { SplitsPanel } from "../split/splits-panel";
import { Button } from "../ui/button";
import { formatNumber } from "../ui/format-number";
import { lazyPart } from "../ui/lazy-part";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";
import { SkeletonRows } from "../ui/skeleton";
import { Stat } from "../ui/stat";
import { dataSetMoment } from "./data-set-moment";
import { SnapshotDialogues } from "./snapshot-dialogues";
import { SnapshotFactsPanels } from "./snapshot-facts";
import { useMayAs } from "./use-may-as";

const BulkDialog = lazyPart(bulkMoment, ({ BulkDialog }) => BulkDialog);
const CompareDialog = lazyPart(dataSetMoment, ({ dataSetForms }) => dataSetForms.CompareDialog);
const ListDialog = lazyPart(dataSetMoment, ({ dataSetForms }) => dataSetForms.ListDialog);

type Asked = "compare" | "list" | "back";

/** A data set as it was at one moment, and what was so then. */
export function SnapshotPage({ snapshotId }: { snapshotId: string }) {
  const found = useQuery(snapshotQueries.one(snapshotId));
  const [asked, ask] = useState<Asked | null>(null);
  const work = useBulkAct();
  if (found.isPending) return <SkeletonRows label="Reading the snapshot" />;
  if (found.isError) return <QueryError what="the snapshot" error={found.error} onRetry={found.refetch} />;
  const snapshot = found.data;
  const { dataSetId, dataSetName, number, note, dialogues, turns, digest, createdBy, createdAt, facts } = snapshot;
  return (
    <Page
      title={`${dataSetName}, No. ${number}`}
      lead={
        <>
          Frozen by <bdi>{createdBy.name}</bdi> <RelativeTime at={createdAt} /> of{" "}
          <Link href={dataHrefs.dataSet(dataSetId)} className="text-accent underline">
            <bdi>{dataSetName}</bdi>
          </Link>
          {note !== "" && (
            <>
              {" · "}
              <bdi>{note}</bdi>
            </>
          )}
        </>
      }
      actions={<Actions snapshot={snapshot} isBusy={work.job !== null} onAsk={ask} />}
    >
      <div className="space-y-6">
        {work.job && <JobProgress job={work.job} />}
        <Panel>
          <dl className="flex flex-wrap gap-x-10 gap-y-4 tabular-nums">
            <Stat name="Dialogues">{formatNumber(dialogues)}</Stat>
            <Stat name="Turns">{formatNumber(turns)}</Stat>
            <Stat name="Turns left out of training">{formatNumber(facts.untrained)}</Stat>
            <Stat name="Accepted">{formatNumber(facts.accepted)}</Stat>
            <Stat name="Rejected">{formatNumber(facts.rejected)}</Stat>
            <Stat name="Not judged">{formatNumber(dialogues - facts.accepted - facts.rejected)}</Stat>
          </dl>
          <p className="mt-4 text-ink-faint text-xs">
            Digest of what is said, SHA-256 <code className="break-all font-mono text-ink-soft">{digest}</code>
          </p>
        </Panel>
        <SnapshotFactsPanels facts={facts} />
        <SplitsPanel snapshot={snapshot} />
        <SnapshotDialogues snapshotId={snapshotId} fields={facts.fields} />
      </div>
      {asked === "back" && (
        <BulkDialog
          kind="go_back"
          which={{ snapshotId }}
          snapshotId={snapshotId}
          work={work}
          onDone={() => undefined}
          onClose={() => ask(null)}
        />
      )}
      {asked === "compare" && <CompareDialog snapshot={snapshot} onClose={() => ask(null)} />}
      {asked === "list" && <ListDialog snapshot={snapshot} onClose={() => ask(null)} />}
    </Page>
  );
}

type ActionsProps = { snapshot: Pick<Snapshot, "id" | "dataSetId">; isBusy: boolean; onAsk: (asked: Asked) => void };

/** What can be done with a snapshot, which itself never changes. */
function Actions({ snapshot: { id, dataSetId }, isBusy, onAsk }: ActionsProps) {
  const dataSet = useQuery(dataSetQueries.one(dataSetId)).data;
  const [exports, trains] = [useMayAs("exporter", dataSet), useMay("model.manage")];
  const [manages, acts] = [useMay("dataSet.manage"), useMay("dialogue.bulk")];
  return (
    <>
      <Button onClick={() => onAsk("compare")}>
        <GitCompare aria-hidden className="size-4" />
        Compare
      </Button>
      {manages && (
        <Button onClick={() => onAsk("list")}>
          <ListPlus aria-hidden className="size-4" />
          Make a list
        </Button>
      )}
      {acts && (
        <Button disabled={isBusy} onClick={() => onAsk("back")}>
          <History aria-hidden className="size-4" />
          Go back to it
        </Button>
      )}
      <Button asChild>
        <Link href={dataHrefs.snapshotFigures(id)}>
          <ChartColumn aria-hidden className="size-4" />
          Figures
        </Link>
      </Button>
      <Button asChild>
        <Link href={dataHrefs.snapshotCard(id)}>
          <ScrollText aria-hidden className="size-4" />
          Card
        </Link>
      </Button>
      {exports && (
        <Button asChild>
          <Link href={dataHrefs.exportsOf(id)}>Exports</Link>
        </Button>
      )}
      {exports && (
        <Button asChild variant="primary">
          <Link href={dataHrefs.newExport(id)}>Export</Link>
        </Button>
      )}
      {exports && trains && (
        <Button asChild>
          <Link href={trainingHrefs.newTrainingOf(id)}>Train</Link>
        </Button>
      )}
    </>
  );
}
