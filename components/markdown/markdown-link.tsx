import type { ReactNode } from "react";

type MarkdownLinkProps = { href: string; words: string; raw: string; children: ReactNode };

/**
 * A link that a model wrote. It opens beside the studio, tells nobody where the reader came from, and shows where it
 * goes unless its words do. Anything but the web and mail is no link: its source is shown.
 */
export function MarkdownLink({ href, words, raw, children }: MarkdownLinkProps) {
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
export function placeOf(href: string): string | null {
  if (!/^(?:https?:\/\/|mailto:)/i.test(href)) return null;
  if (!URL.canParse(href)) return null;
  const { protocol, pathname, host } = new URL(href);
  return protocol === "mailto:" ? pathname : host;
}
