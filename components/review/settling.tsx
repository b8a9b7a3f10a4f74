"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import { useState } from "react";
import { reviewQueries } from "@/lib/client/queries/review-queries";
import { hrefs } from "@/lib/contract/hrefs";
import { Link } from "../layout/link";
import { QueryError } from "../layout/query-error";
import { useGo } from "../layout/use-go";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { SkeletonRows } from "../ui/skeleton";
import { SettleScreen } from "./settle-screen";

/** What waits for a reviewer, one item after the other. */
export function Settling({ queueId }: { queueId: string }) {
  const items = useInfiniteQuery({ ...reviewQueries.items(queueId, "contested"), staleTime: 0 });
  const [passed, setPassed] = useState<readonly string[]>([]);
  const [again, setAgain] = useState<string | null>(null);
  const waiting = items.data?.pages.flatMap((page) => page.items) ?? [];
  const next = again ?? waiting.find(({ id }) => !passed.includes(id))?.id;
  if (items.isError) return <QueryError what="what is to be settled" error={items.error} onRetry={items.refetch} />;
  if (next !== undefined)
    return (
      <SettleScreen
        queueId={queueId}
        itemId={next}
        onNext={(itemId) => {
          setAgain(null);
          setPassed((before) => [...before, itemId]);
        }}
        onBack={setAgain}
      />
    );
  if (items.isPending || items.isFetching) return <SkeletonRows rows={8} label="Reading what is to be settled" />;
  return (
    <EmptyState
      icon={CircleCheck}
      title={waiting.length > 0 ? "Only what you left for later is left" : "Nothing is to be settled"}
      action={
        <>
          {waiting.length > 0 && (
            <Button variant="primary" autoFocus onClick={() => setPassed([])}>
              Go through it
            </Button>
          )}
          <Button asChild>
            <Link href={hrefs.queueResults(queueId)}>Results of the queue</Link>
          </Button>
        </>
      }
    >
      Where people disagree, or would change something, an item waits here for a reviewer.
    </EmptyState>
  );
}

/** One item that somebody went to by its address; then what waits. */
export function SettleOne({ queueId, itemId }: { queueId: string; itemId: string }) {
  const go = useGo();
  return (
    <SettleScreen
      queueId={queueId}
      itemId={itemId}
      onNext={() => go(hrefs.settle(queueId))}
      onBack={(id) => id !== itemId && go(hrefs.reviewItem(queueId, id))}
    />
  );
}
