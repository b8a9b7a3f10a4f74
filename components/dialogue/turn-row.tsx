"use client";

import { Flag, PenLine } from "lucide-react";
import { memo, type ReactNode } from "react";
import type { Turn } from "@/lib/domain/dialogue";
import { Badge } from "../ui/badge";
import { flagWords, originWords } from "./dialogue-words";
import type { TranscriptRow } from "./transcript";
import { TurnFrame } from "./turn-frame";
import { TurnPager } from "./turn-pager";
import { TurnText } from "./turn-text";

type TurnRowProps = {
  row: TranscriptRow;
  selected: boolean;
  mayAct: boolean;
  onChoose: (turnId: string) => void;
  /** Stands in place of the words while they are being edited. */
  editor?: ReactNode;
  /** Stands below the words. */
  below?: ReactNode;
};

export const TurnRow = memo(function TurnRow({ row, selected, mayAct, onChoose, editor, below }: TurnRowProps) {
  const { turn, opensRound, pager, round } = row;
  return (
    <TurnFrame
      speaker={turn.speaker}
      opensRound={opensRound}
      selected={selected}
      turnId={turn.id}
      margin={
        <>
          {opensRound && <span className="text-ink-faint text-xs">Round {round}</span>}
          {pager && <TurnPager pager={pager} onChoose={onChoose} mayAct={mayAct} />}
          <TurnMarks turn={turn} />
        </>
      }
    >
      {editor ?? (
        <>
          {turn.reasoning && <Reasoning text={turn.reasoning} />}
          <TurnText text={turn.text} />
        </>
      )}
      {below}
    </TurnFrame>
  );
});

function TurnMarks({ turn }: { turn: Turn }) {
  return (
    <>
      {turn.origin !== "model" && (
        <Badge icon={turn.origin === "person" ? PenLine : undefined} title={originWords[turn.origin]}>
          {turn.origin === "seed" ? "Seed" : turn.origin === "kept" ? "Kept" : "Person"}
        </Badge>
      )}
      {turn.abandoned && <Badge title="It finished after a person had moved on">Left behind</Badge>}
      {turn.flags.map((flag) => (
        <Badge key={flag} tone="warn" icon={Flag} title={flagWords[flag].sentence}>
          {flagWords[flag].label}
        </Badge>
      ))}
    </>
  );
}

function Reasoning({ text }: { text: string }) {
  return (
    <details className="mb-3 text-ink-soft text-xs">
      <summary className="select-none text-ink-faint hover:text-ink">Reasoning, kept apart from the text</summary>
      <p dir="auto" className="mt-2 max-w-script whitespace-pre-wrap border-line border-l-2 pl-3">
        {text}
      </p>
    </details>
  );
}
