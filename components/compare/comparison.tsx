"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { call } from "@/lib/client/call";
import { messageOf } from "@/lib/client/client-error";
import { useCommands } from "@/lib/client/use-commands";
import type { Ballot, RatingBrief } from "@/lib/contract/endpoints/ballots";
import { errorToast } from "../ui/toasts";
import { useStartAtTop } from "../ui/use-start-at-top";
import { BallotTexts } from "./ballot-texts";
import { compareParts } from "./compare-parts";
import { useRevealAfter } from "./use-reveal-after";
import { useVote } from "./use-vote";
import { VerdictBar } from "./verdict-bar";
import { voteCommands } from "./vote-commands";

const RevealCard = dynamic(compareParts.revealCard, { ssr: false });
const ReferencePanel = dynamic(compareParts.referencePanel, { ssr: false });

type ComparisonProps = {
  ballot: Ballot;
  brief: RatingBrief;
  skipsLeft: number;
  /** The rater is done with it: on to the next one. */
  onLeave: (ballot: Ballot) => void;
  onSkipped: () => void;
  onUndo: () => void;
};

/** One blind comparison: the texts, what is said of them, and, where that is allowed, who was who afterwards. */
export function Comparison({ ballot, brief, skipsLeft, onLeave, onSkipped, onUndo }: ComparisonProps) {
  const [isReferenceOpen, openReference] = useState(false);
  const told = useRevealAfter(ballot);
  const vote = useVote(ballot, brief, () => (brief.reveal ? told.await() : onLeave(ballot)));

  async function skip() {
    try {
      await call("skipBallot", { params: { ballotId: ballot.id }, body: { reason: "", seconds: 0 } });
      onSkipped();
    } catch (error) {
      errorToast(messageOf(error));
    }
  }
  const commands = voteCommands(vote, {
    skip,
    undo: onUndo,
    reference: () => openReference((open) => !open),
    skipsLeft,
  });
  const { verdicts, strengths, ...others } = commands;
  const isOver = told.state !== "hidden";
  useCommands(isOver ? [] : [...verdicts, ...strengths, ...Object.values(others)]);

  useStartAtTop();
  // In step with the round that is judged: its texts come into view.
  useEffect(() => {
    if (vote.round) document.getElementById(`round-${vote.round}`)?.scrollIntoView({ block: "start" });
  }, [vote.round]);

  return (
    <>
      {ballot.hasReference && isReferenceOpen && <ReferencePanel ballotId={ballot.id} />}
      <BallotTexts ballot={ballot} round={vote.round} names={told.reveal} />
      {isOver ? (
        <RevealCard ballotId={ballot.id} state={told} onNext={() => onLeave(ballot)} />
      ) : (
        <VerdictBar vote={vote} commands={commands} />
      )}
    </>
  );
}
