"use client";

import { useQuery } from "@tanstack/react-query";
import { dataKeys } from "@/lib/client/data-keys";
import { useSetHumanReference } from "@/lib/client/mutations/statistics-mutations";
import { snapshotQueries } from "@/lib/client/queries/snapshot-queries";
import { statisticsQueries } from "@/lib/client/queries/statistics-queries";
import { useNewsAbout } from "@/lib/client/use-news-about";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import type { HumanReference } from "@/lib/domain/statistics/human-reference";
import { many } from "../data-set/data-set-words";
import { JobsAbout } from "../job/jobs-about";
import { Link } from "../layout/link";
import { QueryError } from "../layout/query-error";
import { useMay } from "../layout/viewer-context";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";
import { Select } from "../ui/select";
import { SkeletonRows } from "../ui/skeleton";

/** Which snapshot of real people the project's figures are held against; leads choose it here. */
export function ReferencePanel() {
  const found = useQuery(statisticsQueries.reference());
  const manages = useMay("dataSet.manage");
  useNewsAbout(found.data?.reference?.snapshotId ?? "", dataKeys.statistics.all);
  if (found.isPending) return <SkeletonRows label="Reading the human reference" rows={2} />;
  if (found.isError) return <QueryError what="the human reference" error={found.error} onRetry={found.refetch} />;
  const { reference, figures } = found.data;
  return (
    <Panel
      title="Human reference"
      description={
        reference
          ? "Every figure of the project stands beside that of these people: its value, how far it lies from theirs, and how far one half of them lies from the other, nearer than which nothing can be asked to lie."
          : "None is chosen. With a snapshot of what real people wrote, an import say, every figure tells how far it lies from theirs, and how near a simulator could come at best: as near as one half of the people comes to the other."
      }
    >
      <div className="flex flex-wrap items-start justify-between gap-x-8 gap-y-4">
        {reference && <Chosen reference={reference} />}
        {manages && <Choice chosen={reference?.snapshotId ?? null} />}
      </div>
      {reference && figures.length === 0 && (
        <div className="mt-4 text-ink-soft text-sm">
          <p>It is being measured; until then nothing stands beside it.</p>
          <JobsAbout subject={reference.snapshotId} kind="snapshot_figures" />
        </div>
      )}
    </Panel>
  );
}

function Chosen({ reference }: { reference: HumanReference }) {
  const { snapshotId, dataSetName, number, dialogues, chosenBy, chosenAt } = reference;
  return (
    <p className="text-sm">
      <Link href={dataHrefs.snapshotFigures(snapshotId)} className="font-medium text-accent underline">
        <bdi>{`${dataSetName}, No. ${number}`}</bdi>
      </Link>
      , {many(dialogues, "dialogue")}
      <span className="mt-0.5 block text-ink-faint text-xs">
        Chosen by <bdi>{chosenBy.name}</bdi> <RelativeTime at={chosenAt} />
      </span>
    </p>
  );
}

/** Chosen at once and by name; what it changes is told below. */
function Choice({ chosen }: { chosen: string | null }) {
  const snapshots = useQuery(snapshotQueries.whole());
  const set = useSetHumanReference();
  const choices = snapshots.data ?? [];
  return (
    <div className="flex w-full max-w-md flex-col gap-2">
      <Field
        label={chosen ? "Choose another one" : "Choose one"}
        hint="This changes what figures stand beside, for everybody and at once. No dialogue and no snapshot is changed by it."
        error={set.error?.message}
      >
        <Select
          value={chosen ?? ""}
          disabled={set.isPending || snapshots.isPending}
          onChange={({ target }) => target.value !== "" && set.mutate(target.value)}
        >
          <option value="" disabled>
            {choices.length === 0 ? "There is no snapshot yet" : "A snapshot of real people"}
          </option>
          {choices.map(({ id, dataSetName, number }) => (
            <option key={id} value={id}>{`${dataSetName}, No. ${number}`}</option>
          ))}
        </Select>
      </Field>
      {chosen && (
        <Button className="self-start" pending={set.isPending} onClick={() => set.mutate(null)}>
          Hold figures against nobody
        </Button>
      )}
    </div>
  );
}
