import type { RunBody } from "../run/run-draft";

type Run = {
  id: string;
  status: string;
  createdAt: string;
  spec: { name: string; simulatorId: string; assistantId: string; seedSetId: string | null; dialogues: number };
};

/** Two runs that differ in their simulator alone. */
export type PairOfRuns = { own: Run; other: Run; isOver: boolean; isMatched: boolean };

/** The newest two of one set-up, of these two simulators; null where there are none yet. */
export function pairOf(runs: readonly Run[], ownId: string, otherId: string): PairOfRuns | null {
  const newest = [...runs].sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
  for (const own of newest.filter(({ spec }) => spec.simulatorId === ownId)) {
    const other = newest.find(({ spec }) => spec.simulatorId === otherId && isSame(spec, own.spec));
    if (!other) continue;
    const isOver = [own, other].every(({ status }) => status === "done" || status === "stopped");
    return { own, other, isOver, isMatched: own.spec.seedSetId !== null };
  }
  return null;
}

function isSame(a: Run["spec"], b: Run["spec"]): boolean {
  return a.assistantId === b.assistantId && a.seedSetId === b.seedSetId && a.dialogues === b.dialogues;
}

type SetUp = Pick<RunBody, "assistantId" | "seedSetId" | "dialogues">;

/** What is sent to begin one of them; both under one seed, so that both begin with the same questions. */
export function specOfPair(setUp: SetUp, simulator: { id: string; name: string }, judged: string) {
  const name = `Judging ${judged}: ${simulator.name}`.slice(0, 200);
  return { ...setUp, name, simulatorId: simulator.id, randomSeed: 125, launch: true };
}
