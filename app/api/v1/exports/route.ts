import { serve } from "@/lib/http/serve";
import { streamFile } from "@/lib/http/stream-file";
import { exportDialogues } from "@/lib/operations/export-dialogues";

export const GET = serve("exportDialogues", ({ query: { format, target, ...filter }, request }) =>
  streamFile(exportDialogues({ format, target, filter }), request.signal),
);
