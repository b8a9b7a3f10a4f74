"use client";

import { useQuery } from "@tanstack/react-query";
import { seedSetQueries } from "@/lib/client/queries/seed-set-queries";
import type { Seed } from "@/lib/domain/seed-set";
import { Page } from "../layout/page";
import { QueryError } from "../layout/query-error";
import { useMay } from "../layout/viewer-context";
import { formatNumber } from "../ui/format-number";
import { SkeletonRows } from "../ui/skeleton";
import { DeleteSeedSet } from "./delete-seed-set";

/** A seed set and the first of its seeds. */
export function SeedSetPage({ seedSetId }: { seedSetId: string }) {
  const { data, error, refetch } = useQuery(seedSetQueries.one(seedSetId));
  const mayManage = useMay("seedSet.manage");
  if (!data) {
    return (
      <Page title="Seed set">
        {error ? <QueryError what="the seed set" error={error} onRetry={refetch} /> : <SkeletonRows rows={8} />}
      </Page>
    );
  }
  const { seedSet, seeds } = data;
  const numbered = seeds.map((seed, i) => ({ seed, position: i + 1 }));
  const what = seedSet.kind === "round" ? "first rounds" : "first questions";
  return (
    <Page
      title={seedSet.name}
      lead={`${formatNumber(seedSet.size)} ${what}. Each dialogue of a run takes one, in an order drawn once.`}
      width="reading"
      actions={mayManage && <DeleteSeedSet seedSet={seedSet} />}
    >
      <ol aria-label="Seeds" className="divide-y divide-line border-line border-y">
        {numbered.map(({ seed, position }) => (
          <SeedItem key={position} seed={seed} position={position} />
        ))}
      </ol>
      {seedSet.size > seeds.length && (
        <p className="mt-3 text-ink-faint text-xs">
          The first {formatNumber(seeds.length)} of {formatNumber(seedSet.size)}.
        </p>
      )}
    </Page>
  );
}

function SeedItem({ seed, position }: { seed: Seed; position: number }) {
  return (
    <li className="grid grid-cols-[3rem_minmax(0,1fr)] gap-2 py-3">
      <span className="text-ink-faint text-xs leading-7 tabular-nums">{position}</span>
      <div className="min-w-0 space-y-2">
        <p dir="auto" className="script">
          {seed.question}
        </p>
        {seed.answer && (
          <p dir="auto" className="script border-line border-l-2 pl-3 text-ink-soft">
            {seed.answer}
          </p>
        )}
      </div>
    </li>
  );
}
