import { line } from "d3-shape";
import { CandidateMark, tintOf } from "../charts/candidate-mark";
import { ChartData } from "../charts/chart-data";
import { Plot } from "../charts/plot";
import { formatNumber } from "../ui/format-number";

/** A figure by step; null where a step does not tell it. */
export type CurveSeries = {
  key: string;
  label: string;
  position: number;
  points: readonly { x: number; y: number | null }[];
};
type Known = { x: number; y: number };

/** As many rows as a reader goes through; the file of the API has all. */
const mostRows = 200;

/** Figures by step, a line each: too many points to be marked one by one. */
export function CurveChart({
  title,
  format,
  series,
}: {
  title: string;
  format: (value: number) => string;
  series: readonly CurveSeries[];
}) {
  const known = series.map((one) => ({
    ...one,
    known: one.points.filter((point): point is Known => point.y !== null),
  }));
  const all = known.flatMap((one) => one.known);
  const last = known.map((one) => `${one.label}: ${format(one.known.at(-1)?.y ?? 0)} at step ${one.known.at(-1)?.x}`);
  return (
    <>
      {series.length > 1 && (
        <ul className="mb-2 flex flex-wrap gap-x-4 gap-y-1 text-ink-soft text-xs">
          {series.map(({ key, label, position }) => (
            <li key={key} className="flex items-center gap-1.5">
              <CandidateMark position={position} /> <bdi className="[overflow-wrap:anywhere]">{label}</bdi>
            </li>
          ))}
        </ul>
      )}
      <Plot
        label={`${title}. ${last.join("; ")}`}
        title={title}
        size="panel"
        x={{
          label: "Step",
          values: all.map(({ x }) => x),
          format: (step) => (Number.isInteger(step) ? formatNumber(step) : ""),
        }}
        y={{ label: "", values: all.map(({ y }) => y), format }}
      >
        {(place) =>
          known.map(({ key, position, known: points }) => {
            const [only] = points;
            const path = line<Known>(
              ({ x }) => place.x.at(x),
              ({ y }) => place.y.at(y),
            )([...points]);
            return points.length === 1 && only ? (
              <circle key={key} cx={place.x.at(only.x)} cy={place.y.at(only.y)} r={3} fill={tintOf(position)} />
            ) : (
              path && <path key={key} d={path} fill="none" stroke={tintOf(position)} strokeWidth={1.5} />
            );
          })
        }
      </Plot>
      <ChartData
        caption={title}
        columns={["Line", "Step", title]}
        rows={known.flatMap(({ key, label, known: points }) =>
          points
            .slice(-mostRows)
            .map(({ x, y }) => ({ key: `${key} ${x}`, cells: [label, formatNumber(x), format(y)] })),
        )}
      />
    </>
  );
}
