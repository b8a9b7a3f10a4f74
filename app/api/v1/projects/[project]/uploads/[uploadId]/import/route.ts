import { serve } from "@/lib/http/serve";
import { importUpload } from "@/lib/operations/imports/imports";
import { askedIn } from "@/lib/operations/imports/take-file";

export const POST = serve("importUpload", ({ viewer, params, query }) =>
  importUpload(viewer, params.uploadId, askedIn(query)),
);
