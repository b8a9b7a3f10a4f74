import { serve } from "@/lib/http/serve";
import { createUpload } from "@/lib/operations/uploads/take-part";

export const POST = serve("createUpload", ({ viewer, body }) => createUpload(viewer, body.size));
