import type { CallOutput } from "@/lib/contract/endpoint";
import type { Endpoints } from "@/lib/contract/endpoints";
import { listSharedVerdicts } from "@/lib/data/review/results";
import { readWork } from "@/lib/data/work";
import { workSignals } from "@/lib/domain/work";
import { clusteredShare } from "@/lib/stats/clustered-share";

/** Everybody's last `days` days by name, with what somebody should look at and how often others judge the same way. */
export async function readTeamWork(days: number): Promise<CallOutput<Endpoints["listTeamWork"]>> {
  const [team, verdicts] = await Promise.all([readWork({ days }), listSharedVerdicts(days)]);
  const signals = workSignals(team);
  const items = team.map((work) => {
    const shared = verdicts.filter(({ personId }) => personId === work.personId);
    const agreement = clusteredShare(shared.map(({ same, others }) => ({ part: same, n: others })));
    return { work, signals: signals.get(work.personId) ?? [], agreement };
  });
  return { items };
}
