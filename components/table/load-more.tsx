"use client";

import { Button } from "../ui/button";

export type LoadMoreProps = {
  /** The query that reads the list, page after page. */
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
  shown: number;
  /** What is listed, of one. */
  noun: string;
};

/** How far a list was read, and the next page of it. */
export function LoadMore({ list, shown, noun }: LoadMoreProps) {
  const nouns = shown === 1 ? noun : `${noun}s`;
  return (
    <div className="mt-3 flex items-center justify-between gap-4 text-ink-faint text-xs">
      <span role="status" className="tabular-nums">
        {list.hasNextPage ? `The first ${shown} ${nouns}` : `${shown} ${nouns}, all of them`}
      </span>
      {list.hasNextPage && (
        <Button size="sm" pending={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
          Show more
        </Button>
      )}
    </div>
  );
}
