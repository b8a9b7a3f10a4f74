import { area, line } from "d3-shape";
import { CandidateMark, tintOf } from "./candidate-mark";
import { ChartData } from "./chart-data";
import { endsOn, type Interval, Plot, type PlotAxis, type PlotPlace, PlotPoint } from "./plot";
import { told } from "./scatter-chart";

export type LinePoint = { key: string; label: string; x: number; y: number; interval?: Interval | null; href: string };
export type LineSeries = { key: string; label: string; position: number; points: readonly LinePoint[] };

type LineChartProps = {
  title: string;
  note?: string;
  size?: "panel" | "wide";
  x: Omit<PlotAxis, "values">;
  y: Omit<PlotAxis, "values">;
  series: readonly LineSeries[];
};

/** From so many points on intervals are a band behind the line: bars would stand in one another's way. */
const bandFrom = 13;

/** What becomes of values along an axis; each line's points are joined in the order of their x. */
export function LineChart({ title, note, size, x, y, series }: LineChartProps) {
  const all = series.flatMap(({ points }) => points);
  const ys = all.flatMap(({ y, interval }) => (interval ? [y, interval.low, interval.high] : [y]));
  return (
    <>
      {series.length > 1 && (
        <ul className="mb-2 flex flex-wrap gap-x-4 gap-y-1 text-ink-soft text-xs">
          {series.map(({ key, label, position }) => (
            <li key={key} className="flex items-center gap-1.5">
              <CandidateMark position={position} /> {label}
            </li>
          ))}
        </ul>
      )}
      <Plot
        label={note ? `${title}: ${note}` : title}
        title={size === "panel" ? title : undefined}
        note={note}
        size={size}
        x={{ ...x, values: all.map(({ x }) => x) }}
        y={{ ...y, values: ys }}
      >
        {(place) =>
          series.map((one) => (
            <g key={one.key}>
              <Trace series={one} place={place} />
              {one.points.map((point) => (
                <PlotPoint
                  key={point.key}
                  position={one.position}
                  x={place.x.at(point.x)}
                  y={place.y.at(point.y)}
                  yEnds={one.points.length < bandFrom ? endsOn(place.y, point.interval) : null}
                  said={`${point.label}: ${x.format(point.x)}, ${told(y, point.y, point.interval)}`}
                  href={point.href}
                />
              ))}
            </g>
          ))
        }
      </Plot>
      <ChartData
        caption={title}
        columns={["Point", x.label, y.label]}
        rows={series.flatMap((one) =>
          one.points.map((point) => ({
            key: `${one.key}.${point.key}`,
            cells: [point.label, x.format(point.x), told(y, point.y, point.interval)],
          })),
        )}
      />
    </>
  );
}

function Trace({ series: { points, position }, place }: { series: LineSeries; place: PlotPlace }) {
  const inOrder = points.toSorted((a, b) => a.x - b.x);
  const at = ({ x }: LinePoint) => place.x.at(x);
  const path = line<LinePoint>(at, ({ y }) => place.y.at(y))(inOrder);
  const band = area<LinePoint>()
    .defined(({ interval }) => interval != null)
    .x(at)
    .y0(({ interval }) => place.y.at(interval?.low ?? 0))
    .y1(({ interval }) => place.y.at(interval?.high ?? 0))(inOrder);
  return (
    <>
      {points.length >= bandFrom && band && <path d={band} fill={tintOf(position)} opacity={0.15} />}
      {path && <path d={path} fill="none" stroke={tintOf(position)} strokeWidth={1.5} />}
    </>
  );
}
