import { serve } from "@/lib/http/serve";
import { readProbe } from "@/lib/operations/probes";

export const GET = serve("getProbe", ({ params }) => readProbe(params.probeId));
