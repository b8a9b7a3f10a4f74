import { serve } from "@/lib/http/serve";
import { figuresResponse, readFigures } from "@/lib/operations/judging/read-figures";

export const GET = serve("getOpenNames", async ({ viewer, params }) =>
  figuresResponse(await readFigures(viewer, params.evaluationId, { figures: "open_names", source: "people" })),
);
