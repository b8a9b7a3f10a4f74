import { curveMonotoneX, area as d3area } from "d3-shape";
import { tintOf } from "./candidate-mark";
import { ChartData } from "./chart-data";
import { Plot, PlotLink, type PlotPlace } from "./plot";

export type HistogramBin = {
  key: string;
  /** Where it begins and ends, in words. */
  label: string;
  /** What stands on the axis where it begins. */
  tick: string;
  count: number;
  /** The same of what it is held against. */
  against: number | null;
  /** What is behind it. */
  href: string;
};

type HistogramProps = {
  title: string;
  note?: string;
  /** What is counted, in the plural. */
  noun: string;
  axis: string;
  /** All bins from the first to the last that holds something, each as wide as the others. */
  bins: readonly HistogramBin[];
};

const share = (value: number) => `${Math.round(value * 1_000) / 10} %`;

/** How values are spread: a bar for each bin, with the spread of what it is held against as a surface behind. */
export function Histogram({ title, note, noun, axis, bins }: HistogramProps) {
  const [total, others] = [sumOf(bins.map(({ count }) => count)), sumOf(bins.map(({ against }) => against ?? 0))];
  const own = (bin: HistogramBin) => (total === 0 ? 0 : bin.count / total);
  const theirs = (bin: HistogramBin) => (others === 0 ? 0 : (bin.against ?? 0) / others);
  const said = (bin: HistogramBin) =>
    `${bin.label}: ${share(own(bin))}, ${bin.count.toLocaleString("en")} ${noun}${others > 0 ? `; people ${share(theirs(bin))}` : ""}`;
  return (
    <>
      <Plot
        label={note ? `${title}: ${note}` : title}
        title={title}
        note={note}
        size="panel"
        x={{ label: axis, values: [0, bins.length], format: (at) => bins[at]?.tick ?? "" }}
        y={{ label: `Share of ${noun}`, values: [0, ...bins.flatMap((bin) => [own(bin), theirs(bin)])], format: share }}
      >
        {(place) => (
          <>
            {others > 0 && <Surface place={place} shares={bins.map(theirs)} />}
            {bins.map((bin, i) => (
              <PlotLink key={bin.key} said={said(bin)} href={bin.href}>
                <Bar place={place} at={i} height={own(bin)} />
              </PlotLink>
            ))}
          </>
        )}
      </Plot>
      <ChartData
        caption={title}
        columns={["Values", `Share of ${noun}`, noun, ...(others > 0 ? ["People"] : [])]}
        rows={bins.map((bin) => ({
          key: bin.key,
          cells: [
            bin.label,
            share(own(bin)),
            bin.count.toLocaleString("en"),
            ...(others > 0 ? [share(theirs(bin))] : []),
          ],
        }))}
      />
    </>
  );
}

function Bar({ place, at, height }: { place: PlotPlace; at: number; height: number }) {
  const [left, right, top] = [place.x.at(at), place.x.at(at + 1), place.y.at(height)];
  return (
    <>
      {/* All of its column, so that a small one can be met, too. */}
      <rect x={left} y={place.top} width={right - left} height={place.bottom - place.top} fill="transparent" />
      <rect
        x={left + 0.5}
        y={top}
        width={Math.max(1, right - left - 1)}
        height={place.bottom - top}
        fill={tintOf(0)}
        opacity={0.75}
        strokeWidth={2}
        className="group-hover:stroke-ink group-focus-visible:stroke-accent"
      />
    </>
  );
}

/** Through the middles of the bins, down to nothing at both ends. */
function Surface({ place, shares }: { place: PlotPlace; shares: readonly number[] }) {
  const points = shares.map((share, i): [number, number] => [i + 0.5, share]);
  const outline = d3area<[number, number]>()
    .x(([x]) => place.x.at(x))
    .y0(place.bottom)
    .y1(([, y]) => place.y.at(y))
    .curve(curveMonotoneX)([[0, points[0]?.[1] ?? 0], ...points, [shares.length, points.at(-1)?.[1] ?? 0]]);
  return <path d={outline ?? ""} strokeWidth={1.5} className="fill-hover stroke-ink-faint" />;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
