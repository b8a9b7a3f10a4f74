import { expect, test } from "vitest";
import type { DataSet } from "./data-set";
import { changeOf } from "./data-set-change";

const dataSet: DataSet = {
  id: "s",
  name: "Ours",
  note: "For the assistant",
  fields: [],
  filter: { verdict: "accepted", minRounds: 2 },
  version: 0,
  members: [],
  createdBy: { id: "p", name: "Lea" },
  createdAt: "2026-01-01T00:00:00.000Z",
  archivedAt: null,
};

test("a change tells what it was about and nothing else, before and after", () => {
  const wanted = { name: "Ours", note: "", filter: { verdict: "accepted" } };
  expect(changeOf(dataSet, wanted)).toEqual({
    before: { note: "For the assistant", filter: { verdict: "accepted", minRounds: 2 } },
    after: { note: "", filter: { verdict: "accepted" } },
  });
  expect(changeOf(dataSet, { isArchived: true })).toEqual({
    before: { isArchived: false },
    after: { isArchived: true },
  });
});

test("what is as it was is no change, in whatever order it is said", () => {
  expect(changeOf(dataSet, { filter: { minRounds: 2, verdict: "accepted" }, isArchived: false })).toBeNull();
  expect(changeOf(dataSet, {})).toBeNull();
});
