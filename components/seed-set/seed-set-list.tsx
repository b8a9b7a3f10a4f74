"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { ListTree } from "lucide-react";
import { seedSetQueries } from "@/lib/client/queries/seed-set-queries";
import { hrefs } from "@/lib/contract/hrefs";
import { Link } from "../layout/link";
import { NothingYet } from "../layout/nothing-yet";
import { QueryError } from "../layout/query-error";
import { useMay } from "../layout/viewer-context";
import { LoadMore } from "../table/load-more";
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
      <NothingYet
        icon={ListTree}
        title="No seed set yet"
        way={mayManage && { href: hrefs.newSeedSet, label: "Make a seed set" }}
      >
        Runs work without one: the user simulator then opens each dialogue itself. A seed set gives it first questions.
      </NothingYet>
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
      <LoadMore list={seedSets} shown={items.length} noun="seed set" />
    </>
  );
}
