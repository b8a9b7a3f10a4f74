"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { ListTree } from "lucide-react";
import { seedSetQueries } from "@/lib/client/queries/seed-set-queries";
import { hrefs } from "@/lib/contract/hrefs";
import { Link } from "../layout/link";
import { QueryError } from "../layout/query-error";
import { useMay } from "../layout/viewer-context";
import { LoadMore } from "../table/load-more";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { formatNumber } from "../ui/format-number";
import { RelativeTime } from "../ui/relative-time";
import { SkeletonRows } from "../ui/skeleton";
import { Cell, HeadCell, Row, Table } from "../ui/table";

const gives = { question: "the first question", round: "the first round" };

export function SeedSetList() {
  const seedSets = useInfiniteQuery(seedSetQueries.list());
  const mayManage = useMay("seedSet.manage");
  if (seedSets.isPending) return <SkeletonRows label="Reading the seed sets" />;
  if (seedSets.isError) return <QueryError what="the seed sets" error={seedSets.error} onRetry={seedSets.refetch} />;
  const items = seedSets.data.pages.flatMap((page) => page.items);
  if (items.length === 0) {
    return (
      <EmptyState
        icon={ListTree}
        title="No seed set yet"
        action={
          mayManage && (
            <Button asChild variant="primary">
              <Link href={hrefs.newSeedSet}>Make a seed set</Link>
            </Button>
          )
        }
      >
        Runs work without one: the user simulator then opens each dialogue itself. A seed set gives it first questions.
      </EmptyState>
    );
  }
  return (
    <>
      <Table caption="Seed sets">
        <thead>
          <tr>
            <HeadCell>Seed set</HeadCell>
            <HeadCell className="max-sm:hidden">Gives</HeadCell>
            <HeadCell numeric>Seeds</HeadCell>
            <HeadCell numeric className="max-sm:hidden">
              Made
            </HeadCell>
          </tr>
        </thead>
        <tbody>
          {items.map(({ id, name, kind, size, createdAt }) => (
            <Row key={id} className="relative">
              <Cell className="w-full max-w-0 sm:min-w-48">
                <Link href={hrefs.seedSet(id)} className="block truncate font-medium after:absolute after:inset-0">
                  <bdi>{name}</bdi>
                </Link>
                <span className="mt-0.5 block text-ink-faint text-xs sm:hidden">{gives[kind]}</span>
              </Cell>
              <Cell className="whitespace-nowrap max-sm:hidden">{gives[kind]}</Cell>
              <Cell numeric>{formatNumber(size)}</Cell>
              <Cell numeric className="text-ink-faint text-xs max-sm:hidden">
                <RelativeTime at={createdAt} />
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
      <LoadMore
        shown={items.length}
        noun={items.length === 1 ? "seed set" : "seed sets"}
        hasMore={seedSets.hasNextPage}
        pending={seedSets.isFetchingNextPage}
        onMore={() => seedSets.fetchNextPage()}
      />
    </>
  );
}
