"use client";

import { createContext, type ReactNode, useContext, useState } from "react";
import { Link } from "../layout/link";
import { cx } from "../ui/cx";
import { CandidatePoint, tintOf } from "./candidate-mark";
import { type ChartScale, chartScale, type ScaleKind } from "./chart-scale";

export type PlotAxis = {
  label: string;
  /** All that is drawn, ends of intervals among it. */
  values: readonly number[];
  format: (value: number) => string;
  kind?: ScaleKind;
};

/** Where values lie, and the box that they lie in. */
export type PlotPlace = { x: ChartScale; y: ChartScale; left: number; right: number; top: number; bottom: number };

export type Interval = { low: number; high: number };

const sizes = {
  /** One of many, side by side. */
  panel: { width: 340, height: 250, ticks: 4 },
  wide: { width: 760, height: 360, ticks: 6 },
} as const;

type PlotProps = {
  /** What is drawn, for those who do not see it. */
  label: string;
  /** Stands above it: of one among many, what it is about. */
  title?: string;
  /** Below the title: n, a coefficient. */
  note?: string;
  size?: keyof typeof sizes;
  x: PlotAxis;
  y: PlotAxis;
  children: (place: PlotPlace) => ReactNode;
};

const TellContext = createContext<(said: string | null) => void>(() => {});

/** Two axes with marks between them. What a mark stands for is told below while it is pointed at or has the focus. */
export function Plot({ label, title, note, size = "wide", x, y, children }: PlotProps) {
  const [told, tell] = useState<string | null>(null);
  const { width, height, ticks } = sizes[size];
  const top = 12 + (title ? 20 : 0) + (note ? 18 : 0) + 14;
  const box = { left: 52, right: width - 28, top, bottom: height - 44 + top - 26 };
  const place: PlotPlace = {
    ...box,
    x: chartScale(x.values, box.left, box.right, { kind: x.kind, wanted: ticks }),
    y: chartScale(y.values, box.bottom, box.top, { kind: y.kind, wanted: ticks }),
  };
  return (
    <div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is no picture. */}
      <svg
        data-chart
        role="group"
        aria-label={label}
        viewBox={`0 0 ${width} ${box.bottom + 44}`}
        className={cx("w-full text-[12px]", size === "wide" ? "min-w-[34rem] max-w-4xl" : "max-w-md")}
      >
        {title && (
          <text x={0} y={14} className="fill-ink font-medium text-[13px]">
            {shortened(title, width / 7)}
          </text>
        )}
        {note && (
          <text x={0} y={title ? 32 : 14} className="fill-ink-soft">
            {shortened(note, width / 6)}
          </text>
        )}
        <PlotAxes place={place} x={x} y={y} />
        <TellContext value={tell}>{children(place)}</TellContext>
      </svg>
      <p aria-hidden className="min-h-5 break-words text-ink-soft text-xs">
        {told}
      </p>
    </div>
  );
}

function PlotAxes({ place, x, y }: { place: PlotPlace; x: PlotAxis; y: PlotAxis }) {
  const { left, right, top, bottom } = place;
  return (
    <g aria-hidden>
      {place.y.ticks.map((tick) => (
        <g key={tick}>
          <line x1={left} x2={right} y1={place.y.at(tick)} y2={place.y.at(tick)} className="stroke-line" />
          <text x={left - 8} y={place.y.at(tick) + 4} textAnchor="end" className="fill-ink-faint tabular-nums">
            {y.format(tick)}
          </text>
        </g>
      ))}
      {place.x.ticks.map((tick) => (
        <g key={tick}>
          <line
            x1={place.x.at(tick)}
            x2={place.x.at(tick)}
            y1={bottom}
            y2={bottom + 5}
            className="stroke-line-strong"
          />
          <text x={place.x.at(tick)} y={bottom + 19} textAnchor="middle" className="fill-ink-faint tabular-nums">
            {x.format(tick)}
          </text>
        </g>
      ))}
      <line x1={left} x2={right} y1={bottom} y2={bottom} className="stroke-line-strong" />
      <text x={left} y={top - 12} className="fill-ink-faint">
        {y.label}
      </text>
      <text x={right} y={bottom + 37} textAnchor="end" className="fill-ink-faint">
        {x.label}
      </text>
    </g>
  );
}

type PlotPointProps = {
  position: number;
  x: number;
  y: number;
  /** Ends of its intervals, in pixels. */
  xEnds?: Interval | null;
  yEnds?: Interval | null;
  /** What it stands for, in words. */
  said: string;
  /** What is behind it. */
  href: string;
};

/** A mark with the intervals that it has; opens what is behind it. */
export function PlotPoint({ position, x, y, xEnds, yEnds, said, href }: PlotPointProps) {
  return (
    <PlotLink said={said} href={href}>
      {xEnds && <line x1={xEnds.low} x2={xEnds.high} y1={y} y2={y} stroke={tintOf(position)} strokeWidth={1.5} />}
      {yEnds && <line x1={x} x2={x} y1={yEnds.low} y2={yEnds.high} stroke={tintOf(position)} strokeWidth={1.5} />}
      <circle
        cx={x}
        cy={y}
        r={12}
        fill="transparent"
        className="group-focus-visible:stroke-2 group-focus-visible:stroke-accent"
      />
      <CandidatePoint position={position} x={x} y={y} />
    </PlotLink>
  );
}

/** Any mark of a plot (a bar, say) that opens what is behind it. */
export function PlotLink({ said, href, children }: { said: string; href: string; children: ReactNode }) {
  const tell = useContext(TellContext);
  return (
    <Link
      href={href}
      aria-label={said}
      className="group outline-none"
      onFocus={() => tell(said)}
      onBlur={() => tell(null)}
      onMouseEnter={() => tell(said)}
      onMouseLeave={() => tell(null)}
    >
      {children}
    </Link>
  );
}

/** Both ends of an interval as they lie on a scale. */
export function endsOn(scale: ChartScale, interval: Interval | null | undefined): Interval | null {
  return interval ? { low: scale.at(interval.low), high: scale.at(interval.high) } : null;
}

function shortened(text: string, letters: number): string {
  return text.length > letters ? `${text.slice(0, Math.floor(letters) - 1)}…` : text;
}
