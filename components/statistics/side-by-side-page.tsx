"use client";

import { useQuery } from "@tanstack/react-query";
import { statisticsQueries } from "@/lib/client/queries/statistics-queries";
import { statisticsHrefs } from "@/lib/contract/statistics-hrefs";
import { QueryError } from "../layout/query-error";
import { useGo } from "../layout/use-go";
import { EmptyState } from "../ui/empty-state";
import { SkeletonRows } from "../ui/skeleton";
import { SideBySideFiles } from "./side-by-side-files";
import { NotMeasured, SideBySidePicker } from "./side-by-side-picker";
import { SideBySideTable } from "./side-by-side-table";

type SideBySidePageProps = { sets: string[]; published: string[] };

/** The paper's table, of the snapshots that are chosen; what is chosen stands in the address. */
export function SideBySidePage({ sets, published }: SideBySidePageProps) {
  const wanted = { sets: sets.join(","), published: published.join(",") };
  const found = useQuery(statisticsQueries.sideBySide(wanted));
  const go = useGo();
  if (found.isPending) return <SkeletonRows label="Reading what is measured" />;
  if (found.isError) return <QueryError what="the table" error={found.error} onRetry={found.refetch} />;
  const { columns, rows, measured } = found.data;
  const unmeasured = columns.filter(({ id, kind }) => kind === "snapshot" && !measured.includes(id));
  return (
    <div className="space-y-6">
      <SideBySidePicker
        sets={sets}
        published={published}
        measured={measured}
        onChoose={(next) => go(statisticsHrefs.sideBySide(next.sets, next.published))}
      />
      {unmeasured.map(({ id, name }) => (
        <NotMeasured key={id} snapshotId={id} name={name} />
      ))}
      {rows.length === 0 ? (
        <EmptyState title={columns.length === 0 ? "Nothing is chosen yet" : "Nothing that is chosen is measured yet"}>
          Choose snapshots above: each becomes a column, with a row for each measure. With a human reference, which a
          lead chooses under Figures, every column tells how far it lies from real people.
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
