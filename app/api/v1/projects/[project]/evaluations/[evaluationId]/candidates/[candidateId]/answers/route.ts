import { serve } from "@/lib/http/serve";
import { importAnswers } from "@/lib/operations/judging/import-answers";

export const POST = serve("importAnswers", ({ viewer, params, query, body }) =>
  importAnswers(viewer, { ...params, ...query }, body),
);
