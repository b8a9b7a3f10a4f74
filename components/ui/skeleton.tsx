import { cx } from "./cx";

/** A grey stand-in the size of what is coming. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cx("animate-pulse-dot rounded-md bg-hover", className)} />;
}

/** Rows of a list or table that is being read. */
export function SkeletonRows({ rows = 5, label = "Loading" }: { rows?: number; label?: string }) {
  const keys = Array.from({ length: rows }, (_, row) => `row-${row}`);
  return (
    <div role="status" className="space-y-2">
      <span className="sr-only">{label}</span>
      {keys.map((key) => (
        <Skeleton key={key} className="h-11" />
      ))}
    </div>
  );
}
