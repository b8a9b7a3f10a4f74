"use client";

import { useQuery } from "@tanstack/react-query";
import { dataKeys } from "@/lib/client/data-keys";
import { useMeasureSnapshot } from "@/lib/client/mutations/data-set-mutations";
import { dataSetQueries } from "@/lib/client/queries/data-set-queries";
import { snapshotQueries } from "@/lib/client/queries/snapshot-queries";
import { useNewsAbout } from "@/lib/client/use-news-about";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import { mostColumns } from "@/lib/domain/statistics/columns";
import { publishedDataSets, publishedIds } from "@/lib/domain/statistics/published-data-sets";
import { many } from "../data-set/data-set-words";
import { useMayAs } from "../data-set/use-may-as";
import { JobsAbout } from "../job/jobs-about";
import { Link } from "../layout/link";
import { QueryError } from "../layout/query-error";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";

type Chosen = { sets: string[]; published: string[] };
type SideBySidePickerProps = Chosen & { measured: string[]; onChoose: (next: Chosen) => void };

/** Which snapshots and published data sets stand side by side, and which of them are measured. */
export function SideBySidePicker({ sets, published, measured, onChoose }: SideBySidePickerProps) {
  const all = useQuery(snapshotQueries.whole());
  if (all.isError) return <QueryError what="the snapshots" error={all.error} onRetry={all.refetch} />;
  const isFull = sets.length + published.length >= mostColumns;
  const toggled = (ids: string[], id: string) => (ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id]);
  return (
    <details open={sets.length + published.length === 0} className="rounded-lg border border-line bg-surface p-4">
      <summary className="cursor-pointer font-medium text-sm">
        Columns{" "}
        <span className="font-normal text-ink-faint">
          {many(sets.length, "snapshot")}, {many(published.length, "published data set")}
          {isFull && `; ${mostColumns} at most`}
        </span>
      </summary>
      <div className="mt-4 grid gap-6 lg:grid-cols-2">
        <fieldset className="min-w-0">
          <legend className="mb-2 text-ink-faint text-xs">Snapshots</legend>
          <div className="max-h-80 space-y-2 overflow-y-auto">
            {all.data?.map(({ id, dataSetName, number, dialogues }) => (
              <Checkbox
                key={id}
                checked={sets.includes(id)}
                disabled={isFull && !sets.includes(id)}
                onChange={() => onChoose({ sets: toggled(sets, id), published })}
                label={<bdi className="break-words">{`${dataSetName}, No. ${number}`}</bdi>}
                hint={`${many(dialogues, "dialogue")}, ${measured.includes(id) ? "measured" : "not measured yet"}`}
              />
            ))}
            {all.data?.length === 0 && (
              <p className="text-ink-faint text-sm">
                There is no snapshot yet. Freeze one under{" "}
                <Link href="/data-sets" className="text-accent underline">
                  Data sets
                </Link>
                .
              </p>
            )}
          </div>
        </fieldset>
        <fieldset className="min-w-0">
          <legend className="mb-2 text-ink-faint text-xs">
            Published by the authors of PlatoLM: rounds and lengths alone
          </legend>
          <div className="space-y-2">
            {publishedIds.map((id) => (
              <Checkbox
                key={id}
                checked={published.includes(id)}
                disabled={isFull && !published.includes(id)}
                onChange={() => onChoose({ sets, published: toggled(published, id) })}
                label={publishedDataSets[id].name}
                hint={many(publishedDataSets[id].dialogues, "dialogue")}
              />
            ))}
          </div>
        </fieldset>
      </div>
    </details>
  );
}

/** A column without figures: who may asks for them here, and sees how far the worker is. */
export function NotMeasured({ snapshotId, name }: { snapshotId: string; name: string }) {
  const snapshot = useQuery(snapshotQueries.one(snapshotId)).data;
  const dataSet = useQuery({ ...dataSetQueries.one(snapshot?.dataSetId ?? ""), enabled: snapshot !== undefined }).data;
  const keeps = useMayAs("keeper", dataSet);
  const measure = useMeasureSnapshot();
  useNewsAbout(snapshotId, dataKeys.statistics.all);
  return (
    <div className="space-y-2 rounded-lg border border-line border-dashed p-4 text-sm">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p>
          <Link href={dataHrefs.snapshotFigures(snapshotId)} className="font-medium text-accent underline">
            <bdi>{name}</bdi>
          </Link>{" "}
          is not measured yet. {!keeps && "Who keeps its data set can have it measured."}
        </p>
        {keeps && (
          <Button pending={measure.isPending} onClick={() => measure.mutate(snapshotId)}>
            Measure it
          </Button>
        )}
      </div>
      <JobsAbout subject={snapshotId} kind="snapshot_figures" />
      {measure.error && <p className="text-danger">{measure.error.message}</p>}
    </div>
  );
}
