import { expect, it, vi } from "vitest";
import { findOnPages, readToEnd } from "./pages";

/** A list of letters, two on a page. */
function letters(all: string) {
  return vi.fn(async ({ cursor = "0" }: { cursor: string | undefined }) => {
    const end = Number(cursor) + 2;
    return { items: [...all.slice(Number(cursor), end)], nextCursor: end < all.length ? String(end) : null };
  });
}

it("reads a list to its end", async () => {
  expect(await readToEnd(letters("abcde"))).toEqual(["a", "b", "c", "d", "e"]);
  expect(await readToEnd(letters(""))).toEqual([]);
});

it("reads on until it finds, and no further", async () => {
  const read = letters("abcdef");
  expect(await findOnPages(read, (letter) => letter === "c")).toBe("c");
  expect(read).toHaveBeenCalledTimes(2);
  expect(await findOnPages(read, (letter) => letter === "x")).toBeNull();
});
