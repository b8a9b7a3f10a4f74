type Options<Row> = {
  /** So many at once. */
  width: number;
  /** What tells a row from another. */
  idOf: (row: Row) => string;
  /** Up to `room` rows that are due, without those at work. */
  next: (busy: string[], room: number) => Promise<Row[]>;
  work: (row: Row, signal: AbortSignal) => Promise<void>;
  signal: AbortSignal;
};

/** Works on rows side by side until none is due or `signal` is aborted. The first that throws cuts the others short. */
export async function sideBySide<Row>({ width, idOf, next, work, signal }: Options<Row>): Promise<void> {
  const busy = new Map<string, Promise<void>>();
  const fault = new AbortController();
  const cut = AbortSignal.any([signal, fault.signal]);
  let thrown: { error: unknown } | undefined;

  function begin(row: Row): void {
    const done = work(row, cut)
      .catch((error: unknown) => {
        thrown ??= { error };
        fault.abort("Another row could not be written.");
      })
      .finally(() => busy.delete(idOf(row)));
    busy.set(idOf(row), done);
  }

  for (;;) {
    if (!cut.aborted) for (const row of await next([...busy.keys()], width - busy.size)) begin(row);
    if (busy.size === 0) break;
    await Promise.race(busy.values());
  }
  if (thrown) throw thrown.error;
}
