"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { runQueries } from "@/lib/client/queries/run-queries";
import { Chip } from "../ui/chip";
import { Segmented } from "../ui/segmented";
import { Select } from "../ui/select";
import type { TileSort } from "./order-tiles";

export type WallView = { runId: string | null; sort: TileSort; workingOnly: boolean };

const sorts: readonly { value: TileSort; label: string }[] = [
  { value: "newest", label: "Newest" },
  { value: "flagged", label: "Flagged" },
  { value: "longest", label: "Longest" },
];

type WallBarProps = { view: WallView; change: (patch: Partial<WallView>) => void };

/** Which dialogues the wall shows, and in what order. */
export function WallBar({ view, change }: WallBarProps) {
  const runs = useInfiniteQuery(runQueries.list()).data?.pages.flatMap(({ items }) => items) ?? [];
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
