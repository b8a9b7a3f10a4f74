type Page<T> = { items: T[]; nextCursor: string | null };
type Asked = { cursor: string | undefined; limit: number };

/** How every list goes on that a screen loads page by page. */
export const pageByPage = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ nextCursor }: { nextCursor: string | null }) => nextCursor ?? undefined,
};

/** A list to its end, for what has to reach all of it: choices, the palette, counts of what waits. */
export async function readToEnd<T>(read: (page: Asked) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await read({ cursor, limit: 200 });
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return items;
}
