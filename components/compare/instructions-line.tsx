"use client";

import type { RatingInstructions } from "@/lib/contract/endpoints/ballots";
import { useViewer } from "../layout/viewer-context";
import { firstWords } from "./first-words";

/** What raters go by where nobody wrote instructions. */
export function untold({ kind }: Pick<RatingInstructions, "kind">): string {
  if (kind === "turing") return "Read the dialogue whole and say whether its human is a real person or simulated.";
  return "Read both sides whole and vote for the one you would rather have had. If you cannot tell them apart, vote tie; if neither is any use, both bad.";
}

type InstructionsLineProps = { instructions: RatingInstructions; onOpen: () => void };

/** How the instructions begin, above the texts; a press shows all of them. */
export function InstructionsLine({ instructions, onOpen }: InstructionsLineProps) {
  const leads = useViewer().roles.includes("lead");
  return (
    <>
      <button
        type="button"
        onClick={onOpen}
        className="flex w-full items-baseline gap-2 border-line border-b bg-sunken px-4 py-1.5 text-left text-ink-soft text-sm hover:bg-hover sm:px-6"
      >
        <span dir="auto" className="min-w-0 truncate">
          {firstWords(instructions.text) || untold(instructions)}
        </span>
        <span className="shrink-0 text-accent text-xs underline">All of it</span>
      </button>
      {leads && (
        <p className="border-line border-b bg-sunken px-4 py-1 text-ink-faint text-xs sm:px-6">
          You lead here, so nothing is kept from you: runs, models and results are a click away. Your votes are as blind
          as you keep them.
        </p>
      )}
    </>
  );
}
