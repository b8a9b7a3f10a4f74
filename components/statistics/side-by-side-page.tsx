"use client";

import { useQuery } from "@tanstack/react-query";
import { dataKeys } from "@/lib/client/data-keys";
import { statisticsQueries } from "@/lib/client/queries/statistics-queries";
import { useFollowedFigures } from "@/lib/client/use-followed-figures";
import { statisticsHrefs } from "@/lib/contract/statistics-hrefs";
import { QueryError } from "../layout/query-error";
import { useGo } from "../layout/use-go";
import { EmptyState } from "../ui/empty-state";
import { SkeletonRows } from "../ui/skeleton";
import { SideBySideFiles } from "./side-by-side-files";
import { type Chosen, NotMeasured, SideBySidePicker } from "./side-by-side-picker";
import { SideBySideTable } from "./side-by-side-table";

/** The paper's table, of what is chosen; what is chosen stands in the address. */
export function SideBySidePage({ chosen }: { chosen: Chosen }) {
  const wanted = {
    sets: chosen.sets.join(","),
    dataSets: chosen.dataSets.join(","),
    published: chosen.published.join(","),
  };
  const found = useQuery(statisticsQueries.sideBySide(wanted));
  const go = useGo();
  // Data sets follow what is decided while somebody looks, from the first time on.
  useFollowedFigures({ dataSetIds: chosen.dataSets, queryKey: dataKeys.statistics.all, everyMs: 2_000 });
  if (found.isPending) return <SkeletonRows label="Reading what is measured" />;
  if (found.isError) return <QueryError what="the table" error={found.error} onRetry={found.refetch} />;
  const { columns, rows, measured } = found.data;
  const unmeasured = columns.filter(({ id, kind }) => kind === "snapshot" && !measured.includes(id));
  return (
    <div className="space-y-6">
      <SideBySidePicker chosen={chosen} measured={measured} onChoose={(next) => go(statisticsHrefs.sideBySide(next))} />
      {unmeasured.map(({ id, name }) => (
        <NotMeasured key={id} snapshotId={id} name={name} />
      ))}
      {rows.length === 0 ? (
        <EmptyState
          title={
            columns.length === 0
              ? "Nothing is chosen yet"
              : chosen.dataSets.length > 0
                ? "It is being measured"
                : "Nothing that is chosen is measured yet"
          }
        >
          Choose snapshots or data sets above: each becomes a column, with a row for each measure. With a human
          reference, which a lead chooses under Figures, every column tells how far it lies from real people.
        </EmptyState>
      ) : (
        <>
          <SideBySideTable table={found.data} />
          <SideBySideFiles wanted={wanted} />
        </>
      )}
    </div>
  );
}
