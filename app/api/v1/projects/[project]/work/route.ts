import { serve } from "@/lib/http/serve";
import { readTeamWork } from "@/lib/operations/read-team-work";

export const GET = serve("listTeamWork", ({ query }) => readTeamWork(query.days));
