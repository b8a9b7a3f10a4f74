"use client";

import { useQuery } from "@tanstack/react-query";
import { dataKeys } from "@/lib/client/data-keys";
import { useGetVectors } from "@/lib/client/mutations/gap-mutations";
import { gapQueries } from "@/lib/client/queries/gap-queries";
import { useNewsAbout } from "@/lib/client/use-news-about";
import { many } from "../data-set/data-set-words";
import { JobsAbout } from "../job/jobs-about";
import { Button } from "../ui/button";
import { formatMoney, formatNumber } from "../ui/format-number";

type VectorsNeededProps = { snapshotId: string; modelId: string; name: string };

/** What an endpoint's vectors of a snapshot would cost, told before anything is sent; and the button that asks for them. */
export function VectorsNeeded({ snapshotId, modelId, name }: VectorsNeededProps) {
  const estimate = useQuery(gapQueries.vectors(snapshotId, modelId));
  const getting = useGetVectors(snapshotId);
  useNewsAbout(snapshotId, dataKeys.statistics.vectors(snapshotId));
  if (estimate.isError) return <p className="text-danger text-sm">{estimate.error.message}</p>;
  if (!estimate.data) return <p className="text-ink-faint text-sm">Counting what has no vector yet…</p>;
  const { texts, missing, tokens, cost } = estimate.data;
  return (
    <div className="rounded-md border border-line bg-sunken px-4 py-3 text-sm">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <p>
          <bdi className="font-medium">{name}</bdi>:{" "}
          {missing === 0
            ? `all ${many(texts, "different question")} have a vector; nothing is sent.`
            : `${formatNumber(missing)} of ${many(texts, "different question")} have no vector yet. At most about ${formatNumber(tokens)} tokens, ${formatMoney(cost)} at the model's price. They are paid for once, and kept.`}
        </p>
        {missing > 0 && (
          <Button size="sm" pending={getting.isPending} onClick={() => getting.mutate(modelId)}>
            Get them
          </Button>
        )}
      </div>
      {getting.error && <p className="mt-2 text-danger text-xs">{getting.error.message}</p>}
      <JobsAbout subject={snapshotId} kind="vectors" />
    </div>
  );
}
