import { findPinnedPath } from "@/lib/data/snapshots/changes";
import { serve } from "@/lib/http/serve";

export const GET = serve("getSnapshotChange", async ({ params: { snapshotId, dialogueId }, query: { from } }) => ({
  before: await findPinnedPath(from, dialogueId),
  after: await findPinnedPath(snapshotId, dialogueId),
}));
