"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { call } from "@/lib/client/call";
import { messageOf } from "@/lib/client/client-error";
import type { Command } from "@/lib/client/commands";
import { judgingQueries } from "@/lib/client/queries/judging-queries";
import { useCommands } from "@/lib/client/use-commands";
import type { RatingInstructions, Reveal } from "@/lib/contract/endpoints/ballots";
import { CommandButton } from "../layout/command-button";
import { QueryError } from "../layout/query-error";
import { TurnText } from "../transcript/turn-text";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Drawer } from "../ui/drawer";
import { RelativeTime } from "../ui/relative-time";
import { SkeletonRows } from "../ui/skeleton";
import { errorToast } from "../ui/toasts";
import { JudgeReasons } from "./judge-reasons";
import type { RevealState } from "./use-reveal-after";

type VotesDrawerProps = {
  instructions: Pick<RatingInstructions, "id" | "reveal">;
  onTakeBack: (ballotId: string) => void;
  onClose: () => void;
};

const choiceWords = {
  left: "A",
  right: "B",
  tie: "Tie",
  both_bad: "Both bad",
  human: "Real person",
  simulated: "Simulated",
} as const;

/** What the rater voted here, each to be taken back as long as its names were not told. */
function VotesDrawer({ instructions: { id: evaluationId, reveal }, onTakeBack, onClose }: VotesDrawerProps) {
  const ballots = useQuery({ ...judgingQueries.ballots(evaluationId), staleTime: 0 });
  const voted = ballots.data?.filter(({ vote }) => vote !== null);
  return (
    <Drawer open onOpenChange={onClose} title="Your votes">
      {ballots.isPending && <SkeletonRows label="Reading your votes" />}
      {ballots.isError && <QueryError what="your votes" error={ballots.error} onRetry={ballots.refetch} />}
      {voted?.length === 0 && <p className="text-ink-soft text-sm">You have not voted here yet.</p>}
      <ol className="divide-y divide-line">
        {voted?.map(({ id, number, opening, vote, votedAt, isRevealed, status, hasJudges }) => (
          <li key={id} className="space-y-2 py-3">
            <p dir="auto" className="line-clamp-2 break-words text-sm">
              {number}. {opening || "Dialogue"}
            </p>
            <p className="flex flex-wrap items-center gap-2 text-ink-faint text-xs">
              {vote && <Badge>{choiceWords[vote.choice]}</Badge>}
              {status === "late" && <Badge tone="warn">Too late to count</Badge>}
              {isRevealed && <Badge>Final</Badge>}
              {votedAt && <RelativeTime at={votedAt} />}
            </p>
            <div className="flex flex-wrap gap-2">
              {!isRevealed && status === "voted" && (
                <Button size="sm" onClick={() => onTakeBack(id)}>
                  Take back<span className="sr-only"> vote {number}</span>
                </Button>
              )}
              {(hasJudges || reveal) && (
                <Told
                  ballotId={id}
                  number={number}
                  isFinal={isRevealed}
                  what={hasJudges ? "the judges" : "the names"}
                />
              )}
            </div>
          </li>
        ))}
      </ol>
    </Drawer>
  );
}

type ToldProps = { ballotId: string; number: number; isFinal: boolean; what: "the judges" | "the names" };

/** What judges said, and who was who where that is told. Asking makes the vote final, which is said before. */
function Told({ ballotId, number, isFinal, what }: ToldProps) {
  const reveal = useMutation({ mutationFn: () => call("revealBallot", { params: { ballotId } }) });
  const { data } = reveal;
  if (!data)
    return (
      <Button
        size="sm"
        variant="quiet"
        pending={reveal.isPending}
        title={isFinal ? undefined : "Your vote is final from then on."}
        onClick={() => reveal.mutate(undefined, { onError: (error) => errorToast(messageOf(error)) })}
      >
        {isFinal ? `See ${what}` : `Make it final and see ${what}`}
        <span className="sr-only"> of vote {number}</span>
      </Button>
    );
  return (
    <div className="w-full space-y-2 text-sm">
      <p>{whoWas(data)}</p>
      {data.judges.length === 0 ? (
        <p className="text-ink-faint text-xs">No judge has read this one.</p>
      ) : (
        <JudgeReasons judges={data.judges} ballotId={ballotId} />
      )}
    </div>
  );
}

/** A right answer per turn, right above the vote, as long as the rater wants it; in a round the one of that round. */
function ReferencePanel({ ballotId, round }: { ballotId: string; round: number | null }) {
  const reference = useQuery(judgingQueries.reference(ballotId));
  return (
    <aside
      aria-label="Reference"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys, too.
      tabIndex={0}
      className="max-h-[35vh] w-full space-y-4 overflow-y-auto rounded-lg border border-line bg-sunken px-5 py-4"
    >
      {reference.isPending && <SkeletonRows rows={2} label="Fetching the reference" />}
      {reference.isError && <QueryError what="the reference" error={reference.error} onRetry={reference.refetch} />}
      {reference.data?.map((text, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a turn is known by its place.
        <section key={i} hidden={round !== null && round !== i}>
          <h2 className="mb-1 font-medium text-ink-soft text-xs">
            Reference{reference.data.length > 1 && ` for question ${i + 1}`}
          </h2>
          <TurnText text={text} speaker="assistant" />
        </section>
      ))}
    </aside>
  );
}

/** What the comparing screen shows when it is asked for, or after the vote. */
export const besideVote = { ReferencePanel, RevealCard, VotesDrawer };

type RevealCardProps = { ballotId: string; state: RevealState; onNext: () => void; takeBack: Command };

/** After the vote: who was who, and what model judges said of the same texts. */
function RevealCard({ ballotId, state, onNext, takeBack }: RevealCardProps) {
  const next = {
    id: "vote-next",
    label: "Next comparison",
    keys: ["enter", "arrowright"],
    group: "The comparison",
    run: onNext,
  };
  useCommands([next]);
  const { reveal, error } = state;
  return (
    <section
      aria-label="After your vote"
      className="sticky bottom-0 z-10 mt-auto border-line border-t bg-surface px-4 py-3 shadow-raised sm:px-6"
    >
      <div className="mx-auto max-w-7xl space-y-3">
        {reveal && reveal.judges.length > 0 && <JudgeReasons judges={reveal.judges} ballotId={ballotId} />}
        <div className="flex flex-wrap items-center gap-4">
          <p role="status" className="min-w-0 flex-1 text-sm">
            {error ?? (reveal ? whoWas(reveal) : "Your vote is on its way; the names are told once it has arrived.")}
          </p>
          {!reveal && <CommandButton command={takeBack} variant="quiet" />}
          <CommandButton command={next} variant="primary" />
        </div>
      </div>
    </section>
  );
}

/** In words, or that the names stay hidden. */
function whoWas({ left, right, truth }: Reveal): string {
  if (truth) return `The human was ${truth === "human" ? "a real person" : `simulated, by ${left}`}.`;
  if (left === null) return "The names stay hidden here. Your vote is final now.";
  return `A was ${left}, B was ${right}. Your vote is final now.`;
}
