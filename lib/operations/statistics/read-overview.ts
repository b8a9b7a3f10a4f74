import { readBudget } from "@/lib/data/budgets";
import { readWorkerHealth } from "@/lib/data/engine/leases";
import { findDataSet } from "@/lib/data/snapshots/data-sets";
import { readCost, readDaysOfWork, readDone, readQueuesAtWork, readRunsAtWork } from "@/lib/data/statistics/overview";
import { listTargets, readTargetProgress } from "@/lib/data/statistics/targets";
import type { Overview } from "@/lib/domain/statistics/overview";
import { readAgreements } from "./read-agreements";

const shownDays = 14;

/** How a project's data comes along: what was done, what it cost, what holds it up, how far its data sets are. */
export async function readOverview(): Promise<Overview> {
  const [days, lastDay, dayBefore, cost, queues, runs, { spentLimit }, health, targets] = await Promise.all([
    readDaysOfWork(shownDays),
    readDone(24, 0),
    readDone(48, 24),
    readCost(),
    readQueues(),
    readRunsAtWork(),
    readBudget(),
    readWorkerHealth(),
    readTargets(),
  ]);
  const workers = health?.alive ?? null;
  return { days, lastDay, dayBefore, cost, queues, runs: { ...runs, workers, spentLimit }, targets };
}

async function readQueues(): Promise<Overview["queues"]> {
  const [queues, agreements] = await Promise.all([readQueuesAtWork(), readAgreements()]);
  return queues.map((queue) => {
    const shared = agreements.find(({ subject }) => subject.id === queue.id);
    return { ...queue, agreement: shared ? { alpha: shared.value, items: shared.counted } : null };
  });
}

async function readTargets(): Promise<Overview["targets"]> {
  const all: Overview["targets"] = [];
  for (const { dataSetId, body } of await listTargets()) {
    const [dataSet, progress] = [await findDataSet(dataSetId), await readTargetProgress(dataSetId, body)];
    if (dataSet && progress) all.push({ dataSetId, name: dataSet.name, progress });
  }
  return all;
}
