import { serve } from "@/lib/http/serve";
import { createProbe } from "@/lib/operations/probes";

export const POST = serve("createProbe", ({ viewer, params }) => createProbe(viewer, params.modelId));
