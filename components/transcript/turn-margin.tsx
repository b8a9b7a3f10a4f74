"use client";

import type { TranscriptRow } from "./transcript";
import { TurnMarks } from "./turn-marks";
import { TurnPager } from "./turn-pager";

type TurnMarginProps = {
  row: TranscriptRow;
  untrained: boolean;
  mayAct: boolean;
  onChoose: (turnId: string) => void;
};

/** What stands beside a turn that has other versions, or of which something is to be said. */
export function TurnMargin({ row: { turn, pager }, untrained, mayAct, onChoose }: TurnMarginProps) {
  return (
    <>
      {pager && <TurnPager pager={pager} onChoose={onChoose} mayAct={mayAct} />}
      <TurnMarks turn={turn} untrained={untrained} />
    </>
  );
}
