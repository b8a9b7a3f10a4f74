"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { serverQueries } from "@/lib/client/queries/server-queries";
import { QueryError } from "../layout/query-error";
import { auditWords, countsText } from "../project/project-words";
import { LoadMore } from "../table/load-more";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";

/** What was done to projects as a whole; nothing where nothing was done yet. */
export function AuditList() {
  const lines = useInfiniteQuery(serverQueries.auditLines());
  const items = lines.data?.pages.flatMap(({ items }) => items) ?? [];
  if (lines.isError) return <QueryError what="the log" error={lines.error} onRetry={() => lines.refetch()} />;
  if (items.length === 0) return null;
  return (
    <Panel title="What was done to projects" description="On this server; it stays when a project is gone.">
      <ul className="divide-y divide-line">
        {items.map(({ id, kind, projectName, personName, counts, createdAt, endedAt }) => (
          <li key={id} className="py-2.5 text-sm first:pt-0">
            <p>
              <span className="font-medium">{projectName}</span> {auditWords[kind]} by {personName},{" "}
              <RelativeTime at={createdAt} />
              {endedAt === null && <span className="text-ink-soft"> (under way)</span>}
            </p>
            {Object.keys(counts).length > 0 && <p className="text-ink-faint text-xs">{countsText(counts)}</p>}
          </li>
        ))}
      </ul>
      {lines.hasNextPage && <LoadMore list={lines} shown={items.length} noun="act" />}
    </Panel>
  );
}
