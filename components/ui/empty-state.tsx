import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

type EmptyStateProps = {
  icon?: LucideIcon;
  /** What there is none of. */
  title: string;
  /** Why, and what comes of it. */
  children: ReactNode;
  /** The next useful act. */
  action?: ReactNode;
};

export function EmptyState({ icon: Icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center rounded-lg border border-line border-dashed px-6 py-14 text-center">
      {Icon && <Icon aria-hidden className="mb-3 size-6 text-ink-faint" strokeWidth={1.5} />}
      <h2 className="font-semibold text-base">{title}</h2>
      <div className="mt-1.5 max-w-md text-balance text-ink-soft text-sm">{children}</div>
      {action && <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
