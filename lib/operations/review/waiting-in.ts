import { atHiddenItem } from "@/lib/data/project-at-work";
import { readProgress, readWaiting, type Waiting } from "@/lib/data/review/queues";
import type { QueueProgress, ReviewQueue } from "@/lib/domain/review/queue";

/** Of each queue what waits for a person; items of queues that hide models are there for their own people alone. */
export async function waitingIn(queues: readonly ReviewQueue[], personId: string): Promise<Map<string, Waiting>> {
  return ofEach(queues, (ids) => readWaiting(ids, personId));
}

/** Of each queue how far it is, whoever asks. */
export async function progressIn(queues: readonly ReviewQueue[]): Promise<Map<string, QueueProgress>> {
  return ofEach(queues, readProgress);
}

async function ofEach<T>(queues: readonly ReviewQueue[], read: (ids: string[]) => Promise<Map<string, T>>) {
  const idsOf = (hides: boolean) => queues.filter(({ spec }) => spec.hidesModels === hides).map(({ id }) => id);
  const [shown, hidden] = [idsOf(false), idsOf(true)];
  const found = await read(shown);
  if (hidden.length === 0) return found;
  return new Map([...found, ...(await atHiddenItem(() => read(hidden)))]);
}
