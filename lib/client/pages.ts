type Page<T> = { items: T[]; nextCursor: string | null };
type Asked = { cursor: string | undefined; limit: number };

/** How every list goes on that a screen loads page by page. */
export const pageByPage = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ nextCursor }: { nextCursor: string | null }) => nextCursor ?? undefined,
};

/** The first of a list that `fits`, reading on until there is one; null where there is none. */
export async function findOnPages<T>(
  read: (page: Asked) => Promise<Page<T>>,
  fits: (item: T) => boolean,
): Promise<T | null> {
  let cursor: string | undefined;
  do {
    const page = await read({ cursor, limit: 200 });
    const found = page.items.find(fits);
    if (found !== undefined) return found;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return null;
}

/** A list to its end, for what has to reach all of it: choices, the palette, counts of what waits. */
export async function readToEnd<T>(read: (page: Asked) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  await findOnPages(read, (item) => {
    items.push(item);
    return false;
  });
  return items;
}
