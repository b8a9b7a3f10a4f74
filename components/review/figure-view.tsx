import type { Figure } from "@/lib/stats/figure";

const two = new Intl.NumberFormat("en-GB", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const percent = new Intl.NumberFormat("en-GB", { style: "percent", maximumFractionDigits: 0 });

/** Of an interval without width. */
const constant =
  "No item differs, so resampling the items shows no spread. That is not certainty: more items may differ.";

type FigureViewProps = { figure: Figure; unit?: "coefficient" | "percent" };

/** A figure with its interval and n, or in words why there is none. */
export function FigureView({ figure, unit = "coefficient" }: FigureViewProps) {
  if (!figure.ok) return <span className="text-ink-faint text-xs">{figure.reason}</span>;
  const format = unit === "percent" ? percent : two;
  const { value, interval, why, n } = figure;
  const isConstant = interval !== null && interval.low === interval.high;
  const told = isConstant ? constant : interval ? "95 % interval" : why;
  const range = interval && !isConstant ? `${format.format(interval.low)}–${format.format(interval.high)}` : null;
  return (
    <span className="whitespace-nowrap tabular-nums">
      <span className="font-medium">{format.format(value)}</span>{" "}
      <span className="text-ink-faint text-xs" title={told ?? undefined}>
        {range ?? (isConstant ? "the same on every item" : "no interval")}, n {n}
        {isConstant && <span className="sr-only">. {constant}</span>}
      </span>
    </span>
  );
}
