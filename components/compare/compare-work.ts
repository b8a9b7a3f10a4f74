import { call } from "@/lib/client/call";
import type { Ballot, NothingToVote } from "@/lib/contract/endpoints/ballots";
import type { Work } from "../annotation/work";
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
