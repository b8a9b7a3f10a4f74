"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Archive, ArchiveRestore, Pencil, Snowflake } from "lucide-react";
import { useState } from "react";
import { messageOf } from "@/lib/client/client-error";
import { useUpdateDataSet } from "@/lib/client/mutations/data-set-mutations";
import { dataSetQueries } from "@/lib/client/queries/data-set-queries";
import { dialogueQueries } from "@/lib/client/queries/dialogue-queries";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import { hrefs } from "@/lib/contract/hrefs";
import { statisticsHrefs } from "@/lib/contract/statistics-hrefs";
import type { DataSet } from "@/lib/domain/training/data-set";
import { dialoguesOf } from "@/lib/domain/training/dialogues-of";
import { useFilterWords } from "../dialogue-list/use-filter-words";
import { Link } from "../layout/link";
import { Page } from "../layout/page";
import { QueryError } from "../layout/query-error";
import { LoadMore } from "../table/load-more";
import { Button } from "../ui/button";
import { formatNumber } from "../ui/format-number";
import { lazyPart } from "../ui/lazy-part";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";
import { SkeletonRows } from "../ui/skeleton";
import { Stat } from "../ui/stat";
import { errorToast, undoToast } from "../ui/toasts";
import { AgreedPanel } from "./agreed-panel";
import { DataSetHistory } from "./data-set-history";
import { dataSetMoment } from "./data-set-moment";
import { many } from "./data-set-words";
import { TargetPanel } from "./target-panel";
import { useMayAs } from "./use-may-as";

const FreezeDialog = lazyPart(dataSetMoment, ({ dataSetForms }) => dataSetForms.FreezeDialog);
const LabelsDialog = lazyPart(dataSetMoment, ({ dataSetForms }) => dataSetForms.LabelsDialog);
const MembersDialog = lazyPart(dataSetMoment, ({ dataSetForms }) => dataSetForms.MembersDialog);

/** One data set: its figures as they are, and its snapshots. */
export function DataSetPage({ dataSetId }: { dataSetId: string }) {
  const found = useQuery(dataSetQueries.one(dataSetId));
  const [asked, ask] = useState<"freeze" | "labels" | "members" | null>(null);
  const [curates, keeps] = [useMayAs("curator", found.data), useMayAs("keeper", found.data)];
  if (found.isPending) return <SkeletonRows label="Reading the data set" />;
  if (found.isError) return <QueryError what="the data set" error={found.error} onRetry={found.refetch} />;
  const dataSet = found.data;
  const { name, note, archivedAt } = dataSet;
  return (
    <Page
      title={name}
      lead={<bdi>{note}</bdi>}
      actions={
        <>
          {curates && (
            <>
              <Button asChild>
                <Link href={dataHrefs.editDataSet(dataSetId)}>
                  <Pencil aria-hidden className="size-4" />
                  Edit
                </Link>
              </Button>
              <ArchiveButton dataSet={dataSet} />
            </>
          )}
          {keeps && !archivedAt && (
            <Button variant="primary" onClick={() => ask("freeze")}>
              <Snowflake aria-hidden className="size-4" />
              Freeze
            </Button>
          )}
        </>
      }
    >
      <div className="space-y-6">
        <Living dataSet={dataSet} />
        <TargetPanel dataSet={dataSet} />
        <AgreedPanel dataSet={dataSet} onAsk={ask} />
        <Snapshots dataSetId={dataSetId} />
        <DataSetHistory dataSet={dataSet} />
      </div>
      {asked === "freeze" && <FreezeDialog dataSet={dataSet} onClose={() => ask(null)} />}
      {asked === "labels" && <LabelsDialog dataSet={dataSet} onClose={() => ask(null)} />}
      {asked === "members" && <MembersDialog dataSet={dataSet} onClose={() => ask(null)} />}
    </Page>
  );
}

function ArchiveButton({ dataSet: { id: dataSetId, archivedAt } }: { dataSet: DataSet }) {
  const update = useUpdateDataSet();
  const onError = (error: Error) => errorToast(messageOf(error));
  const set = (isArchived: boolean, onSuccess?: () => void) =>
    update.mutate({ dataSetId, isArchived }, { onError, onSuccess });
  if (archivedAt)
    return (
      <Button pending={update.isPending} onClick={() => set(false)}>
        <ArchiveRestore aria-hidden className="size-4" />
        Take out of the archive
      </Button>
    );
  return (
    <Button pending={update.isPending} onClick={() => set(true, () => undoToast("Archived", () => set(false)))}>
      <Archive aria-hidden className="size-4" />
      Archive
    </Button>
  );
}

/** What it holds at present. */
function Living({ dataSet }: { dataSet: DataSet }) {
  const filter = dialoguesOf(dataSet);
  const count = useQuery(dialogueQueries.count(filter)).data;
  const said = useFilterWords(dataSet.filter ?? {});
  return (
    <Panel
      title="As it is now"
      description={
        dataSet.filter
          ? `What this filter finds at any time: ${said.join(" · ") || "all dialogues"}`
          : "A list: dialogues come and go by hand, from the list of dialogues."
      }
      aside={
        <div className="flex gap-2">
          <Button asChild size="sm">
            <Link href={statisticsHrefs.dataSet(dataSet.id)}>Figures</Link>
          </Button>
          <Button asChild size="sm">
            <Link href={hrefs.dialoguesOf(filter)}>See its dialogues</Link>
          </Button>
        </div>
      }
    >
      <dl className="flex flex-wrap gap-x-10 gap-y-4 tabular-nums">
        <Stat name="Dialogues">{count ? formatNumber(count.dialogues) : "…"}</Stat>
        <Stat name="Rounds">{count ? formatNumber(count.rounds) : "…"}</Stat>
        <Stat name="Accepted">{count ? formatNumber(count.accepted) : "…"}</Stat>
        <Stat name="Rejected">{count ? formatNumber(count.rejected) : "…"}</Stat>
        <Stat name="Not judged">{count ? formatNumber(count.dialogues - count.accepted - count.rejected) : "…"}</Stat>
      </dl>
    </Panel>
  );
}

function Snapshots({ dataSetId }: { dataSetId: string }) {
  const snapshots = useInfiniteQuery(dataSetQueries.snapshots(dataSetId));
  if (snapshots.isPending) return <SkeletonRows label="Reading the snapshots" />;
  if (snapshots.isError) return <QueryError what="the snapshots" error={snapshots.error} onRetry={snapshots.refetch} />;
  const items = snapshots.data.pages.flatMap((page) => page.items);
  return (
    <section aria-label="Snapshots">
      <h2 className="mb-3 font-semibold">Snapshots</h2>
      {items.length === 0 ? (
        <p className="text-ink-soft text-sm">
          None yet. Freeze the data set before it is trained on, so that what went in can be told for good.
        </p>
      ) : (
        <ol className="divide-y divide-line rounded-lg border border-line bg-surface">
          {items.map(({ id, number, note, dialogues, turns, createdBy, createdAt }, i) => {
            const before = items[i + 1];
            return (
              <li key={id} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 px-4 py-3 text-sm">
                <Link href={dataHrefs.snapshot(id)} className="font-medium text-accent hover:underline">
                  No. {number}
                </Link>
                <span className="tabular-nums">{`${many(dialogues, "dialogue")}, ${many(turns, "turn")}`}</span>
                {note !== "" && (
                  <span className="min-w-0 flex-1 basis-48 truncate text-ink-soft">
                    <bdi>{note}</bdi>
                  </span>
                )}
                <span className="ml-auto text-ink-faint text-xs">
                  <bdi>{createdBy.name}</bdi> <RelativeTime at={createdAt} />
                </span>
                {before && (
                  <Link href={dataHrefs.snapshotChanges(id, before.id)} className="text-accent text-xs hover:underline">
                    What changed since No. {before.number}
                  </Link>
                )}
              </li>
            );
          })}
        </ol>
      )}
      <LoadMore list={snapshots} shown={items.length} noun="snapshot" />
    </section>
  );
}
