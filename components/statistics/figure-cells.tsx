import { Cell } from "../ui/table";
import { tellFigure } from "./figure-words";

type IntervalCellProps = {
  value: number | null | undefined;
  interval: { low: number; high: number } | null | undefined;
  unit: string;
  /** With its sign, as a difference has one. */
  isSigned?: boolean;
};

/** A figure with its interval below it. */
export function IntervalCell({ value, interval, unit, isSigned = false }: IntervalCellProps) {
  const tell = (number: number) => {
    const told = tellFigure(number, unit).replace("-", "−");
    return isSigned && number > 0 ? `+${told}` : told;
  };
  return (
    <Cell numeric>
      {value == null ? <None /> : tell(value)}
      {interval && (
        <span className="block text-ink-faint text-xs">
          {tell(isSigned ? interval.low : Math.max(0, interval.low))} to{" "}
          {tell(isSigned || unit !== "share" ? interval.high : Math.min(1, interval.high))}
        </span>
      )}
    </Cell>
  );
}

export function None() {
  return <span className="text-ink-faint">none</span>;
}
