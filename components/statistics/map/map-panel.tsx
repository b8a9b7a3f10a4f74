"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useMemo, useRef, useState } from "react";
import { messageOf } from "@/lib/client/client-error";
import { topicMapQueries } from "@/lib/client/queries/topic-map-queries";
import { hrefs } from "@/lib/contract/hrefs";
import type { MapPoints } from "@/lib/domain/statistics/packed-map";
import type { MapChoice, MapNewcomer } from "@/lib/domain/statistics/topic-map";
import { ChartFrame } from "../../charts/chart-frame";
import { useGo } from "../../layout/use-go";
import { Button } from "../../ui/button";
import { cx } from "../../ui/cx";
import { Segmented } from "../../ui/segmented";
import { errorToast } from "../../ui/toasts";
import { pointsInside } from "./lasso";
import { MapCanvas } from "./map-canvas";
import { coloursNow } from "./map-colours";
import { type MapGroup, shuffledOrder } from "./map-groups";
import { MapOverlay } from "./map-overlay";
import { pictureOfMap } from "./map-picture";
import { MapTip } from "./map-tip";
import { type MapView, placeAt, type Size, type Spot } from "./map-view";
import { hidden } from "./paint-points";
import { gridOf, pointNear } from "./point-grid";
import { useMapGestures } from "./use-map-gestures";
import { useSize } from "./use-size";

const drags = [
  { value: "move", label: "Move" },
  { value: "draw", label: "Draw around" },
] as const;
type Drag = (typeof drags)[number]["value"];

/** How far from a point it can be hit, in pixels. */
const reach = 8;

type MapPanelProps = {
  snapshotId: string;
  choice: MapChoice;
  points: MapPoints;
  groups: Uint8Array;
  named: readonly MapGroup[];
  chosen: Uint8Array | null;
  newcomers: readonly MapNewcomer[];
  caption: ReactNode;
  onChoose: (points: number[]) => void;
};

/** The map itself: to be moved, looked into, and drawn around. */
export function MapPanel(props: MapPanelProps) {
  const { snapshotId, choice, points, groups, named, chosen, newcomers, caption, onChoose } = props;
  const [frame, canvas] = [useRef<HTMLDivElement>(null), useRef<HTMLCanvasElement>(null)];
  const size = useSize(frame);
  const [drag, setDrag] = useState<Drag>("move");
  const order = useMemo(() => shuffledOrder(points.count), [points]);
  const drawing = useMemo(() => ({ places: points.places, groups, order }), [points, groups, order]);
  const { held, rest, tap } = useHeldPoint(props);
  const choose = (line: readonly Spot[], view: MapView) => {
    const around = line.map((spot) => placeAt(view, spot));
    onChoose(pointsInside(around, points.places, (point) => groups[point] !== hidden));
  };
  const { view, line, zoom, showAll, handlers } = useMapGestures({
    canvas: frame,
    size,
    draws: drag === "draw",
    onLasso: choose,
    onRest: rest,
    onTap: tap,
  });

  function picture() {
    if (!frame.current) return null;
    const { css } = coloursNow(frame.current, named);
    const legend = named.map(({ name, count }, i) => ({ name, count, colour: css[i] ?? "grey" }));
    return pictureOfMap(drawing, view, size, legend);
  }

  return (
    <ChartFrame title="Map" caption={caption} fileName="topic-map" draw={picture}>
      <div className="mb-2 flex flex-wrap items-center gap-1.5">
        <Segmented legend="What dragging does" value={drag} options={drags} onChange={setDrag} />
        <Button size="sm" onClick={() => zoom(1.6)}>
          Nearer
        </Button>
        <Button size="sm" onClick={() => zoom(1 / 1.6)}>
          Farther
        </Button>
        <Button size="sm" onClick={showAll}>
          All
        </Button>
        <Button size="sm" onClick={() => choose(cornersOf(size), view)}>
          Choose what is in sight
        </Button>
      </div>
      <div
        ref={frame}
        role="application"
        aria-label="Topic map. Arrow keys move it, plus and minus zoom, 0 shows all. What it shows stands beside it as a table, and what is chosen as a list."
        // biome-ignore lint/a11y/noNoninteractiveTabindex: keys move the map
        tabIndex={0}
        className={cx(
          "relative aspect-square max-h-[70vh] w-full touch-none sm:aspect-auto sm:h-[min(70vh,40rem)] select-none overflow-hidden rounded-md border border-line bg-paper",
          drag === "draw" ? "cursor-crosshair" : "cursor-grab",
        )}
        {...handlers}
      >
        <MapCanvas canvas={canvas} drawing={drawing} named={named} view={view} size={size} chosen={chosen} />
        <MapOverlay view={view} line={line} newcomers={newcomers} places={points.places} held={held?.point ?? null} />
        {held && (
          <MapTip
            snapshotId={snapshotId}
            choice={choice}
            point={held.point}
            at={held.at}
            size={size}
            group={named[groups[held.point] ?? 0]?.name ?? ""}
            isHeld={held.isTouch}
          />
        )}
      </div>
    </ChartFrame>
  );
}

function cornersOf({ width, height }: Size): Spot[] {
  return [
    { x: 0, y: 0 },
    { x: width, y: 0 },
    { x: width, y: height },
    { x: 0, y: height },
  ];
}

type Held = { point: number; at: Spot; isTouch: boolean };
type Pointed = Pick<MapPanelProps, "snapshotId" | "choice" | "points" | "groups">;

/** The point that is pointed at or touched. A click opens its dialogue; a touch tells it first. */
function useHeldPoint({ snapshotId, choice, points, groups }: Pointed) {
  const [held, setHeld] = useState<Held | null>(null);
  const grid = useMemo(() => gridOf(points.places), [points]);
  const queries = useQueryClient();
  const go = useGo();
  const pointAt = (spot: Spot, view: MapView) =>
    pointNear(grid, placeAt(view, spot), reach / view.scale, (point) => groups[point] !== hidden);
  const open = async (point: number) => {
    const { told } = await queries.fetchQuery(topicMapQueries.told(snapshotId, choice, [point]));
    if (told[0]) go(hrefs.dialogue(told[0].dialogueId));
  };
  return {
    held,
    rest(spot: Spot | null, view: MapView) {
      const point = spot && pointAt(spot, view);
      if (point === (held?.point ?? null)) return;
      setHeld(spot && point !== null ? { point, at: spot, isTouch: false } : null);
    },
    tap(spot: Spot, view: MapView, isTouch: boolean) {
      const point = pointAt(spot, view);
      if (point === null || isTouch) return setHeld(point === null ? null : { point, at: spot, isTouch });
      open(point).catch((error: unknown) => errorToast(messageOf(error)));
    },
  };
}
