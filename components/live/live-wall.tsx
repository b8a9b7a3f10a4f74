"use client";

import { Activity, Unplug } from "lucide-react";
import { useState } from "react";
import type { Command } from "@/lib/client/commands";
import type { LiveState } from "@/lib/client/live-stream";
import { createMoment } from "@/lib/client/moment";
import { useCommands } from "@/lib/client/use-commands";
import { useLiveState, useLiveStream } from "@/lib/client/use-live-stream";
import { hrefs } from "@/lib/contract/hrefs";
import type { DialogueAct } from "@/lib/domain/decision";
import type { Dialogue } from "@/lib/domain/dialogue";
import { LiveStateBadge } from "../layout/live-state-badge";
import { NothingYet } from "../layout/nothing-yet";
import { useGo } from "../layout/use-go";
import { useMay } from "../layout/viewer-context";
import { steeringAct } from "../transcript/steering-act";
import { useActs } from "../transcript/use-acts";
import { EmptyState } from "../ui/empty-state";
import { lazyPart } from "../ui/lazy-part";
import { SkeletonRows } from "../ui/skeleton";
import { stepTile, useTileOrder, useWallView, WallBar, WallFigures } from "./wall-head";

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

type Wall = {
  move: (steps: number) => void;
  columns: number;
  open: () => void;
  selected: Dialogue | undefined;
  /** null while nothing may be done: no right, or an act is under way. */
  act: ((act: DialogueAct) => Promise<unknown>) | null;
};

/** Keys of the wall: arrows move, Enter opens, Space pauses or goes on, a full stop stops. */
function wallCommands({ move, columns, open, selected, act }: Wall): Command[] {
  const steering = selected ? steeringAct(selected) : null;
  const step = (id: string, label: string, keys: string, steps: number): Command => ({
    id: `tile-${id}`,
    label,
    keys: [keys],
    group: "The wall",
    repeats: true,
    run: () => move(steps),
  });
  return [
    step("left", "Tile to the left", "arrowleft", -1),
    step("right", "Tile to the right", "arrowright", 1),
    step("up", "Tile above", "arrowup", -columns),
    step("down", "Tile below", "arrowdown", columns),
    {
      id: "tile-open",
      label: "Open the dialogue",
      keys: ["enter"],
      group: "The wall",
      run: open,
      when: () => selected !== undefined,
    },
    {
      id: "tile-steer",
      label: "Pause or go on",
      keys: ["space"],
      group: "The wall",
      run: () => steering && void act?.({ kind: steering }),
      when: () => act !== null && steering !== null,
    },
    {
      id: "tile-stop",
      label: "Stop the dialogue",
      keys: ["."],
      group: "The wall",
      run: () => selected && void act?.({ kind: "stop" }),
      when: () => act !== null && selected !== undefined && selected.status !== "ended",
    },
  ];
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
    <NothingYet
      icon={Activity}
      title="Nothing is being written"
      way={{ href: ofRun ? hrefs.run(ofRun) : hrefs.runs, label: ofRun ? "Look at the run" : "Go to the runs" }}
    >
      Dialogues appear here, word by word, as soon as a run is launched.
    </NothingYet>
  );
}
