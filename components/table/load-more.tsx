"use client";

import { Button } from "../ui/button";

type LoadMoreProps = { shown: number; noun: string; hasMore: boolean; pending: boolean; onMore: () => void };

/** How far a list was read, and the next page of it. */
export function LoadMore({ shown, noun, hasMore, pending, onMore }: LoadMoreProps) {
  return (
    <div className="mt-3 flex items-center justify-between gap-4 text-ink-faint text-xs">
      <span role="status" className="tabular-nums">
        {hasMore ? `The first ${shown} ${noun}` : `${shown} ${noun}, all of them`}
      </span>
      {hasMore && (
        <Button size="sm" pending={pending} onClick={onMore}>
          Show more
        </Button>
      )}
    </div>
  );
}
