import type { Work, WorkSignal } from "@/lib/domain/work";
import { Badge } from "../ui/badge";
import { formatNumber } from "../ui/format-number";
import { Stat } from "../ui/stat";
import { sayDuration, sayShare, signalWords } from "./work-words";

/** A person's figures, each with what it rests on. */
export function WorkFigures({ work, signals }: { work: Work; signals: WorkSignal[] }) {
  const { decisions, perHour, medianSeconds, activeSeconds, accepted, edited, undone } = work;
  return (
    <div className="space-y-4">
      <dl className="grid grid-cols-2 gap-5 tabular-nums sm:grid-cols-4">
        <Stat name="Dialogues judged">{formatNumber(decisions)}</Stat>
        <Stat name="Active time">{sayDuration(activeSeconds)}</Stat>
        <Stat name="Judged an active hour">{perHour === null ? "– (no active time)" : perHour.toFixed(1)}</Stat>
        <Stat name="Seconds for one, median">
          {medianSeconds === null ? "– (none timed)" : Math.round(medianSeconds)}
        </Stat>
        <Stat name="Accepted">{sayShare(accepted)}</Stat>
        <Stat name="Edited by the same person">{sayShare(edited)}</Stat>
        <Stat name="Acts taken back">{sayShare(undone)}</Stat>
      </dl>
      {signals.map((signal) => (
        <p key={signal} className="flex flex-wrap items-center gap-2 text-ink-soft text-sm">
          <Badge tone="warn">{signalWords[signal].label}</Badge>
          {signalWords[signal].sentence} Nothing follows from it by itself.
        </p>
      ))}
    </div>
  );
}
