import { serve } from "@/lib/http/serve";
import { previewImport } from "@/lib/operations/imports/preview-import";

export const POST = serve("previewImport", ({ query: { format, encoding, part, ...options }, body }) =>
  previewImport({ format, encoding, isPart: part === "yes", options }, body),
);
