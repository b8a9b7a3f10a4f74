import type { MarkedToken, Token, Tokens } from "marked";
import { memo, type ReactNode } from "react";
import { cx } from "../ui/cx";
import { CodeBlock } from "./code-block";
import type { FormulaToken } from "./formula-rules";
import { deepest, FormulaInText, Inline } from "./inline-tokens";

/** `end` stands behind the last word: what was not read yet, and the caret. `from` is the number of the first item. */
type BlocksProps = { tokens: readonly Token[]; depth?: number; from?: number | null; end?: ReactNode };

export const prose = "script whitespace-normal";

/** Paragraphs, lists, tables and what else stands on lines of its own. */
export function Blocks({ tokens, depth = 0, from = null, end }: BlocksProps): ReactNode {
  const shown = tokens.filter(({ type }) => type !== "space");
  if (depth > deepest) return shown.map(({ raw }) => raw).join("");
  const last = shown.at(-1);
  const taker = takesEnd(last) ? last : undefined;
  return (
    <>
      {shown.map((token, i) => (
        <BlockToken
          // biome-ignore lint/suspicious/noArrayIndexKey: what stands before a place is never reordered.
          key={i}
          token={token}
          depth={depth}
          from={i === 0 ? from : null}
          end={token === taker ? end : undefined}
        />
      ))}
      {end && !taker && <p className={prose}>{end}</p>}
    </>
  );
}

type BlockProps = { token: Token; depth: number; from: number | null; end?: ReactNode };

const BlockToken = memo(function BlockToken({ token: any, depth, from, end }: BlockProps): ReactNode {
  const token = any as MarkedToken | FormulaToken;
  switch (token.type) {
    case "paragraph":
      return (
        <p dir="auto" className={prose}>
          <Inline tokens={(token as Tokens.Paragraph).tokens} depth={depth} />
          {end}
        </p>
      );
    case "text":
      return (
        <span className={cx(prose, "block")}>
          <Inline tokens={(token as Tokens.Text).tokens ?? [{ ...token, tokens: undefined }]} depth={depth} />
          {end}
        </span>
      );
    case "heading":
      return <Heading {...(token as Tokens.Heading)} level={(token as Tokens.Heading).depth} end={end} />;
    case "list":
      return <List {...(token as Tokens.List)} depth={depth} from={from} end={end} />;
    case "blockquote":
      return (
        <blockquote
          dir={directionOf(token.raw)}
          className="max-w-script space-y-3 border-line-strong border-s-2 ps-4 text-ink-soft"
        >
          <Blocks tokens={(token as Tokens.Blockquote).tokens} depth={depth + 1} end={end} />
        </blockquote>
      );
    case "table":
      return <MarkdownTable {...(token as Tokens.Table)} depth={depth} />;
    case "code":
      return (
        <CodeBlock
          language={/^\S*/.exec((token as Tokens.Code).lang ?? "")?.[0] ?? ""}
          text={(token as Tokens.Code).text}
        />
      );
    case "hr":
      return <hr className="max-w-script border-line-strong" />;
    case "formula":
      return (
        <div className={prose}>
          <FormulaInText {...(token as FormulaToken)} />
        </div>
      );
    default:
      return <Inline tokens={[token]} depth={depth} />;
  }
});

function takesEnd(token: Token | undefined): boolean {
  if (token?.type === "list") return takesEnd((token as Tokens.List).items.at(-1)?.tokens.at(-1));
  if (token?.type === "blockquote") return true;
  return token?.type === "paragraph" || token?.type === "text" || token?.type === "heading";
}

/** Headings of a reply stand below those of the page. */
function Heading({ level, tokens, end }: { level: number; tokens: Token[]; end?: ReactNode }) {
  const Tag = (["h3", "h4", "h5", "h6"] as const)[Math.min(level, 4) - 1] ?? "h6";
  return (
    <Tag dir="auto" className={cx(prose, "font-semibold", level === 1 ? "text-xl!" : level === 2 ? "text-lg!" : "")}>
      <Inline tokens={tokens} depth={0} />
      {end}
    </Tag>
  );
}

type ListProps = Pick<Tokens.List, "raw" | "ordered" | "start" | "items"> & Omit<BlockProps, "token">;

function List({ raw, ordered, start, items, depth, from, end }: ListProps) {
  const Tag = ordered ? "ol" : "ul";
  const first = from ?? (start === "" ? 1 : start);
  return (
    <Tag
      dir={directionOf(raw)}
      start={ordered && first !== 1 ? first : undefined}
      className={cx("max-w-script space-y-1 marker:text-ink-faint", ordered ? "list-decimal ps-8" : "list-disc ps-6")}
    >
      {items.map((item, i) => (
        <Item
          // biome-ignore lint/suspicious/noArrayIndexKey: items of a list are known by their place.
          key={i}
          tokens={item.tokens}
          task={item.task}
          checked={item.checked}
          depth={depth + 1}
          end={i === items.length - 1 ? end : undefined}
        />
      ))}
    </Tag>
  );
}

type ItemProps = Pick<Tokens.ListItem, "tokens" | "task" | "checked"> & { depth: number; end?: ReactNode };

const Item = memo(function Item({ tokens, task, checked, depth, end }: ItemProps) {
  return (
    <li className={cx("script space-y-1 whitespace-normal", task && "relative list-none")}>
      {task && (
        <span role="img" aria-label={checked ? "Done" : "To do"} className="absolute -start-6">
          {checked ? "☑" : "☐"}
        </span>
      )}
      <Blocks tokens={tokens.filter(({ type }) => type !== "checkbox")} depth={depth} end={end} />
    </li>
  );
});

type MarkdownTableProps = Pick<Tokens.Table, "raw" | "header" | "rows"> & { depth: number };

const side = { left: "text-left", center: "text-center", right: "text-right" } as const;

/** A table of a reply. A wide one is scrolled in its own frame, by keys too. */
function MarkdownTable({ raw, header, rows, depth }: MarkdownTableProps) {
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

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/**
 * Which way a list, a table or a quote runs, told by its first letter: `dir="auto"` does not look into children that
 * have a direction of their own.
 */
function directionOf(text: string): "ltr" | "rtl" {
  return rightToLeft.test(/\p{L}/u.exec(text)?.[0] ?? "") ? "rtl" : "ltr";
}
