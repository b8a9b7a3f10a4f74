"use client";

import { useQuery } from "@tanstack/react-query";
import { reviewQueries } from "@/lib/client/queries/review-queries";
import { QueryError } from "../layout/query-error";
import { verdictWords } from "../transcript/dialogue-words";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Drawer } from "../ui/drawer";
import { RelativeTime } from "../ui/relative-time";
import { SkeletonRows } from "../ui/skeleton";

type AnsweredDrawerProps = { queueId: string; onTakeBack: (assignmentId: string) => void; onClose: () => void };

/** What the person answered in this queue, each to be taken back and looked at again. */
export function AnsweredDrawer({ queueId, onTakeBack, onClose }: AnsweredDrawerProps) {
  const answered = useQuery({ ...reviewQueries.answered(queueId), staleTime: 0 });
  return (
    <Drawer open onOpenChange={onClose} title="Your answers">
      {answered.isPending && <SkeletonRows label="Reading your answers" />}
      {answered.isError && <QueryError what="your answers" error={answered.error} onRetry={answered.refetch} />}
      {answered.data?.length === 0 && <p className="text-ink-soft text-sm">You have answered nothing here yet.</p>}
      <ol className="divide-y divide-line">
        {answered.data?.map(({ id, opening, answer, answeredAt }) => (
          <li key={id} className="flex items-center gap-3 py-2.5">
            <div className="min-w-0 flex-1">
              <p dir="auto" className="truncate text-sm">
                {opening}
              </p>
              <p className="mt-0.5 flex items-center gap-2 text-ink-faint text-xs">
                {answer && (
                  <Badge tone={answer.verdict === "accepted" ? "ok" : "danger"}>{verdictWords[answer.verdict]}</Badge>
                )}
                {answeredAt && <RelativeTime at={answeredAt} />}
              </p>
            </div>
            <Button size="sm" onClick={() => onTakeBack(id)}>
              Take back<span className="sr-only"> the answer about {opening}</span>
            </Button>
          </li>
        ))}
      </ol>
    </Drawer>
  );
}
