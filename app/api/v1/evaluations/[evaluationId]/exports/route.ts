import { serve } from "@/lib/http/serve";
import { streamFile } from "@/lib/http/stream-file";
import { exportEvaluation } from "@/lib/operations/judging/export-evaluation";

export const GET = serve("exportEvaluation", async ({ viewer, params, query, request }) =>
  streamFile(await exportEvaluation(viewer, params.evaluationId, query), request.signal),
);
