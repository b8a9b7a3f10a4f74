/** How much of one person is at work at a time: half of the pool, and more than the connections of a browser use. */
const atOnce = 6;

const people = new Map<string, { working: number; waiting: (() => void)[] }>();

/**
 * Does `work` when fewer than six things of this person are under way, in the order they came. Whoever opens many tabs, or
 * asks for a hundred slow searches, waits for themselves and keeps nobody else from the database.
 */
export async function inTurn<T>(personId: string, work: () => Promise<T>): Promise<T> {
  const line = people.get(personId) ?? { working: 0, waiting: [] };
  people.set(personId, line);
  if (line.working >= atOnce) await new Promise<void>((resolve) => line.waiting.push(resolve));
  else line.working += 1;
  try {
    return await work();
  } finally {
    const next = line.waiting.shift();
    if (next) next();
    else if (--line.working === 0) people.delete(personId);
  }
}
