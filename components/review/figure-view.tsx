import type { Figure } from "@/lib/stats/figure";

const two = new Intl.NumberFormat("en-GB", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const percent = new Intl.NumberFormat("en-GB", { style: "percent", maximumFractionDigits: 0 });

type FigureViewProps = { figure: Figure; unit?: "coefficient" | "percent" };

/** A figure with its interval and n, or in words why there is none. */
export function FigureView({ figure, unit = "coefficient" }: FigureViewProps) {
  if (!figure.ok) return <span className="text-ink-faint text-xs">{figure.reason}</span>;
  const format = unit === "percent" ? percent : two;
  const { value, interval, why, n } = figure;
  return (
    <span className="whitespace-nowrap tabular-nums">
      <span className="font-medium">{format.format(value)}</span>{" "}
      <span className="text-ink-faint text-xs" title={interval ? "95 % interval" : (why ?? undefined)}>
        {interval ? `${format.format(interval.low)}–${format.format(interval.high)}, ` : "no interval, "}n {n}
      </span>
    </span>
  );
}
