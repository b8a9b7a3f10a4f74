import { serve } from "@/lib/http/serve";
import { sendBack } from "@/lib/operations/review/withdrawn-answers";

export const POST = serve("sendBack", ({ viewer, params, body }) => sendBack(viewer, { ...params, ...body }));
