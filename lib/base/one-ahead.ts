/** The same values, the next of which is under way while whoever asks works on one; never more than that. */
export async function* oneAhead<T>(values: AsyncGenerator<T>): AsyncGenerator<T> {
  let next = values.next();
  try {
    for (let found = await next; !found.done; found = await next) {
      next = values.next();
      // Told where it is asked for, which may be later than it failed, or never.
      next.catch(() => undefined);
      yield found.value;
    }
  } finally {
    await values.return(undefined);
  }
}
