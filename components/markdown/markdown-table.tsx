import type { Tokens } from "marked";
import { cx } from "../ui/cx";
import { directionOf } from "./direction-of";
import { Inline } from "./inline-tokens";

type MarkdownTableProps = Pick<Tokens.Table, "raw" | "header" | "rows"> & { depth: number };

const side = { left: "text-left", center: "text-center", right: "text-right" } as const;

/** A table of a reply. A wide one is scrolled in its own frame, by keys too. */
export function MarkdownTable({ raw, header, rows, depth }: MarkdownTableProps) {
  const cell = (Tag: "th" | "td") =>
    function Cell({ tokens, align }: Tokens.TableCell, i: number) {
      return (
        <Tag
          key={i}
          dir="auto"
          className={cx("min-w-20 border border-line px-3 py-1.5 align-top", align && side[align])}
        >
          <Inline tokens={tokens} depth={depth} />
        </Tag>
      );
    };
  return (
    <section
      aria-label="Table"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by the arrow keys too.
      tabIndex={0}
      className="max-w-full overflow-x-auto"
    >
      <table dir={directionOf(raw)} className="border-collapse font-serif text-[0.9375rem] leading-normal">
        <thead className="bg-sunken font-semibold">
          <tr>{header.map(cell("th"))}</tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of one table are known by their place.
            <tr key={i}>{row.map(cell("td"))}</tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
