import { expect, it } from "vitest";
import { hitsIn, wantedIn } from "./search-hits";

const marked = (text: string, typed: string) =>
  hitsIn(text, wantedIn(typed)).map(({ from, to }) => text.slice(from, to));

it("marks what was searched for as it stands in the text, however it was typed", () => {
  expect(marked("Un café, deux cafés, LE CAFÉ", "cafe")).toEqual(["café", "CAFÉ"]);
  expect(marked("Tea is tea", '"tea is"')).toEqual(["Tea is"]);
  expect(marked("Begin, beginning, end", "begin*")).toEqual(["Begin", "begin"]);
});

it("marks nothing that is left out, and nothing of an empty search", () => {
  expect(marked("Tea and coffee", "coffee -tea")).toEqual(["coffee"]);
  expect(wantedIn("  ")).toEqual([]);
  expect(marked("Tea steams in a teapot", "tea")).toEqual(["Tea"]);
});
