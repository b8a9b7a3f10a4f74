"use client";

import { useQueries, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { LiveStream } from "@/lib/client/live-stream";
import { runQueries } from "@/lib/client/queries/run-queries";
import type { Dialogue } from "@/lib/domain/dialogue";
import type { RunProgress } from "@/lib/domain/run";
import { RunPace } from "../run/run-figures";
import { useUrlState } from "../table/use-url-state";
import { wordFor } from "../transcript/dialogue-words";
import { faultWords } from "../transcript/fault-words";
import { Badge } from "../ui/badge";
import { Chip } from "../ui/chip";
import { formatMoney } from "../ui/format-number";
import { Quantity } from "../ui/quantity";
import { Segmented } from "../ui/segmented";
import { Select } from "../ui/select";
import { Stat } from "../ui/stat";

const tileSorts = ["newest", "flagged", "longest"] as const;
type TileSort = (typeof tileSorts)[number];

type WallView = { runId: string | null; sort: TileSort; workingOnly: boolean };

const sorts: readonly { value: TileSort; label: string }[] = [
  { value: "newest", label: "Newest" },
  { value: "flagged", label: "Flagged" },
  { value: "longest", label: "Longest" },
];

type WallBarProps = { view: WallView; change: (patch: Partial<WallView>) => void };

/** Which dialogues the wall shows, and in what order. */
export function WallBar({ view, change }: WallBarProps) {
  const runs = useQuery(runQueries.whole()).data ?? [];
  const known = view.runId === null || runs.some(({ id }) => id === view.runId);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Select
        aria-label="Run"
        className="w-56"
        value={view.runId ?? ""}
        onChange={(event) => change({ runId: event.target.value || null })}
      >
        <option value="">All that are being written</option>
        {!known && view.runId && <option value={view.runId}>{view.runId}</option>}
        {runs.map((run) => (
          <option key={run.id} value={run.id}>
            {run.spec.name}
          </option>
        ))}
      </Select>
      <Segmented legend="Order" value={view.sort} options={sorts} onChange={(sort) => change({ sort })} />
      <Chip pressed={view.workingOnly} onToggle={() => change({ workingOnly: !view.workingOnly })}>
        Leave out ended
      </Chip>
    </div>
  );
}

/** What the wall shows, as its address says. */
export function useWallView(): [WallView, (patch: Partial<WallView>) => void] {
  const [params, setParams] = useUrlState();
  const sort = tileSorts.find((known) => known === params.get("sort")) ?? "newest";
  const view = { runId: params.get("run"), sort, workingOnly: params.get("ended") === "no" };
  function change(patch: Partial<WallView>) {
    const next = { ...view, ...patch };
    const order = next.sort === "newest" ? null : next.sort;
    setParams({ run: next.runId, sort: order, ended: next.workingOnly ? "no" : null });
  }
  return [view, change];
}

/** Slow enough that tiles do not jump about, quick enough that a new flag is soon among the first. */
const reorderEveryMs = 700;

/** Ids in the order of the wall; the same array until the order changes. */
export function useTileOrder(stream: LiveStream, sort: TileSort, workingOnly: boolean): string[] {
  const [order, setOrder] = useState<string[]>([]);

  // In step with the stream, which is outside of React; words do not change the order, so it is looked at rarely.
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    function reorder() {
      timer = undefined;
      const tiles = stream.ids().flatMap((id) => stream.get(id)?.dialogue ?? []);
      const next = orderTiles(tiles, sort, workingOnly);
      setOrder((held) => (isSame(held, next) ? held : next));
    }
    reorder();
    const leave = stream.subscribe(() => {
      timer ??= setTimeout(reorder, stream.ids().length < 2 ? 0 : reorderEveryMs);
    });
    return () => {
      clearTimeout(timer);
      leave();
    };
  }, [stream, sort, workingOnly]);

  return order;
}

function isSame(a: string[], b: string[]): boolean {
  return a.length === b.length && a.every((id, i) => id === b[i]);
}

type Tile = Pick<Dialogue, "id" | "flags" | "rounds" | "contextTokens" | "status">;

/**
 * The order of the wall: ids, most interesting first. Ids sort by birth, so they break all ties and "newest" needs
 * nothing else. `workingOnly` leaves out what has ended.
 */
export function orderTiles(tiles: Tile[], sort: TileSort, workingOnly: boolean): string[] {
  const shown = workingOnly ? tiles.filter(({ status }) => status !== "ended") : [...tiles];
  return shown.sort((a, b) => rank(b, sort) - rank(a, sort) || (a.id < b.id ? 1 : -1)).map(({ id }) => id);
}

function rank(tile: Tile, sort: TileSort): number {
  if (sort === "newest") return 0;
  return sort === "flagged" ? tile.flags.length : tile.rounds * 1e7 + (tile.contextTokens ?? 0);
}

/** The tile `steps` away from the selected one in reading order, staying on the wall; the first when none is. */
export function stepTile(ids: string[], selectedId: string | null, steps: number): string | null {
  const at = selectedId === null ? -1 : ids.indexOf(selectedId);
  if (at < 0) return ids[0] ?? null;
  return ids[at + steps] ?? selectedId;
}

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
