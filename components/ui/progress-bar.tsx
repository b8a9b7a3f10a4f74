import { cx } from "./cx";
import type { Tone } from "./tone";

type ProgressBarProps = { label: string; value: number; max: number; tone?: Tone; className?: string };

const fills: Record<Tone, string> = {
  neutral: "bg-ink-faint",
  accent: "bg-accent",
  ok: "bg-ok",
  warn: "bg-warn",
  danger: "bg-danger",
  user: "bg-user",
  assistant: "bg-assistant",
};

/** How much of a whole is reached. The figures belong in text beside it; `label` names it where only the bar is. */
export function ProgressBar({ label, value, max, tone = "accent", className }: ProgressBarProps) {
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0;
  return (
    <span
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={Math.min(value, max)}
      className={cx("block h-1.5 overflow-hidden rounded-full bg-hover", className)}
    >
      <span className={cx("block h-full rounded-full", fills[tone])} style={{ width: `${share * 100}%` }} />
    </span>
  );
}
