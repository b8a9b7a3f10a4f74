import type { RunProgress } from "@/lib/domain/run";

export type WallFigures = {
  running: number;
  dialoguesPerMinute: number | null;
  tokensPerSecond: number | null;
  cost: number;
  faults: [kind: string, count: number][];
};

/** The figures of several runs as one. A rate is null while no run has one; failures come most frequent first. */
export function sumProgress(runs: RunProgress[]): WallFigures {
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
