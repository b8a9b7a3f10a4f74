import { dataHrefs } from "@/lib/contract/data-hrefs";
import { hrefs } from "@/lib/contract/hrefs";
import type { DialogueFilter } from "@/lib/domain/dialogue-filter";
import type { FiguresOverTime } from "@/lib/domain/statistics/figures-over-time";
import { LineChart, type LinePoint } from "../charts/line-chart";
import { EmptyState } from "../ui/empty-state";
import { tellFigure } from "./figure-words";

/** Over what figures are drawn: days of dialogues, or numbers of snapshots. */
export type Way = "days" | "snapshots";

type LinesProps = { found: FiguresOverTime; way: Way; group: string; dialogues: DialogueFilter };

/** Each figure of a group as a line of its own. */
export function OverTimeLines({ found, way, group, dialogues }: LinesProps) {
  const places = way === "days" ? found.days : found.snapshots;
  if (places.length === 0)
    return (
      <EmptyState title={way === "days" ? "Nothing is measured yet" : "No snapshot is measured yet"}>
        {way === "days"
          ? "A worker measures the data set now; its days come with that."
          : "Open the figures of a snapshot to have it measured; each is a point here then."}
      </EmptyState>
    );
  const shown = found.figures.filter((figure) => figure.group === group);
  const day = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", timeZone: "UTC" });
  return (
    <div className="grid gap-x-8 gap-y-4 sm:grid-cols-2 xl:grid-cols-3">
      {shown.map(({ id, name, unit }) => {
        const points = way === "days" ? ofDays(found, id, dialogues) : ofSnapshots(found, id);
        if (points.length === 0) return null;
        return (
          <div key={id} className="min-w-0">
            <LineChart
              title={name}
              size="panel"
              x={
                way === "days"
                  ? { label: "Day", kind: "time", format: (at) => day.format(at) }
                  : { label: "Snapshot", format: (at) => (Number.isInteger(at) ? `${at}` : "") }
              }
              y={{ label: unit, format: (value) => tellFigure(value, unit) }}
              series={[{ key: id, label: name, position: 0, points }]}
            />
          </div>
        );
      })}
    </div>
  );
}

function ofDays({ days }: FiguresOverTime, id: string, dialogues: DialogueFilter): LinePoint[] {
  return days.flatMap(({ from, to, figures }) => {
    const place = figures[id];
    if (!place) return [];
    const href = hrefs.dialoguesOf({ ...dialogues, madeFrom: from, madeTo: to });
    const label = from === to ? from : `${from} to ${to}`;
    return [{ key: from, label, x: Date.parse(`${from}T00:00:00Z`), y: place.mean, interval: place.interval, href }];
  });
}

function ofSnapshots({ snapshots }: FiguresOverTime, figure: string): LinePoint[] {
  return snapshots.flatMap(({ id, number, figures }) => {
    const place = figures[figure];
    if (!place) return [];
    const href = dataHrefs.snapshotFigures(id);
    return [{ key: id, label: `No. ${number}`, x: number, y: place.mean, interval: place.interval, href }];
  });
}
