import { hasUsers } from "@/lib/data/people";
import { serve } from "@/lib/http/serve";
import { readViewer } from "@/lib/http/viewer";

export const GET = serve("session", async ({ request }) => {
  const viewer = await readViewer(request.headers);
  return { viewer, needsFirstAccount: viewer === null && !(await hasUsers()) };
});
