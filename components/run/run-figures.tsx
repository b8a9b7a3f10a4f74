"use client";

import { hrefs } from "@/lib/contract/hrefs";
import type { Run, RunProgress } from "@/lib/domain/run";
import { Link } from "../layout/link";
import { endReasonWords, wordFor } from "../transcript/dialogue-words";
import { faultWords } from "../transcript/fault-words";
import { formatCompact, formatDuration, formatMoney, formatNumber } from "../ui/format-number";
import { Panel } from "../ui/panel";
import { ProgressBar } from "../ui/progress-bar";
import { Quantity } from "../ui/quantity";
import { Stat } from "../ui/stat";

type RunFiguresProps = { run: Run; progress: RunProgress };

/** How far the run is, how fast it goes, what it took, how its dialogues ended and what failed. */
export function RunFigures({ run, progress }: RunFiguresProps) {
  return (
    <>
      <Panel>
        <RunStatusLine run={run} progress={progress} />
        <dl className="mt-6 grid grid-cols-2 gap-x-6 gap-y-5 sm:grid-cols-3 xl:grid-cols-6">
          <RunPace of={progress} />
          <Stat name="Time left">
            <Quantity
              value={progress.secondsLeft === null ? null : progress.secondsLeft * 1000}
              unit=""
              format={formatDuration}
              why={run.status === "running" ? "needs a first dialogue" : "not running"}
            />
          </Stat>
          <Stat name="Turns">
            <Quantity value={progress.turns} unit="" />
          </Stat>
          <Stat name="Tokens written / read">
            <Quantity value={progress.outputTokens} unit="" format={formatCompact} />
            <span className="text-ink-faint"> / </span>
            <Quantity value={progress.inputTokens} unit="" format={formatCompact} />
          </Stat>
          <Stat name="Cost so far">
            <Quantity value={progress.cost} unit="" format={formatMoney} />
          </Stat>
        </dl>
      </Panel>
      <div className="grid gap-5 lg:grid-cols-2">
        <Panel title="How dialogues ended" description={`n = ${formatNumber(progress.byStatus.ended)} ended`}>
          <CountBars
            counts={progress.byEndReason}
            words={endReasonWords}
            hrefOf={(endReason) => `${hrefs.dialoguesOfRun(run.id)}&endReason=${encodeURIComponent(endReason)}`}
            none="No dialogue has ended yet."
          />
        </Panel>
        <Panel
          title="Failed calls"
          description="Calls to a model that gave no usable turn; each was tried again or parked."
        >
          <CountBars counts={progress.byFault} words={faultWords} none="No call has failed." />
        </Panel>
      </div>
    </>
  );
}

function RunStatusLine({ run, progress }: RunFiguresProps) {
  const { byStatus, total } = progress;
  const of = (status: string) => `${hrefs.dialoguesOfRun(run.id)}&status=${status}`;
  return (
    <>
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <p className="font-medium text-lg tabular-nums">
          {formatNumber(byStatus.ended)}{" "}
          <span className="text-ink-faint text-sm">of {formatNumber(total)} dialogues ended</span>
        </p>
        <p className="flex flex-wrap gap-x-4 text-ink-soft text-xs tabular-nums">
          <Link href={of("running")} className="hover:underline">
            {formatNumber(byStatus.running)} being written
          </Link>
          <span>{formatNumber(byStatus.queued)} waiting</span>
          <Link href={of("paused")} className="hover:underline">
            {formatNumber(byStatus.paused)} paused
          </Link>
          <Link
            href={of("parked")}
            className={byStatus.parked > 0 ? "font-medium text-danger underline" : "hover:underline"}
          >
            {formatNumber(byStatus.parked)} parked
          </Link>
          <Link href={`${hrefs.dialoguesOfRun(run.id)}&verdict=accepted`} className="hover:underline">
            {formatNumber(progress.accepted)} accepted
          </Link>
          <Link href={`${hrefs.dialoguesOfRun(run.id)}&verdict=rejected`} className="hover:underline">
            {formatNumber(progress.rejected)} rejected
          </Link>
        </p>
      </div>
      <ProgressBar label="Dialogues ended" value={byStatus.ended} max={total} className="h-2" />
    </>
  );
}

type CountBarsProps = {
  counts: Record<string, number>;
  words: Record<string, string | { label: string }>;
  /** Where the things that were counted can be looked at. */
  hrefOf?: (key: string) => string;
  /** Said when nothing was counted. */
  none: string;
};

/** Counts by kind, most frequent first, each as a figure, its share and a bar. */
function CountBars({ counts, words, hrefOf, none }: CountBarsProps) {
  const rows = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a);
  const total = rows.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return <p className="text-ink-faint text-sm">{none}</p>;
  return (
    <ul className="space-y-2">
      {rows.map(([key, count]) => (
        <li key={key} className="grid grid-cols-[9rem_minmax(0,1fr)_5.5rem] items-center gap-3 text-sm">
          {hrefOf ? (
            <Link href={hrefOf(key)} className="truncate hover:underline">
              {wordFor(words, key)}
            </Link>
          ) : (
            <span className="truncate">{wordFor(words, key)}</span>
          )}
          <span aria-hidden className="h-2 rounded-full bg-hover">
            <span className="block h-full rounded-full bg-accent" style={{ width: `${(count / total) * 100}%` }} />
          </span>
          <span className="whitespace-nowrap text-right text-xs tabular-nums">
            {formatNumber(count)} <span className="ml-1 text-ink-faint">{Math.round((count / total) * 100)} %</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** How fast dialogues end and turns are written, of one run or of several. */
export function RunPace({ of }: { of: Pick<RunProgress, "dialoguesPerMinute" | "tokensPerSecond"> }) {
  return (
    <>
      <Stat name="Pace, last 5 min">
        <Quantity value={of.dialoguesPerMinute} unit="dialogues/min" why="none ended lately" />
      </Stat>
      <Stat name="Speed, last 5 min">
        <Quantity value={of.tokensPerSecond} unit="tokens/s" why="no turn lately" />
      </Stat>
    </>
  );
}
