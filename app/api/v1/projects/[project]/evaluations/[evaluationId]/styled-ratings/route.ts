import { serve } from "@/lib/http/serve";
import { figuresResponse, readFigures } from "@/lib/operations/judging/read-figures";

export const GET = serve("getStyledRatings", async ({ viewer, params, query }) =>
  figuresResponse(await readFigures(viewer, params.evaluationId, { figures: "styled", ...query })),
);
