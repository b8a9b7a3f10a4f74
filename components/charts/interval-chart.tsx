import type { Figure } from "@/lib/stats/figure";
import { CandidatePoint, tintOf } from "./candidate-mark";
import { chartScale } from "./chart-scale";

export type IntervalRow = { key: string; label: string; position: number; figure: Figure; note?: string };

type IntervalChartProps = {
  rows: IntervalRow[];
  /** Read to those who do not see it. */
  label: string;
  format: (value: number) => string;
  /** Values that the scale holds whatever the rows are: 0 and 1 of a share. */
  within?: [number, number];
  /** A line that means "no difference". */
  even?: number;
};

const [width, left, right, rowHeight, foot] = [820, 190, 210, 34, 30];

/** A dot with its interval per row. A figure that cannot be given stands as its reason, never as a dot. */
export function IntervalChart({ rows, label, format, within, even }: IntervalChartProps) {
  const values = rows.flatMap(({ figure }) =>
    figure.ok ? [figure.value, ...(figure.interval ? [figure.interval.low, figure.interval.high] : [])] : [],
  );
  const scale = chartScale(within ?? values, left, width - right);
  const height = rows.length * rowHeight + foot;
  return (
    <svg
      data-chart
      role="img"
      aria-label={`${label}: ${rows.map(said(format)).join("; ")}`}
      viewBox={`0 0 ${width} ${height}`}
      className="w-full min-w-[40rem] max-w-4xl text-[12px]"
    >
      {scale.ticks.map((tick) => (
        <g key={tick}>
          <line
            x1={scale.at(tick)}
            x2={scale.at(tick)}
            y1={0}
            y2={height - foot + 4}
            className={tick === even ? "stroke-line-strong" : "stroke-line"}
          />
          <text x={scale.at(tick)} y={height - 8} textAnchor="middle" className="fill-ink-faint tabular-nums">
            {format(tick)}
          </text>
        </g>
      ))}
      {rows.map((row, i) => (
        <IntervalMark key={row.key} row={row} y={i * rowHeight + rowHeight / 2} at={scale.at} format={format} />
      ))}
    </svg>
  );
}

type IntervalMarkProps = {
  row: IntervalRow;
  y: number;
  at: (value: number) => number;
  format: (value: number) => string;
};

function IntervalMark({ row: { label, position, figure, note }, y, at, format }: IntervalMarkProps) {
  const short = label.length > 26 ? `${label.slice(0, 25)}…` : label;
  const tint = tintOf(position);
  return (
    <g>
      <title>{label}</title>
      <text x={left - 14} y={y + 4} textAnchor="end" className="fill-ink font-medium">
        {short}
      </text>
      {figure.ok ? (
        <>
          {figure.interval && (
            <line
              x1={at(figure.interval.low)}
              x2={at(figure.interval.high)}
              y1={y}
              y2={y}
              stroke={tint}
              strokeWidth={2}
            />
          )}
          <CandidatePoint position={position} x={at(figure.value)} y={y} />
          <text x={width - right + 12} y={y + 4} className="fill-ink-soft tabular-nums">
            {format(figure.value)}
            {figure.interval && ` (${format(figure.interval.low)}–${format(figure.interval.high)})`}
            {note && ` ${note}`}
          </text>
        </>
      ) : (
        <text x={left} y={y + 4} className="fill-ink-faint">
          {figure.reason}
        </text>
      )}
    </g>
  );
}

function said(format: (value: number) => string) {
  return ({ label, figure }: IntervalRow) => {
    if (!figure.ok) return `${label}, ${figure.reason}`;
    const range = figure.interval
      ? `95 % interval ${format(figure.interval.low)} to ${format(figure.interval.high)}`
      : "no interval";
    return `${label} ${format(figure.value)}, ${range}, n ${figure.n}`;
  };
}
