"use client";

import { useQueryClient } from "@tanstack/react-query";
import { messageOf } from "@/lib/client/client-error";
import { judgingQueries } from "@/lib/client/queries/judging-queries";
import type { useUndo } from "../annotation/use-undo";
import { errorToast } from "../ui/toasts";

type Undo = Pick<ReturnType<typeof useUndo>, "takeBack" | "undoLast">;

/** Takes votes back: one by its ballot, or the last one, also of a page that was closed since. */
export function useUndoVotes(evaluationId: string, undo: Undo, look: (beside: "votes" | null) => void) {
  const queries = useQueryClient();

  function takeBack(ballotId: string) {
    look(null);
    void undo.takeBack(ballotId);
  }

  /** What is final, or not there, is looked at. */
  async function takeBackNewest() {
    const { items } = await queries.fetchQuery({ ...judgingQueries.ballots(evaluationId), staleTime: 0 });
    const newest = items.find(({ vote }) => vote !== null);
    if (newest?.status === "voted" && !newest.isRevealed) takeBack(newest.id);
    else look("votes");
  }

  return {
    takeBack,
    undoLast() {
      if (!undo.undoLast()) takeBackNewest().catch((error: unknown) => errorToast(messageOf(error)));
    },
  };
}
