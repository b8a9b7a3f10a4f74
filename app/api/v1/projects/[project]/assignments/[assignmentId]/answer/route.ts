import { serve } from "@/lib/http/serve";
import { answerItem } from "@/lib/operations/review/answer-item";

export const POST = serve("answerItem", ({ viewer, params, body }) => answerItem(viewer, { ...params, ...body }));
