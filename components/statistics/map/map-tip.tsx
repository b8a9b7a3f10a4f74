import { useQuery } from "@tanstack/react-query";
import { topicMapQueries } from "@/lib/client/queries/topic-map-queries";
import { hrefs } from "@/lib/contract/hrefs";
import type { MapChoice } from "@/lib/domain/statistics/topic-map";
import { Link } from "../../layout/link";
import type { Size, Spot } from "./map-view";

type MapTipProps = {
  snapshotId: string;
  choice: MapChoice;
  point: number;
  at: Spot;
  size: Size;
  group: string;
  /** Touched rather than pointed at: the way on is a link. */
  isHeld: boolean;
};

/** What the point under the pointer says. */
export function MapTip({ snapshotId, choice, point, at, size, group, isHeld }: MapTipProps) {
  const { data } = useQuery(topicMapQueries.told(snapshotId, choice, [point]));
  const told = data?.told[0];
  return (
    <div
      // Else the map would take the press, and with it the click on the link.
      onPointerDown={(event) => event.stopPropagation()}
      className={`absolute z-10 w-64 rounded-md border border-line bg-surface px-3 py-2 text-xs shadow-float ${isHeld ? "" : "pointer-events-none"}`}
      style={{
        left: Math.max(4, Math.min(at.x + 14, size.width - 260)),
        ...(at.y > size.height / 2 ? { bottom: size.height - at.y + 14 } : { top: at.y + 14 }),
      }}
    >
      <p className="text-ink-faint">{group}</p>
      <p dir="auto" className="mt-0.5 line-clamp-6 break-words">
        {told ? told.text : "…"}
      </p>
      {isHeld && told && (
        <Link href={hrefs.dialogue(told.dialogueId)} className="mt-1 block py-1.5 text-accent underline">
          Open the dialogue
        </Link>
      )}
    </div>
  );
}
