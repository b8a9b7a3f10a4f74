import { AppError } from "@/lib/base/app-error";
import { liveHub } from "@/lib/bus/live-hub";
import type { LiveSelection } from "@/lib/bus/live-subscriber";
import { type NewsSelection, newsHub } from "@/lib/bus/news-hub";
import type { Followed } from "@/lib/contract/endpoints/events";
import { blindfolded } from "@/lib/domain/blindfolded";
import type { CountedNoun, LiveFrame, NewsFrame } from "@/lib/domain/live";
import { may, type Viewer } from "@/lib/domain/viewer";
import { openResults } from "./judging/read-evaluation";

/** What the bus is asked for one part of a page. Throws where the part names nothing, or more than one kind of dialogues. */
export async function wantedBy(viewer: Viewer, followed: Followed): Promise<Wanted> {
  const { dialogues, run, scope, detail, jobs, results, counts } = followed;
  const ids = dialogues?.split(",").filter((id) => id !== "");
  const named = [ids?.length, run, scope].filter(Boolean).length;
  const counted = counts?.split(",") as CountedNoun[] | undefined;
  if (named > 1 || (named === 0 && !jobs && !results && !counted) || (ids?.length ?? 0) > 500)
    throw new AppError(
      "invalid",
      "Say which: dialogues (1 to 500 ids), run, or scope=live; or jobs, or results, or counts.",
    );
  if (results) await openResults(viewer, results);
  const personId = jobs === "all" && may(viewer, "job.manage") ? null : viewer.id;
  return {
    live: named > 0 ? { dialogues: ids, runId: run, scope, detail, rater: blindfolded(viewer) } : undefined,
    news:
      jobs || results || counted ? { jobsOf: jobs && { personId }, evaluationId: results, counts: counted } : undefined,
  };
}

/** What one part of a page follows. */
type Wanted = { live?: LiveSelection; news?: NewsSelection };

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
