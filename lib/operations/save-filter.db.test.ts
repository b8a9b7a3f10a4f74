import { expect, it } from "vitest";
import { deleteSavedFilter, listSavedFilters } from "@/lib/data/saved-filters";
import { mostSavedFilters } from "@/lib/domain/saved-filter";
import type { Viewer } from "@/lib/domain/viewer";
import { makeUser } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { saveFilter } from "./save-filter";

withDatabase();

async function somebody(): Promise<Viewer> {
  return { ...(await makeUser()), roles: ["annotator"] };
}

const names = async ({ id }: Viewer) => (await listSavedFilters(id)).map(({ name }) => name);

it("keeps filters for each person apart: others neither see, change nor delete them", async () => {
  const [ada, bob] = [await somebody(), await somebody()];
  const mine = await saveFilter(ada, { name: "To judge", filter: { verdict: "none", minRounds: 2, sort: "oldest" } });
  const theirs = await saveFilter(bob, { name: "To judge", filter: {} });
  expect(await listSavedFilters(ada.id)).toEqual([mine]);
  expect(mine.filter).toEqual({ verdict: "none", minRounds: 2, sort: "oldest" });
  expect(await listSavedFilters(bob.id)).toEqual([theirs]);
  await expect(saveFilter(bob, { name: "Mine now", filter: {} }, mine.id)).rejects.toMatchObject({ code: "not_found" });
  expect(await deleteSavedFilter(bob.id, mine.id)).toBe(false);
  expect(await listSavedFilters(ada.id)).toEqual([mine]);
});

it("renames, overwrites, and deletes", async () => {
  const ada = await somebody();
  const { id, filter } = await saveFilter(ada, { name: "Old", filter: { tag: "tea" } });
  expect(await saveFilter(ada, { name: "New", filter }, id)).toEqual({ id, name: "New", filter: { tag: "tea" } });
  await saveFilter(ada, { name: "New", filter: { tag: "coffee" } }, id);
  expect(await listSavedFilters(ada.id)).toEqual([{ id, name: "New", filter: { tag: "coffee" } }]);
  expect(await deleteSavedFilter(ada.id, id)).toBe(true);
  expect(await deleteSavedFilter(ada.id, id)).toBe(false);
  expect(await names(ada)).toEqual([]);
});

it("never has one name twice, however many save at once, and says so on the field", async () => {
  const ada = await somebody();
  const tries = await Promise.allSettled(
    Array.from({ length: 12 }, (_, i) => saveFilter(ada, { name: "Same", filter: { minRounds: i } })),
  );
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await names(ada)).toEqual(["Same"]);
  const other = await saveFilter(ada, { name: "Other", filter: {} });
  await expect(saveFilter(ada, { name: "Same", filter: {} }, other.id)).rejects.toMatchObject({
    code: "conflict",
    fields: { name: expect.stringContaining("this name") },
  });
  expect(await names(ada)).toEqual(["Other", "Same"]);
});

it("stops at as many as a person can look through", async () => {
  const ada = await somebody();
  for (let i = 0; i < mostSavedFilters; i++) await saveFilter(ada, { name: `${i}`, filter: {} });
  await expect(saveFilter(ada, { name: "one more", filter: {} })).rejects.toMatchObject({ code: "invalid" });
});
