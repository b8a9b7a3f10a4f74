import { serve } from "@/lib/http/serve";
import { serveItem } from "@/lib/operations/review/serve-item";

export const GET = serve("getAssignment", ({ viewer, params }) => serveItem(viewer, params.assignmentId));
