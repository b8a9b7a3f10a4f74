import { AppError } from "@/lib/base/app-error";
import { followPage } from "@/lib/bus/follow-page";
import type { CountedNoun, LiveFrame, NewsFrame } from "@/lib/domain/live";
import { may } from "@/lib/domain/viewer";
import { eventStream } from "@/lib/http/event-stream";
import { serve } from "@/lib/http/serve";
import { readViewer } from "@/lib/http/viewer";
import { openResults } from "@/lib/operations/judging/read-evaluation";

export const dynamic = "force-dynamic";

export const GET = serve("events", async ({ viewer, query, request }) => {
  const { dialogues, run, scope, detail, jobs, results, counts } = query;
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
  const live = named > 0 ? { dialogues: ids, runId: run, scope, detail } : undefined;
  const news =
    jobs || results || counted ? { jobsOf: jobs && { personId }, evaluationId: results, counts: counted } : undefined;
  return eventStream<LiveFrame | NewsFrame>((send) => followPage({ live, news }, send), {
    signal: request.signal,
    isAllowed: async () => ((await readViewer(request.headers).catch(refused))?.roles.length ?? 0) > 0,
  });
});

/** A token that was revoked meanwhile; any other trouble says nothing about the viewer. */
function refused(error: unknown): null {
  if (error instanceof AppError && error.code === "unauthenticated") return null;
  throw error;
}
