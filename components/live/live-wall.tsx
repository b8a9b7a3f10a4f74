"use client";

import { Activity, Unplug } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { LiveState } from "@/lib/client/live-stream";
import { useCommands } from "@/lib/client/use-commands";
import { useLiveState, useLiveStream } from "@/lib/client/use-live-stream";
import { hrefs } from "@/lib/contract/hrefs";
import { LiveStateBadge } from "../layout/live-state-badge";
import { useMay } from "../layout/viewer-context";
import { useUrlState } from "../table/use-url-state";
import { useActs } from "../transcript/use-acts";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { SkeletonRows } from "../ui/skeleton";
import { stepTile, tileSorts } from "./order-tiles";
import { useTileOrder } from "./use-tile-order";
import { WallBar, type WallView } from "./wall-bar";
import { wallCommands } from "./wall-commands";
import { WallFigures } from "./wall-figures";

/** Comes with the virtualiser, which the header need not wait for. */
const TileGrid = dynamic(() => import("./tile-grid").then((module) => module.TileGrid), {
  loading: () => <SkeletonRows rows={6} />,
});

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
  const router = useRouter();

  useCommands(
    wallCommands({
      move: (steps) => setChosenId(stepTile(ids, selectedId, steps)),
      columns,
      open: () => selectedId !== null && router.push(hrefs.dialogue(selectedId)),
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
