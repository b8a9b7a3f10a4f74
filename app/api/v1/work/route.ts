import { readWork } from "@/lib/data/work";
import { workSignals } from "@/lib/domain/work";
import { serve } from "@/lib/http/serve";

export const GET = serve("listTeamWork", async ({ query }) => {
  const team = await readWork(query);
  const signals = workSignals(team);
  return { items: team.map((work) => ({ work, signals: signals.get(work.personId) ?? [] })) };
});
