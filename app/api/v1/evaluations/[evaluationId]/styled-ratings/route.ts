import { serve } from "@/lib/http/serve";
import { readStyledRatings } from "@/lib/operations/judging/read-styled-ratings";

export const GET = serve("getStyledRatings", ({ viewer, params, query }) =>
  readStyledRatings(viewer, params.evaluationId, query),
);
