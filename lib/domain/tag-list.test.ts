import { expect, it } from "vitest";
import { readTagList, tagInList } from "./tag-list";

it("keeps tags with commas apart from several tags", () => {
  expect(readTagList("a, b,,c")).toEqual(["a", "b", "c"]);
  expect(readTagList("Paris\\, Texas,b")).toEqual(["Paris, Texas", "b"]);
  for (const tags of [["a,b", "c"], [",", "x"], ["a\\b"]])
    expect(readTagList(tags.map(tagInList).join(","))).toEqual(tags);
});
