"use client";

import { useQueries, useQuery } from "@tanstack/react-query";
import { runQueries } from "@/lib/client/queries/run-queries";
import type { RunProgress } from "@/lib/domain/run";
import { RunPace } from "../run/run-figures";
import { wordFor } from "../transcript/dialogue-words";
import { faultWords } from "../transcript/fault-words";
import { Badge } from "../ui/badge";
import { formatMoney } from "../ui/format-number";
import { Quantity } from "../ui/quantity";
import { Stat } from "../ui/stat";

/** How fast the watched runs go, what they cost and what fails: of one run, or of all that are running. */
export function WallFigures({ runId }: { runId: string | null }) {
  const running = useQuery({ ...runQueries.running(), enabled: runId === null });
  const runIds = runId !== null ? [runId] : (running.data?.map(({ id }) => id) ?? []);
  const progress = useQueries({
    queries: runIds.map((id) => runQueries.one(id)),
    combine: (answers) => sumProgress(answers.flatMap(({ data }) => data?.progress ?? [])),
  });
  return (
    <dl className="mb-5 flex flex-wrap gap-x-10 gap-y-3">
      <Stat name="Being written">
        <Quantity value={progress.running} unit={progress.running === 1 ? "dialogue" : "dialogues"} />
      </Stat>
      <RunPace of={progress} />
      <Stat name="Cost so far">
        <Quantity value={progress.cost} unit="" format={formatMoney} />
      </Stat>
      <Stat name="Failed calls">
        {progress.faults.length === 0 ? (
          <span className="text-ink-faint text-sm">none</span>
        ) : (
          <span className="flex flex-wrap gap-1.5">
            {progress.faults.map(([kind, count]) => (
              <Badge key={kind} tone="warn">
                {wordFor(faultWords, kind)} {count}
              </Badge>
            ))}
          </span>
        )}
      </Stat>
    </dl>
  );
}

type Figures = {
  running: number;
  dialoguesPerMinute: number | null;
  tokensPerSecond: number | null;
  cost: number;
  faults: [kind: string, count: number][];
};

/** The figures of several runs as one. A rate is null while no run has one; failures come most frequent first. */
export function sumProgress(runs: RunProgress[]): Figures {
  const faults = new Map<string, number>();
  for (const run of runs)
    for (const [kind, count] of Object.entries(run.byFault)) faults.set(kind, (faults.get(kind) ?? 0) + count);
  return {
    running: sum(runs.map((run) => run.byStatus.running)),
    dialoguesPerMinute: sumKnown(runs.map((run) => run.dialoguesPerMinute)),
    tokensPerSecond: sumKnown(runs.map((run) => run.tokensPerSecond)),
    cost: sum(runs.map((run) => run.cost)),
    faults: [...faults].filter(([, count]) => count > 0).sort(([, a], [, b]) => b - a),
  };
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function sumKnown(values: (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length > 0 ? sum(known) : null;
}
