import { mapSide } from "@/lib/domain/statistics/packed-map";
import type { MapNewcomer } from "@/lib/domain/statistics/topic-map";
import { type MapView, type Spot, spotOf } from "./map-view";

type MapOverlayProps = {
  view: MapView;
  /** What is being drawn around. */
  line: readonly Spot[] | null;
  newcomers: readonly MapNewcomer[];
  places: Uint16Array;
  /** The point that is pointed at. */
  held: number | null;
};

/** What stands over the points: the line, dialogues that came since as rings, and the point that is pointed at. */
export function MapOverlay({ view, line, newcomers, places, held }: MapOverlayProps) {
  const mark =
    held === null
      ? null
      : spotOf(view, { x: (places[2 * held] ?? 0) / mapSide, y: (places[2 * held + 1] ?? 0) / mapSide });
  return (
    <svg aria-hidden="true" className="pointer-events-none absolute inset-0 size-full">
      {newcomers.map(({ dialogueId, ...place }) => {
        const { x, y } = spotOf(view, place);
        return <circle key={dialogueId} cx={x} cy={y} r={5} className="fill-none stroke-2 stroke-ink" />;
      })}
      {mark && <circle cx={mark.x} cy={mark.y} r={7} className="fill-none stroke-2 stroke-accent" />}
      {line && (
        <polygon
          points={line.map(({ x, y }) => `${x},${y}`).join(" ")}
          className="fill-accent/10 stroke-2 stroke-accent"
          strokeDasharray="4 3"
        />
      )}
    </svg>
  );
}
