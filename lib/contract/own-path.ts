import { hrefs } from "./hrefs";

const studio = "http://studio.invalid";

/**
 * The path that a link to sign in leads back to: read as a browser reads it, so that no spelling leads to another site.
 * Home for whatever is no path of this studio.
 */
export function ownPath(next: unknown): string {
  if (typeof next !== "string" || !next.startsWith("/") || !URL.canParse(next, studio)) return hrefs.home;
  const { origin, pathname, search, hash } = new URL(next, studio);
  return origin === studio && !pathname.startsWith("//") ? pathname + search + hash : hrefs.home;
}
