import { serve } from "@/lib/http/serve";
import { exportDialogues } from "@/lib/operations/exports";

export const GET = serve("exportDialogues", ({ query: { format, target, ...filter } }) =>
  exportDialogues({ format, target, filter }),
);
