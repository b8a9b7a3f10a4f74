import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx";
import { type Tone, toneClass } from "./tone";

type BadgeProps = { tone?: Tone; icon?: LucideIcon; title?: string; children: ReactNode };

/** A state in a word or two; the word says it, the tone only helps. */
export function Badge({ tone = "neutral", icon: Icon, title, children }: BadgeProps) {
  return (
    <span
      title={title}
      className={cx(
        "inline-flex h-5 max-w-full items-center gap-1 whitespace-nowrap rounded-full border px-2 font-medium text-2xs",
        toneClass[tone],
      )}
    >
      {Icon && <Icon aria-hidden className="size-3 shrink-0" />}
      <span className="truncate">{children}</span>
    </span>
  );
}
