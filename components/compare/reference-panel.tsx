"use client";

import { useQuery } from "@tanstack/react-query";
import { judgingQueries } from "@/lib/client/queries/judging-queries";
import { QueryError } from "../layout/query-error";
import { TurnText } from "../transcript/turn-text";
import { SkeletonRows } from "../ui/skeleton";

/** A right answer per turn, above the texts, as long as the rater wants it. */
export function ReferencePanel({ ballotId }: { ballotId: string }) {
  const reference = useQuery(judgingQueries.reference(ballotId));
  return (
    <aside
      aria-label="Reference"
      className="mx-auto mt-4 max-h-96 w-full max-w-7xl space-y-4 overflow-y-auto rounded-lg border border-line bg-sunken px-5 py-4"
    >
      {reference.isPending && <SkeletonRows rows={2} label="Fetching the reference" />}
      {reference.isError && <QueryError what="the reference" error={reference.error} onRetry={reference.refetch} />}
      {reference.data?.map((text, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a turn is known by its place.
        <section key={i}>
          <h2 className="mb-1 font-medium text-ink-soft text-xs">
            Reference{reference.data.length > 1 && ` for question ${i + 1}`}
          </h2>
          <TurnText text={text} speaker="assistant" />
        </section>
      ))}
    </aside>
  );
}
