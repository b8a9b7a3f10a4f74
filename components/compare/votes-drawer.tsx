"use client";

import { useQuery } from "@tanstack/react-query";
import { judgingQueries } from "@/lib/client/queries/judging-queries";
import { QueryError } from "../layout/query-error";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Drawer } from "../ui/drawer";
import { RelativeTime } from "../ui/relative-time";
import { SkeletonRows } from "../ui/skeleton";

type VotesDrawerProps = { evaluationId: string; onTakeBack: (ballotId: string) => void; onClose: () => void };

const choiceWords = {
  left: "A",
  right: "B",
  tie: "Tie",
  both_bad: "Both bad",
  human: "Real person",
  simulated: "Simulated",
} as const;

/** What the rater voted here, each to be taken back as long as its names were not told. */
export function VotesDrawer({ evaluationId, onTakeBack, onClose }: VotesDrawerProps) {
  const ballots = useQuery({ ...judgingQueries.ballots(evaluationId), staleTime: 0 });
  const voted = ballots.data?.filter(({ vote }) => vote !== null);
  return (
    <Drawer open onOpenChange={onClose} title="Your votes">
      {ballots.isPending && <SkeletonRows label="Reading your votes" />}
      {ballots.isError && <QueryError what="your votes" error={ballots.error} onRetry={ballots.refetch} />}
      {voted?.length === 0 && <p className="text-ink-soft text-sm">You have not voted here yet.</p>}
      <ol className="divide-y divide-line">
        {voted?.map(({ id, number, opening, vote, votedAt, isRevealed, status }) => (
          <li key={id} className="flex items-center gap-3 py-2.5">
            <div className="min-w-0 flex-1">
              <p dir="auto" className="truncate text-sm">
                {number}. {opening}
              </p>
              <p className="mt-0.5 flex items-center gap-2 text-ink-faint text-xs">
                {vote && <Badge>{choiceWords[vote.choice]}</Badge>}
                {status === "late" && <Badge tone="warn">Too late to count</Badge>}
                {votedAt && <RelativeTime at={votedAt} />}
              </p>
            </div>
            {isRevealed ? (
              <span className="text-ink-faint text-xs">Names told: final</span>
            ) : (
              status === "voted" && (
                <Button size="sm" onClick={() => onTakeBack(id)}>
                  Take back<span className="sr-only"> vote {number}</span>
                </Button>
              )
            )}
          </li>
        ))}
      </ol>
    </Drawer>
  );
}
