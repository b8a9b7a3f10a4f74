"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { dataSetQueries } from "@/lib/client/queries/data-set-queries";
import type { DialogueListFilter } from "@/lib/client/query-keys";
import type { DataSet } from "@/lib/domain/training/data-set";
import type { ChangedState, DataSetChange } from "@/lib/domain/training/data-set-change";
import { useFilterWords } from "../dialogue-list/use-filter-words";
import { QueryError } from "../layout/query-error";
import { LoadMore } from "../table/load-more";
import { RelativeTime } from "../ui/relative-time";
import { SkeletonRows } from "../ui/skeleton";
import { many } from "./data-set-words";

/** Who changed a data set, when, and what of it; the oldest line is who made it. */
export function DataSetHistory({ dataSet: { id, createdBy, createdAt } }: { dataSet: DataSet }) {
  const changes = useInfiniteQuery(dataSetQueries.changes(id));
  if (changes.isPending) return <SkeletonRows label="Reading the history" />;
  if (changes.isError) return <QueryError what="the history" error={changes.error} onRetry={changes.refetch} />;
  const items = changes.data.pages.flatMap((page) => page.items);
  return (
    <section aria-label="History">
      <h2 className="mb-3 font-semibold">History</h2>
      <ol className="divide-y divide-line rounded-lg border border-line bg-surface text-sm">
        {items.map((change) => (
          <li key={change.version} className="px-4 py-3">
            <Said {...change} />
            <By name={change.changedBy.name} at={change.createdAt} />
          </li>
        ))}
        {!changes.hasNextPage && (
          <li className="px-4 py-3">
            Made
            <By name={createdBy.name} at={createdAt} />
          </li>
        )}
      </ol>
      {items.length > 0 && <LoadMore list={changes} shown={items.length} noun="change" />}
    </section>
  );
}

function By({ name, at }: { name: string; at: string }) {
  return (
    <p className="mt-1 text-ink-faint text-xs">
      <bdi>{name}</bdi> <RelativeTime at={at} />
    </p>
  );
}

/** What was changed, a line each. */
function Said({ before, after }: Pick<DataSetChange, "before" | "after">) {
  return (
    <>
      {before.name !== undefined && (
        <p>
          Renamed from “<bdi>{before.name}</bdi>” to “<bdi>{after.name}</bdi>”
        </p>
      )}
      {before.note !== undefined && (
        <p>
          Note: {after.note ? <bdi>{after.note}</bdi> : "taken out"}
          {before.note !== "" && (
            <span className="block text-ink-faint text-xs">
              Before: <bdi>{before.note}</bdi>
            </span>
          )}
        </p>
      )}
      {before.filter !== undefined && <OtherFilter before={before} after={after} />}
      {after.fields !== undefined && <p>Labels: {after.fields.map(({ label }) => label).join(", ") || "none"}</p>}
      {after.isArchived !== undefined && <p>{after.isArchived ? "Archived" : "Taken out of the archive"}</p>}
    </>
  );
}

function OtherFilter({ before, after }: { before: ChangedState; after: ChangedState }) {
  return (
    <>
      <p>
        Filter, {many(after.dialogues ?? 0, "dialogue")}: <FilterWords filter={after.filter ?? {}} />
      </p>
      <p className="text-ink-faint text-xs">
        Before, {many(before.dialogues ?? 0, "dialogue")}: <FilterWords filter={before.filter ?? {}} />
      </p>
    </>
  );
}

function FilterWords({ filter }: { filter: DialogueListFilter }) {
  return <bdi>{useFilterWords(filter).join(" · ") || "all dialogues"}</bdi>;
}
