import { cx } from "../ui/cx";
import { formatNumber } from "../ui/format-number";

/** How much waits behind a way of the sidebar: a number, or where there is no room for one a dot. Nothing for none. */
export function WaitingCount({ count, narrow }: { count: number; narrow: boolean }) {
  if (count === 0) return null;
  return (
    <span className={cx("text-2xs tabular-nums", narrow ? "absolute top-1 right-1" : "ml-auto text-ink-soft")}>
      <span aria-hidden={narrow} className={narrow ? "block size-1.5 rounded-full bg-accent" : ""}>
        {!narrow && formatNumber(count)}
      </span>
      <span className="sr-only">{narrow ? formatNumber(count) : ""} wait for you</span>
    </span>
  );
}
