"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
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

export type Chosen = { sets: string[]; dataSets: string[]; published: string[] };
type SideBySidePickerProps = { chosen: Chosen; measured: string[]; onChoose: (next: Chosen) => void };

/** Which snapshots, data sets and published ones stand side by side, and which of them are measured. */
export function SideBySidePicker({ chosen, measured, onChoose }: SideBySidePickerProps) {
  const [snapshots, dataSets] = [useQuery(snapshotQueries.whole()), useQuery(dataSetQueries.whole())];
  const columns = chosen.sets.length + chosen.dataSets.length + chosen.published.length;
  // Open at first where nothing is chosen, and left alone from then on.
  const [isOpen] = useState(columns === 0);
  const failed = [snapshots, dataSets].find(({ isError }) => isError);
  if (failed?.error) return <QueryError what="the data sets" error={failed.error} onRetry={failed.refetch} />;
  const isFull = columns >= mostColumns;
  const choice = (kind: keyof Chosen, id: string) => ({
    checked: chosen[kind].includes(id),
    disabled: isFull && !chosen[kind].includes(id),
    onChange: () => onChoose(Object.assign({}, chosen, { [kind]: toggled(chosen[kind], id) })),
  });
  const told = (id: string) => (measured.includes(id) ? "measured" : "not measured yet");
  return (
    <details open={isOpen} className="rounded-lg border border-line bg-surface p-4">
      <summary className="cursor-pointer font-medium text-sm">
        Columns{" "}
        <span className="font-normal text-ink-faint">
          {many(chosen.sets.length, "snapshot")}, {many(chosen.dataSets.length, "data set")}, {chosen.published.length}{" "}
          as published{isFull && `; ${mostColumns} at most`}
        </span>
      </summary>
      <div className="mt-4 grid gap-6 lg:grid-cols-3">
        <Choices legend="Snapshots">
          {snapshots.data?.map(({ id, dataSetName, number, dialogues }) => (
            <Checkbox
              key={id}
              {...choice("sets", id)}
              label={<bdi className="break-words">{`${dataSetName}, No. ${number}`}</bdi>}
              hint={`${many(dialogues, "dialogue")}, ${told(id)}`}
            />
          ))}
          {snapshots.data?.length === 0 && (
            <p className="text-ink-faint text-sm">There is none yet. Freeze a data set, and it stands here for good.</p>
          )}
        </Choices>
        <Choices legend="Data sets, as they stand">
          {dataSets.data?.map(({ id, name }) => (
            <Checkbox
              key={id}
              {...choice("dataSets", id)}
              label={<bdi className="break-words">{name}</bdi>}
              hint={measured.includes(id) ? "measured, follows each change" : "measured once it is chosen"}
            />
          ))}
          {dataSets.data?.length === 0 && (
            <p className="text-ink-faint text-sm">
              There is none yet.{" "}
              <Link href={dataHrefs.newDataSet} className="text-accent underline">
                Make one
              </Link>
              .
            </p>
          )}
        </Choices>
        <Choices legend="Published by the authors of PlatoLM: rounds and lengths alone">
          {publishedIds.map((id) => (
            <Checkbox
              key={id}
              {...choice("published", id)}
              label={publishedDataSets[id].name}
              hint={many(publishedDataSets[id].dialogues, "dialogue")}
            />
          ))}
        </Choices>
      </div>
    </details>
  );
}

function Choices({ legend, children }: { legend: string; children: React.ReactNode }) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-2 text-ink-faint text-xs">{legend}</legend>
      <div className="max-h-80 space-y-2 overflow-y-auto">{children}</div>
    </fieldset>
  );
}

function toggled(ids: string[], id: string): string[] {
  return ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id];
}

/** A snapshot without figures: who may asks for them here, and sees how far the worker is. */
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
