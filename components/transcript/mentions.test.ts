import { expect, test } from "vitest";
import { completeMention, mentionedIn, suggestMentions } from "./mentions";

const people = [
  { id: "1", name: "Ann" },
  { id: "2", name: "Ann Lee" },
  { id: "3", name: "李雷" },
];

test("finds whom a comment names, the longest name first, each once", () => {
  expect(mentionedIn("@Ann Lee and @ann lee, look", people)).toEqual(["2"]);
  expect(mentionedIn("(@Ann) @李雷: see this", people)).toEqual(["1", "3"]);
  expect(mentionedIn("@Anna, mail me at x@annex", people)).toEqual([]);
});

test("offers names only while one is being typed, and writes it out", () => {
  expect(suggestMentions("please @an", people).map(({ id }) => id)).toEqual(["1", "2"]);
  expect(suggestMentions("please @Ann L", people).map(({ id }) => id)).toEqual(["2"]);
  expect(suggestMentions("mail a@an", people)).toEqual([]);
  expect(suggestMentions("done", people)).toEqual([]);
  expect(completeMention("please @an", { id: "2", name: "Ann Lee" })).toBe("please @Ann Lee ");
});
