import { AppError } from "@/lib/base/app-error";
import { followPage } from "@/lib/bus/follow-page";
import { requireProject } from "@/lib/data/project-at-work";
import type { CountedNoun, LiveFrame, NewsFrame } from "@/lib/domain/live";
import { may } from "@/lib/domain/viewer";
import { eventStream } from "@/lib/http/event-stream";
import { isStillIn } from "@/lib/http/is-still-in";
import { serve } from "@/lib/http/serve";
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
  const projectId = requireProject();
  return eventStream<LiveFrame | NewsFrame>((send) => followPage({ live, news }, send), {
    signal: request.signal,
    isAllowed: () => isStillIn(projectId, request.headers),
  });
});
