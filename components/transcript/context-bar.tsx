import type { Dialogue } from "@/lib/domain/dialogue";
import { cx } from "../ui/cx";
import { formatNumber } from "../ui/format-number";
import { ProgressBar } from "../ui/progress-bar";

type ContextBarProps = { dialogue: Pick<Dialogue, "contextTokens" | "contextLimit">; className?: string };

/** How much of its context budget a dialogue has used: it ends when the next user turn would not fit. */
export function ContextBar({ dialogue: { contextTokens, contextLimit }, className }: ContextBarProps) {
  const tight = contextTokens !== null && contextTokens > contextLimit * 0.9;
  const title = contextTokens === null ? "Counted with the next turn" : "Tokens of context used, of the budget";
  return (
    <span className={cx("flex items-center gap-2", className)} title={title}>
      <ProgressBar
        label="Context budget"
        value={contextTokens ?? 0}
        max={contextLimit}
        tone={tight ? "warn" : "accent"}
        className="min-w-8 flex-1"
      />
      <span className="whitespace-nowrap text-2xs text-ink-faint tabular-nums">
        {contextTokens === null ? "–" : formatNumber(contextTokens)} / {formatNumber(contextLimit)}
      </span>
    </span>
  );
}
