import type { ReactNode } from "react";
import { cx } from "../ui/cx";

type PageProps = {
  title: string;
  /** One line: what this page is for. */
  lead?: ReactNode;
  /** What can be done here, the main act last. */
  actions?: ReactNode;
  /** Forms and texts keep a reading width; lists take the window. */
  width?: "reading" | "wide";
  children: ReactNode;
};

/** The frame of a page: its name, what it is for, what can be done. */
export function Page({ title, lead, actions, width = "wide", children }: PageProps) {
  return (
    // Names of pages stand in one place whatever the width, so that going about moves nothing.
    <div className="mx-auto w-full max-w-7xl px-4 py-6 sm:px-8 sm:py-8">
      <div className={cx(width === "reading" && "max-w-3xl")}>
        <header className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3 sm:flex-nowrap">
          <div className="min-w-0">
            <h1 className="break-words font-semibold text-2xl tracking-tight">{title}</h1>
            {lead && <p className="mt-1 max-w-prose text-ink-soft text-sm">{lead}</p>}
          </div>
          {actions && <div className="flex shrink-0 flex-wrap items-center gap-2 max-sm:shrink">{actions}</div>}
        </header>
        {children}
      </div>
    </div>
  );
}
