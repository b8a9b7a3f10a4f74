"use client";

import type { Turn } from "@/lib/domain/dialogue";
import { DuplicatesOf } from "../duplicates/duplicates-of";
import { speakerWords } from "../transcript/dialogue-words";
import type { TranscriptRow } from "../transcript/transcript";
import { DecisionLog } from "./decision-log";
import { PromptAsSent } from "./prompt-as-sent";
import { TurnFacts } from "./turn-facts";

type InspectorProps = { row: TranscriptRow | undefined; dialogueId: string };

/** Everything known about the chosen turn, and what people did to the dialogue. */
export function Inspector({ row, dialogueId }: InspectorProps) {
  return (
    <div className="space-y-6 text-sm">
      {row ? <OfTurn turn={row.turn} row={row} /> : <p className="text-ink-faint">No turn has been written yet.</p>}
      <DuplicatesOf dialogueId={dialogueId} />
      <DecisionLog dialogueId={dialogueId} />
    </div>
  );
}

function OfTurn({ turn, row }: { turn: Turn; row: TranscriptRow }) {
  return (
    <section aria-label="The chosen turn">
      <h2 className="mb-3 font-semibold">
        {speakerWords[turn.speaker]}, round {row.round}
      </h2>
      <TurnFacts turn={turn} pager={row.pager} />
      {turn.origin === "model" && <PromptAsSent key={turn.id} turnId={turn.id} />}
    </section>
  );
}
