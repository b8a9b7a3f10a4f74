import { serve } from "@/lib/http/serve";
import { takeBackAnswer } from "@/lib/operations/review/withdrawn-answers";

export const POST = serve("takeBackAnswer", ({ viewer, params }) => takeBackAnswer(viewer, params.assignmentId));
