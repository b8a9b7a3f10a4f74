import { serve } from "@/lib/http/serve";
import { takePart } from "@/lib/operations/uploads/take-part";

export const PUT = serve("sendPart", ({ params, query, body }) => takePart(params.uploadId, query.offset, body));
