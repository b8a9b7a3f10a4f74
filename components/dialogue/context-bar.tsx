import type { Dialogue } from "@/lib/domain/dialogue";
import { cx } from "../ui/cx";
import { formatNumber } from "../ui/format-number";
import { ProgressBar } from "../ui/progress-bar";

type ContextBarProps = { dialogue: Pick<Dialogue, "contextTokens" | "contextLimit">; className?: string };

/** How much of its context budget a dialogue has used: it ends when the next user turn would not fit. */
export function ContextBar({ dialogue: { contextTokens, contextLimit }, className }: ContextBarProps) {
  const tight = contextTokens > contextLimit * 0.9;
  return (
    <span className={cx("flex items-center gap-2", className)} title="Tokens of context used, of the budget">
      <ProgressBar
        label="Context budget"
        value={contextTokens}
        max={contextLimit}
        tone={tight ? "warn" : "accent"}
        className="min-w-8 flex-1"
      />
      <span className="whitespace-nowrap text-2xs text-ink-faint tabular-nums">
        {formatNumber(contextTokens)} / {formatNumber(contextLimit)}
      </span>
    </span>
  );
}
