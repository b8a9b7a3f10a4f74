import { serve } from "@/lib/http/serve";
import { readTeamWork } from "@/lib/operations/work";

export const GET = serve("listTeamWork", ({ query }) => readTeamWork(query.days));
