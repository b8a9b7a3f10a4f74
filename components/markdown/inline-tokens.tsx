import type { MarkedToken, Token } from "marked";
import { createElement, Fragment, memo, type ReactNode } from "react";
import { createMoment } from "@/lib/client/moment";
import { useMoment } from "@/lib/client/use-moment";
import type { FormulaToken } from "./formula-rules";
import { plainWords } from "./plain-words";
import { ShownPlainly } from "./shown-plainly";

/** Marks within marks beyond this are shown as they are. */
export const deepest = 24;

type InlineProps = { tokens: readonly Token[]; depth: number };

/** Words of a line with what is marked in them. */
export const Inline = memo(function Inline({ tokens, depth }: InlineProps): ReactNode {
  if (depth > deepest) return tokens.map(({ raw }) => raw).join("");
  return tokens.map((token, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: what stands before a place is never reordered.
    <Fragment key={i}>{inline(token as MarkedToken | FormulaToken, depth + 1)}</Fragment>
  ));
});

function inline(token: MarkedToken | FormulaToken, depth: number): ReactNode {
  switch (token.type) {
    case "formula":
      return <FormulaInText {...(token as FormulaToken)} />;
    case "strong":
      return (
        <strong className="font-semibold">
          <Inline tokens={token.tokens} depth={depth} />
        </strong>
      );
    case "em":
      return (
        <em>
          <Inline tokens={token.tokens} depth={depth} />
        </em>
      );
    case "del":
      return (
        <del>
          <Inline tokens={token.tokens} depth={depth} />
        </del>
      );
    case "codespan":
      return (
        <code dir="ltr" className="whitespace-pre-wrap rounded bg-sunken px-1 py-0.5 font-mono text-[0.85em]">
          {token.text}
        </code>
      );
    case "br":
      return <br />;
    case "checkbox": // its item shows it
      return null;
    case "link":
      return (
        <MarkdownLink href={token.href} words={token.text} raw={token.raw}>
          <Inline tokens={token.tokens} depth={depth} />
        </MarkdownLink>
      );
    case "image":
      // Nothing is fetched from elsewhere: what it shows, and where it is.
      return `${token.text} (${token.href})`.trim();
    case "escape":
      return token.text;
    case "text":
      return <Words text={token.text} />;
    default:
      return token.raw;
  }
}

/** Words as they are; the one tag that models write to begin a new line in a table does so. */
function Words({ text }: { text: string }): ReactNode {
  const lines = plainWords(text).split(/<br\s*\/?>/i);
  return lines.map((line, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines of one text are known by their place.
    <Fragment key={i}>
      {i > 0 && <br />}
      {line}
    </Fragment>
  ));
}

/** TeX that cannot be read, or that waits for the code which sets it, shows its source. */
export function FormulaInText({ raw, tex, isBlock }: FormulaToken) {
  const parts = useMoment(formulaMoment);
  const source = (
    <code dir="ltr" className="whitespace-pre-wrap font-mono text-[0.85em]">
      {raw.trim()}
    </code>
  );
  return (
    <ShownPlainly plain={source}>
      <span className={isBlock ? "block overflow-x-auto py-1" : undefined}>
        {parts ? createElement(parts.Formula, { tex, isBlock, source }) : source}
      </span>
    </ShownPlainly>
  );
}

/** When the first formula is met. */
export const formulaMoment = createMoment("the formula", () => import("./formula"));

type MarkdownLinkProps = { href: string; words: string; raw: string; children: ReactNode };

/**
 * A link that a model wrote. It opens beside the studio, tells nobody where the reader came from, and shows where it
 * goes unless its words do. Anything but the web and mail is no link: its source is shown.
 */
function MarkdownLink({ href, words, raw, children }: MarkdownLinkProps) {
  const place = placeOf(href);
  if (!place) return raw;
  return (
    <>
      <a href={href} title={href} target="_blank" rel="noreferrer noopener" className="text-accent underline">
        {children}
      </a>
      {!words.includes(place) && <span className="font-sans text-ink-faint text-xs"> ({place})</span>}
    </>
  );
}

/** The host, or the address of a mail; null where a link must not lead. */
function placeOf(href: string): string | null {
  if (!/^(?:https?:\/\/|mailto:)/i.test(href)) return null;
  if (!URL.canParse(href)) return null;
  const { protocol, pathname, host } = new URL(href);
  return protocol === "mailto:" ? pathname : host;
}
