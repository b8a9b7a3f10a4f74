"use client";

import { useEffect, useState } from "react";
import { type OutboxEntry, outboxOf } from "@/lib/client/browser-outbox";
import { useCommands } from "@/lib/client/use-commands";
import type { Ballot, RatingInstructions } from "@/lib/contract/endpoints/ballots";
import { LostNotice } from "../annotation/lost-notice";
import { useViewer } from "../layout/viewer-context";
import { lazyPart } from "../ui/lazy-part";
import { useStartAtTop } from "../ui/use-start-at-top";
import { BallotTexts } from "./ballot-texts";
import { besideVoteMoment } from "./compare-moment";
import { useRevealAfter } from "./use-reveal-after";
import { useVote } from "./use-vote";
import { VerdictBar } from "./verdict-bar";
import { voteCommands } from "./vote-commands";

const RevealCard = lazyPart(besideVoteMoment, ({ besideVote }) => besideVote.RevealCard);
const ReferencePanel = lazyPart(besideVoteMoment, ({ besideVote }) => besideVote.ReferencePanel);

type ComparisonProps = {
  ballot: Ballot;
  instructions: RatingInstructions;
  skipsLeft: number;
  /** Why it is theirs no longer; null while it is. */
  lost: string | null;
  /** The rater is done with it: what was said goes, and on to the next one. */
  onSend: (ballot: Ballot, entry: OutboxEntry) => void;
  /** The same, where what was said has gone already. */
  onNext: (ballot: Ballot) => void;
  onPass: () => void;
  onUndo: () => void;
  /** Takes back the vote on this one, as long as the names were not told. */
  onTakeBack: () => void;
};

/** One blind comparison: the texts, what is said of them, and, where that is allowed, who was who afterwards. */
export function Comparison({ ballot, instructions, skipsLeft, lost, ...on }: ComparisonProps) {
  const [isReferenceOpen, openReference] = useState(false);
  const { id: viewerId } = useViewer();
  const told = useRevealAfter(ballot);
  const vote = useVote(ballot, instructions, (entry) => {
    if (entry.kind !== "vote" || !instructions.reveal) return on.onSend(ballot, entry);
    outboxOf(viewerId).put(entry);
    told.await();
  });

  const commands = voteCommands(vote, {
    undo: on.onUndo,
    reference: () => openReference((open) => !open),
    skipsLeft,
  });
  const { verdicts, strengths, criteria, ...others } = commands;
  const isOver = told.state !== "hidden";
  const takeBack = { ...commands.undo, run: on.onTakeBack };
  useCommands(isOver ? [takeBack] : [...verdicts, ...strengths, ...criteria, ...Object.values(others)]);

  useStartAtTop();
  // In step with the round that is judged: its texts come into view.
  useEffect(() => {
    if (vote.round) document.getElementById(`round-${vote.round}`)?.scrollIntoView({ block: "start" });
  }, [vote.round]);

  return (
    <>
      {lost && !isOver && <LostNotice why={lost} onPass={on.onPass} />}
      <BallotTexts ballot={ballot} round={vote.round} names={told.reveal} />
      {isOver ? (
        <RevealCard ballotId={ballot.id} state={told} onNext={() => on.onNext(ballot)} takeBack={takeBack} />
      ) : (
        <VerdictBar vote={vote} commands={commands}>
          {ballot.hasReference && isReferenceOpen && <ReferencePanel ballotId={ballot.id} round={vote.round} />}
        </VerdictBar>
      )}
    </>
  );
}
