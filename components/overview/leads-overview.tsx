import type { Overview } from "@/lib/domain/statistics/overview";
import { Throughput } from "./day-bars";
import { HoldUps } from "./hold-ups-panel";
import { CostPanel, SinceYesterday, TargetsPanel } from "./overview-panels";

/** How the data comes along, for whoever leads the project. */
export function LeadsOverview({ overview, now }: { overview: Overview; now: number }) {
  const { days, lastDay, dayBefore, cost, queues, runs, targets } = overview;
  return (
    <>
      <HoldUps queues={queues} runs={runs} now={now} />
      <TargetsPanel targets={targets} />
      <Throughput days={days} />
      <SinceYesterday lastDay={lastDay} dayBefore={dayBefore} />
      <CostPanel cost={cost} />
    </>
  );
}
