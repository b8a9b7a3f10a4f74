import type { ReactNode } from "react";
import { cx } from "./cx";

type PanelProps = {
  title?: string;
  aside?: ReactNode;
  description?: ReactNode;
  className?: string;
  children: ReactNode;
};

/** A titled section on a sheet of its own. */
export function Panel({ title, aside, description, className, children }: PanelProps) {
  return (
    <section aria-label={title} className={cx("min-w-0 rounded-lg border border-line bg-surface p-5", className)}>
      {(title || aside) && (
        <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 not-last:mb-4">
          <div>
            {title && <h2 className="font-semibold text-base">{title}</h2>}
            {description && <p className="mt-0.5 max-w-prose text-ink-soft text-sm">{description}</p>}
          </div>
          {aside}
        </header>
      )}
      {children}
    </section>
  );
}
