import { serve } from "@/lib/http/serve";
import { chooseHumanReference, readHumanReference } from "@/lib/operations/statistics/human-reference";

export const GET = serve("getHumanReference", () => readHumanReference());

export const PUT = serve("setHumanReference", ({ viewer, body }) => chooseHumanReference(viewer, body.snapshotId));
