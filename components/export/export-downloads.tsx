"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { exportQueries } from "@/lib/client/queries/export-queries";
import { QueryError } from "../layout/query-error";
import { LoadMore } from "../table/load-more";
import { RelativeTime } from "../ui/relative-time";
import { SkeletonRows } from "../ui/skeleton";
import { formatBytes } from "./export-words";

/** Who took which of its files, and when. */
export function ExportDownloads({ exportId }: { exportId: string }) {
  const downloads = useInfiniteQuery(exportQueries.downloads(exportId));
  if (downloads.isPending) return <SkeletonRows label="Reading who downloaded what" />;
  if (downloads.isError)
    return <QueryError what="who downloaded what" error={downloads.error} onRetry={downloads.refetch} />;
  const items = downloads.data.pages.flatMap((page) => page.items);
  return (
    <section aria-label="Downloads">
      <h2 className="mb-3 font-semibold">Downloads</h2>
      {items.length === 0 && <p className="text-ink-soft text-sm">Nobody has downloaded any of it yet.</p>}
      {items.length > 0 && (
        <ol className="divide-y divide-line rounded-lg border border-line bg-surface text-sm">
          {items.map(({ id, person, fileName, fromByte, destination, createdAt }) => (
            <li key={id} className="flex flex-wrap gap-x-4 gap-y-0.5 px-4 py-2">
              <bdi className="font-medium">{person.name}</bdi>
              <span className="min-w-0 flex-1 break-all text-ink-soft">
                {destination === null ? fileName : `all files, by a push to ${destination}`}
                {fromByte > 0 && `, on from ${formatBytes(fromByte)}`}
              </span>
              <span className="text-ink-faint text-xs leading-5">
                <RelativeTime at={createdAt} />
              </span>
            </li>
          ))}
        </ol>
      )}
      {items.length > 0 && <LoadMore list={downloads} shown={items.length} noun="download" />}
    </section>
  );
}
