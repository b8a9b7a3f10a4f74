import { useQueryClient } from "@tanstack/react-query";
import { call } from "@/lib/client/call";
import { messageOf } from "@/lib/client/client-error";
import { judgingQueries } from "@/lib/client/queries/judging-queries";
import type { Ballot, NothingToVote } from "@/lib/contract/endpoints/ballots";
import type { useUndo } from "../annotation/use-undo";
import type { Work } from "../annotation/work";
import { errorToast } from "../ui/toasts";
import { draftOf, voteDrafts } from "./use-vote";

/** The comparisons of an evaluation as work that is handed out one by one. */
export function compareWork(evaluationId: string): Work<Ballot, NothingToVote> {
  const read = (ballotId: string) => call("getBallot", { params: { ballotId } });
  const renew = (ballotId: string) => call("renewBallot", { params: { ballotId } });
  return {
    id: evaluationId,
    read,
    renew,
    idOf: ({ id }) => id,
    leaseOf: ({ vote, leaseUntil }) => (vote ? null : leaseUntil),
    async claim(holding, includeSkipped) {
      const body = { holding, includeSkipped };
      const { ballot, reason } = await call("claimBallot", { params: { evaluationId }, body });
      return { item: ballot, reason };
    },
    async reopen(ballotId, done) {
      // A skipped one is taken again if it is still free.
      if (done === "skip_ballot") return renew(ballotId);
      const { vote } = await read(ballotId);
      const ballot = await call("takeBackVote", { params: { ballotId } });
      if (vote) voteDrafts.keep(ballotId, draftOf(vote));
      return ballot;
    },
    wordsFor: ({ kind }) => (kind === "vote" ? "Voted" : "Skipped"),
    keepDraft(entry) {
      if (entry.kind === "vote") voteDrafts.restore(entry.ballotId, draftOf(entry.body.vote));
    },
    undoing(entry) {
      if (entry.kind !== "vote") return null;
      const { id, ballotId, at, project } = entry;
      return { kind: "take_back_vote", id: `${id}.back`, ballotId, evaluationId, at, project };
    },
  };
}

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
