"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import { voteOutboxOf } from "@/lib/client/browser-outbox";
import { call } from "@/lib/client/call";
import { messageOf } from "@/lib/client/client-error";
import { judgingQueries } from "@/lib/client/queries/judging-queries";
import { queryKeys } from "@/lib/client/query-keys";
import { useCommands } from "@/lib/client/use-commands";
import { useLoadAhead } from "@/lib/client/use-load-ahead";
import type { Ballot } from "@/lib/contract/endpoints/ballots";
import { QueryError } from "../layout/query-error";
import { useViewer } from "../layout/viewer-context";
import { SkeletonRows } from "../ui/skeleton";
import { errorToast, undoToast } from "../ui/toasts";
import { CompareBar } from "./compare-bar";
import { compareParts } from "./compare-parts";
import { Comparison } from "./comparison";
import { NothingToVote } from "./nothing-to-vote";
import { RefusedVotes } from "./refused-votes";
import { useBallots } from "./use-ballots";
import { keepDraft } from "./use-vote";
import { useVotesOut } from "./use-votes-out";
import { draftOf } from "./vote-draft";

const InstructionsDrawer = dynamic(compareParts.instructionsDrawer, {
  ssr: false,
});
const VotesDrawer = dynamic(compareParts.votesDrawer, { ssr: false });

/** One blind comparison after the other, until nothing is left. */
export function CompareScreen({ evaluationId }: { evaluationId: string }) {
  const { data: brief, error, refetch } = useQuery(judgingQueries.brief(evaluationId));
  const { session, view } = useBallots(evaluationId);
  const [beside, setBeside] = useState<null | "instructions" | "votes">(null);
  const { id: viewerId } = useViewer();
  const queries = useQueryClient();
  const outbox = useVotesOut(evaluationId);
  const left = useRef<string[]>([]);
  useLoadAhead(compareParts);
  /** Grows with each return, so that a comparison that comes back is drawn from its draft anew. */
  const [visit, setVisit] = useState(0);
  const refresh = () => queries.invalidateQueries({ queryKey: queryKeys.judging.brief(evaluationId) });

  function leave(ballot: Ballot) {
    left.current = [...left.current, ballot.id].slice(-50);
    session.advance();
    if (!brief?.reveal) undoToast("Voted", () => takeBack(ballot.id));
  }

  /** Not sent yet or stored already: the comparison is before the rater again, with what they had said. */
  async function takeBack(ballotId: string) {
    setBeside(null);
    const unsent = await voteOutboxOf(viewerId).takeOut(ballotId);
    try {
      const before = unsent?.body.vote ?? (await call("getBallot", { params: { ballotId } })).vote;
      const ballot = await call("takeBackVote", { params: { ballotId } });
      keepDraft(ballotId, draftOf(before));
      left.current = left.current.filter((id) => id !== ballotId);
      setVisit((times) => times + 1);
      session.goTo(ballot);
      void refresh();
    } catch (failed) {
      if (unsent) voteOutboxOf(viewerId).put(unsent);
      errorToast(messageOf(failed));
    }
  }

  function undoLast() {
    const last = left.current.at(-1);
    if (last) void takeBack(last);
    else setBeside("votes");
  }

  const group = "Comparing";
  const commands = [
    { id: "compare-guide", label: "Instructions", keys: ["g"], group, run: () => setBeside("instructions") },
    { id: "compare-votes", label: "Your votes", keys: ["y"], group, run: () => setBeside("votes") },
  ];
  useCommands(view.current ? commands : [...commands, { ...undoCommand, run: undoLast }]);

  if (error && !brief) return <QueryError what="the evaluation" error={error} onRetry={refetch} />;
  if (!brief) return <SkeletonRows rows={6} label="Opening the evaluation" />;
  return (
    <div className="flex flex-1 flex-col">
      <CompareBar brief={brief} outbox={outbox} commands={commands} />
      <RefusedVotes outbox={outbox} evaluationId={evaluationId} onLook={takeBack} />
      {view.current ? (
        <Comparison
          key={`${view.current.id}.${visit}`}
          ballot={view.current}
          brief={brief}
          skipsLeft={brief.waiting.skipsLeft}
          onLeave={leave}
          onSkipped={() => {
            session.advance();
            void refresh();
          }}
          onUndo={undoLast}
        />
      ) : (
        <div className="mx-auto w-full max-w-3xl px-4 py-10 sm:px-8">
          {view.isWaiting && <SkeletonRows rows={6} label="Fetching the next comparison" />}
          {view.error && <QueryError what="the next comparison" error={view.error} onRetry={session.retry} />}
          {!view.isWaiting && !view.error && view.reason && (
            <NothingToVote reason={view.reason} voted={brief.waiting.voted} onLookAgain={session.retry} />
          )}
        </div>
      )}
      {beside === "instructions" && <InstructionsDrawer brief={brief} onClose={() => setBeside(null)} />}
      {beside === "votes" && (
        <VotesDrawer evaluationId={evaluationId} onTakeBack={takeBack} onClose={() => setBeside(null)} />
      )}
    </div>
  );
}

const undoCommand = { id: "compare-undo", label: "Undo", keys: ["z"], group: "Comparing" };
