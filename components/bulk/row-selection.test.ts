import { expect, it } from "vitest";
import { noRows, toggled, toggledPage } from "./use-row-selection";

const shown = ["a", "b", "c", "d"];
const ids = (selection: { ids: ReadonlySet<string> }) => [...selection.ids].sort();

it("chooses one and lets it go", () => {
  const one = toggled(noRows, "b", shown, false);
  expect(ids(one)).toEqual(["b"]);
  expect(ids(toggled(one, "b", shown, false))).toEqual([]);
});

it("chooses a range in either direction, and lets a range go", () => {
  const range = toggled(toggled(noRows, "d", shown, false), "b", shown, true);
  expect(ids(range)).toEqual(["b", "c", "d"]);
  expect(ids(toggled({ ...range, anchor: "c" }, "d", shown, true))).toEqual(["b"]);
});

it("goes from all that match to those on the page but one", () => {
  expect(ids(toggled({ ...noRows, all: true }, "a", shown, false))).toEqual(["b", "c", "d"]);
});

it("chooses the page, and lets it go when it is chosen", () => {
  const page = toggledPage(noRows, shown);
  expect(ids(page)).toEqual(shown);
  expect(toggledPage(page, shown)).toBe(noRows);
});
