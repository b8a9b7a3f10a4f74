import { requireProject } from "@/lib/data/project-at-work";
import { eventStream } from "@/lib/http/event-stream";
import { serve } from "@/lib/http/serve";
import { credentialOf, guardStream } from "@/lib/http/stream-guard";
import { followPage, wantedBy } from "@/lib/operations/follow-events";

export const dynamic = "force-dynamic";

export const GET = serve("events", async ({ viewer, query, request }) => {
  const wanted = await wantedBy(viewer, query);
  const credential = await credentialOf(request.headers);
  const guard = guardStream(viewer.id, requireProject(), credential);
  return eventStream((send) => followPage(wanted, send), { signal: request.signal, guard });
});

export const POST = serve("followEvents", async ({ viewer, body, request }) => {
  const all = await Promise.all(body.follow.map((followed) => wantedBy(viewer, followed)));
  const credential = await credentialOf(request.headers);
  const guard = guardStream(viewer.id, requireProject(), credential);
  return eventStream(
    (send) => {
      const parts = all.map((wanted, place) => followPage(wanted, (frame) => send(frame, place)));
      return { close: () => parts.forEach((part) => void part.close()) };
    },
    { signal: request.signal, guard },
  );
});
