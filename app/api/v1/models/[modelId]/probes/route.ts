import { serve } from "@/lib/http/serve";
import { createProbe } from "@/lib/operations/create-probe";

export const POST = serve("createProbe", ({ params }) => createProbe(params.modelId));
