import type { LiveFrame, NewsFrame } from "@/lib/domain/live";
import { liveHub } from "./live-hub";
import type { LiveSelection } from "./live-subscriber";
import { type NewsSelection, newsHub } from "./news-hub";

/** What one part of a page follows. */
export type Wanted = { live?: LiveSelection; news?: NewsSelection };

/** Everything that one part of a page follows. */
export function followPage(
  { live, news }: Wanted,
  send: (frame: LiveFrame | NewsFrame) => void | Promise<void>,
): { close(): void } {
  const parts = [live && liveHub().subscribe(live, send), news && newsHub().subscribe(news, send)];
  return {
    close() {
      for (const part of parts) part?.close();
    },
  };
}
