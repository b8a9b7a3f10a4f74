import { expect, it } from "vitest";
import { dialogueFilterSchema } from "./dialogue-filter";

const faults = (filter: Record<string, unknown>) =>
  dialogueFilterSchema.safeParse(filter).error?.issues.map(({ path, message }) => [path.join("."), message]) ?? [];

it("takes ranges whose ends are equal, and figures written as text", () => {
  expect(
    dialogueFilterSchema.parse({ minRounds: "3", maxRounds: 3, madeFrom: "2026-11-01", madeTo: "2026-11-01" }),
  ).toEqual({
    minRounds: 3,
    maxRounds: 3,
    madeFrom: "2026-11-01",
    madeTo: "2026-11-01",
  });
});

it("says on the later field that bounds exclude each other", () => {
  expect(faults({ minRounds: 10, maxRounds: 9, endedFrom: "2026-11-02", endedTo: "2026-10-30" })).toEqual([
    ["maxRounds", "The most is below the least, 10"],
    ["endedTo", "The last day is before the first, 2026-11-02"],
  ]);
});

it("refuses a day that is none, and figures that nothing has", () => {
  expect(faults({ madeFrom: "2026-02-30" })).toHaveLength(1);
  expect(faults({ minRounds: -1 })).toHaveLength(1);
  expect(faults({ minTokens: 1.5 })).toHaveLength(1);
});

it("takes one value of a closed set or several, and nothing that is in none", () => {
  expect(faults({ status: "ended,parked", flag: "near_empty", verdict: "none,accepted" })).toEqual([]);
  for (const status of ["asleep", "ended,", "ended,asleep", ",ended", "ended parked"])
    expect([status, faults({ status }).length]).toEqual([status, 1]);
});
