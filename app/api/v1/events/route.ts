import { AppError } from "@/lib/base/app-error";
import { liveHub } from "@/lib/bus/live-hub";
import type { LiveFrame } from "@/lib/domain/live";
import { eventStream } from "@/lib/http/event-stream";
import { serve } from "@/lib/http/serve";
import { readViewer } from "@/lib/http/viewer";

export const dynamic = "force-dynamic";

export const GET = serve("events", ({ query: { dialogues, run, scope, detail }, request }) => {
  const ids = dialogues?.split(",").filter((id) => id !== "");
  if ([ids?.length, run, scope].filter(Boolean).length !== 1 || (ids?.length ?? 0) > 500)
    throw new AppError("invalid", "Say which: dialogues (1 to 500 ids), run, or scope=live.");
  return eventStream<LiveFrame>((send) => liveHub().subscribe({ dialogues: ids, runId: run, scope, detail }, send), {
    signal: request.signal,
    isAllowed: async () => ((await readViewer(request.headers).catch(refused))?.roles.length ?? 0) > 0,
  });
});

/** A token that was revoked meanwhile; any other trouble says nothing about the viewer. */
function refused(error: unknown): null {
  if (error instanceof AppError && error.code === "unauthenticated") return null;
  throw error;
}
