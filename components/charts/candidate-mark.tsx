import { cx } from "../ui/cx";

/** Tints in the order of candidates; after eight they come again with another shape. */
export const tintOf = (position: number) => `var(--tint-${(position % 8) + 1})`;

const shapes = [
  "M-5,0a5,5 0 1,0 10,0a5,5 0 1,0 -10,0",
  "M-4.5,-4.5h9v9h-9z",
  "M0,-6l5.6,10h-11.2z",
  "M0,-6.2l6.2,6.2l-6.2,6.2l-6.2,-6.2z",
  "M-5.5,-2h3.5v-3.5h4v3.5h3.5v4h-3.5v3.5h-4v-3.5h-3.5z",
];

/** A candidate's mark inside a chart: tint and shape. */
export function CandidatePoint({ position, x, y }: { position: number; x: number; y: number }) {
  return (
    <path
      d={shapes[(position + Math.floor(position / 8)) % shapes.length]}
      transform={`translate(${x} ${y})`}
      fill={tintOf(position)}
    />
  );
}

/** The same beside a name. */
export function CandidateMark({ position, className }: { position: number; className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="-7 -7 14 14" className={cx("inline size-3.5 shrink-0", className)}>
      <CandidatePoint position={position} x={0} y={0} />
    </svg>
  );
}
