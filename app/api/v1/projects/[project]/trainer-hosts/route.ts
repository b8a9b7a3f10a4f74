import { listTrainerHosts } from "@/lib/data/training/trainer-hosts";
import { serve } from "@/lib/http/serve";

export const GET = serve("listTrainerHosts", async () => ({ items: await listTrainerHosts() }));
