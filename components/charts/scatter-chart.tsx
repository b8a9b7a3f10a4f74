import { ChartData } from "./chart-data";
import { endsOn, type Interval, Plot, type PlotAxis, PlotPoint } from "./plot";

export type ScatterPoint = {
  key: string;
  label: string;
  /** Of its tint and shape. */
  position: number;
  x: number;
  y: number;
  xInterval?: Interval | null;
  yInterval?: Interval | null;
  /** What is behind it. */
  href: string;
};

type Axis = Omit<PlotAxis, "values">;
export type ScatterPanel = {
  key: string;
  title: string;
  note?: string;
  x: Axis;
  y: Axis;
  points: readonly ScatterPoint[];
};

/** Many small plots of the same points, each by another measure. */
export function SmallMultiples({ caption, panels }: { caption: string; panels: readonly ScatterPanel[] }) {
  return (
    <>
      <div className="grid gap-x-8 gap-y-4 sm:grid-cols-2 xl:grid-cols-3">
        {panels.map((panel) => (
          <ScatterPlot key={panel.key} panel={panel} />
        ))}
      </div>
      <ScatterData caption={caption} panels={panels} />
    </>
  );
}

/** Points with their intervals in both directions. */
function ScatterPlot({ panel: { title, note, x, y, points } }: { panel: ScatterPanel }) {
  const xs = points.flatMap(({ x, xInterval }) => (xInterval ? [x, xInterval.low, xInterval.high] : [x]));
  const ys = points.flatMap(({ y, yInterval }) => (yInterval ? [y, yInterval.low, yInterval.high] : [y]));
  return (
    <Plot
      label={note ? `${title}: ${note}` : title}
      title={title}
      note={note}
      size="panel"
      x={{ ...x, values: xs }}
      y={{ ...y, values: ys }}
    >
      {(place) =>
        points.map((point) => (
          <PlotPoint
            key={point.key}
            position={point.position}
            x={place.x.at(point.x)}
            y={place.y.at(point.y)}
            xEnds={endsOn(place.x, point.xInterval)}
            yEnds={endsOn(place.y, point.yInterval)}
            said={`${point.label}: ${x.label} ${told(x, point.x, point.xInterval)}; ${y.label} ${told(y, point.y, point.yInterval)}`}
            href={point.href}
          />
        ))
      }
    </Plot>
  );
}

function ScatterData({ caption, panels }: { caption: string; panels: readonly ScatterPanel[] }) {
  const isOne = panels.length === 1;
  return (
    <ChartData
      caption={caption}
      columns={[...(isOne ? [] : ["Plot"]), "Point", "Across", "Up"]}
      rows={panels.flatMap(({ key, title, x, y, points }) =>
        points.map((point) => ({
          key: `${key}.${point.key}`,
          cells: [
            ...(isOne ? [] : [title]),
            point.label,
            `${x.label} ${told(x, point.x, point.xInterval)}`,
            `${y.label} ${told(y, point.y, point.yInterval)}`,
          ],
        })),
      )}
    />
  );
}

/** A value with its interval, as an axis tells values. */
export function told({ format }: Pick<Axis, "format">, value: number, interval?: Interval | null): string {
  return interval ? `${format(value)} (${format(interval.low)} to ${format(interval.high)})` : format(value);
}
