"use client";

import { useQuery } from "@tanstack/react-query";
import { Activity, Unplug } from "lucide-react";
import { useEffect, useState } from "react";
import type { LiveState, LiveStream } from "@/lib/client/live-stream";
import { createMoment } from "@/lib/client/moment";
import { runQueries } from "@/lib/client/queries/run-queries";
import { useCommands } from "@/lib/client/use-commands";
import { useLiveState, useLiveStream } from "@/lib/client/use-live-stream";
import { hrefs } from "@/lib/contract/hrefs";
import { Link } from "../layout/link";
import { LiveStateBadge } from "../layout/live-state-badge";
import { useGo } from "../layout/use-go";
import { useMay } from "../layout/viewer-context";
import { useUrlState } from "../table/use-url-state";
import { useActs } from "../transcript/use-acts";
import { Button } from "../ui/button";
import { Chip } from "../ui/chip";
import { EmptyState } from "../ui/empty-state";
import { lazyPart } from "../ui/lazy-part";
import { Segmented } from "../ui/segmented";
import { Select } from "../ui/select";
import { SkeletonRows } from "../ui/skeleton";
import { orderTiles, stepTile, type TileSort, tileSorts } from "./order-tiles";
import { wallCommands } from "./wall-commands";
import { WallFigures } from "./wall-figures";

type WallView = { runId: string | null; sort: TileSort; workingOnly: boolean };

const sorts: readonly { value: TileSort; label: string }[] = [
  { value: "newest", label: "Newest" },
  { value: "flagged", label: "Flagged" },
  { value: "longest", label: "Longest" },
];

type WallBarProps = { view: WallView; change: (patch: Partial<WallView>) => void };

/** Which dialogues the wall shows, and in what order. */
function WallBar({ view, change }: WallBarProps) {
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

/** Slow enough that tiles do not jump about, quick enough that a new flag is soon among the first. */
const reorderEveryMs = 700;

/** Ids in the order of the wall; the same array until the order changes. */
function useTileOrder(stream: LiveStream, sort: TileSort, workingOnly: boolean): string[] {
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

/** With the first dialogues on the wall. */
const wallMoment = createMoment("the wall", () => import("./tile-grid"));

/** Comes with the virtualiser, which the header need not wait for. */
const TileGrid = lazyPart(wallMoment, ({ TileGrid }) => TileGrid, <SkeletonRows rows={6} />);

/** Dialogues being written, side by side, as they grow. What to show is in the URL. */
export function LiveWall() {
  const [view, change] = useWallView();
  const { runId, sort, workingOnly } = view;
  const stream = useLiveStream(runId === null ? { scope: "live", detail: "tile" } : { run: runId, detail: "tile" });
  const state = useLiveState(stream);
  const ids = useTileOrder(stream, sort, workingOnly);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [columns, setColumns] = useState(1);
  const selectedId = chosenId !== null && ids.includes(chosenId) ? chosenId : null;
  const acts = useActs(selectedId ?? "", { apply: stream.apply });
  const mayAct = useMay("dialogue.act");
  const go = useGo();

  useCommands(
    wallCommands({
      move: (steps) => setChosenId(stepTile(ids, selectedId, steps)),
      columns,
      open: () => selectedId !== null && go(hrefs.dialogue(selectedId)),
      selected: selectedId === null ? undefined : stream.get(selectedId)?.dialogue,
      act: mayAct && !acts.isPending ? acts.act : null,
    }),
  );

  return (
    <>
      <WallFigures runId={runId} />
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <WallBar view={view} change={change} />
        <LiveStateBadge state={state} />
      </div>
      {ids.length > 0 ? (
        <TileGrid stream={stream} ids={ids} selectedId={selectedId} onColumns={setColumns} />
      ) : (
        <NoTiles state={state} ofRun={runId} />
      )}
    </>
  );
}

function useWallView(): [WallView, (patch: Partial<WallView>) => void] {
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

function NoTiles({ state, ofRun }: { state: LiveState; ofRun: string | null }) {
  if (state === "connecting") return <SkeletonRows rows={4} label="Opening the live stream" />;
  if (state !== "live") {
    return (
      <EmptyState icon={Unplug} title="The studio cannot be heard">
        Whether something is being written is not known here. Runs go on without this page, and it tries again by
        itself.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={Activity}
      title="Nothing is being written"
      action={
        <Button asChild variant="primary">
          <Link href={ofRun ? hrefs.run(ofRun) : hrefs.runs}>{ofRun ? "Look at the run" : "Go to the runs"}</Link>
        </Button>
      }
    >
      Dialogues appear here, word by word, as soon as a run is launched.
    </EmptyState>
  );
}
