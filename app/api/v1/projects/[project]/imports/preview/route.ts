import { serve } from "@/lib/http/serve";
import { previewImport } from "@/lib/operations/imports/preview-import";
import { partsFrom } from "@/lib/operations/imports/preview-parquet";

export const POST = serve("previewImport", ({ query: { format, encoding, part, size, ranges, ...options }, body }) =>
  previewImport({ format, encoding, isPart: part === "yes", parts: partsFrom(size, ranges), options }, body),
);
