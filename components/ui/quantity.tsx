import { cx } from "./cx";
import { formatNumber } from "./format-number";

type QuantityProps = {
  /** null = undefined as yet; then `why` is said in its place. */
  value: number | null;
  unit: string;
  why?: string;
  format?: (value: number) => string;
  className?: string;
};

/** A figure with its unit, or in words why there is none. */
export function Quantity({ value, unit, why = "nothing yet", format = formatNumber, className }: QuantityProps) {
  if (value === null) return <span className={cx("text-ink-faint text-sm", className)}>{why}</span>;
  return (
    <span className={cx("whitespace-nowrap tabular-nums", className)}>
      {format(value)}
      {unit && <span className="ml-1 text-[0.85em] text-ink-faint">{unit}</span>}
    </span>
  );
}
