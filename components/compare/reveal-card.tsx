"use client";

import { useCommands } from "@/lib/client/use-commands";
import type { Reveal } from "@/lib/contract/endpoints/ballots";
import { CommandButton } from "../layout/command-button";
import { JudgeReasons } from "./judge-reasons";
import type { RevealState } from "./use-reveal-after";

type RevealCardProps = { ballotId: string; state: RevealState; onNext: () => void };

/** After the vote: who was who, and what model judges said of the same texts. */
export function RevealCard({ ballotId, state, onNext }: RevealCardProps) {
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
          <CommandButton command={next} variant="primary" />
        </div>
      </div>
    </section>
  );
}

/** In words, or that the names stay hidden. */
export function whoWas({ left, right, truth }: Reveal): string {
  if (truth) return `The human was ${truth === "human" ? "a real person" : `simulated, by ${left}`}.`;
  if (left === null) return "The names stay hidden here. Your vote is final now.";
  return `A was ${left}, B was ${right}. Your vote is final now.`;
}
