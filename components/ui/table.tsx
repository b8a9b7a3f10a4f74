import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx";

type TableProps = {
  caption: string;
  /** How many rows there are with the head, where some are left out of the page for being out of sight. */
  rowCount?: number;
  children: ReactNode;
};

/** A table that scrolls sideways inside itself on a narrow screen. `caption` names it and is read, not shown. */
export function Table({ caption, rowCount, children }: TableProps) {
  return (
    <div className="relative overflow-x-auto rounded-lg border border-line bg-surface">
      <table aria-rowcount={rowCount} className="w-full border-collapse text-left text-sm">
        <caption className="sr-only">{caption}</caption>
        {children}
      </table>
    </div>
  );
}

/** A column's head; `numeric` sets it and nothing else to the right, as the figures below it. */
export function HeadCell({ numeric, className, ...rest }: ComponentProps<"th"> & { numeric?: boolean }) {
  return (
    <th
      scope="col"
      {...rest}
      className={cx(
        "whitespace-nowrap border-line border-b bg-sunken px-3 py-2 font-medium text-ink-faint text-xs",
        numeric && "text-right",
        className,
      )}
    />
  );
}

export function Row({ className, ...rest }: ComponentProps<"tr">) {
  return <tr {...rest} className={cx("border-line border-b last:border-0 hover:bg-hover/60", className)} />;
}

export function Cell({ numeric, className, ...rest }: ComponentProps<"td"> & { numeric?: boolean }) {
  return (
    <td
      {...rest}
      className={cx("px-3 py-2.5 align-middle", numeric && "whitespace-nowrap text-right tabular-nums", className)}
    />
  );
}
