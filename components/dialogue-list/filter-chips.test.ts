import { expect, it } from "vitest";
import { filterOf } from "./dialogue-filter";
import { filterChips } from "./filter-chips";

const names = { run: { r1: "Tea" }, model: { m1: "Socratic 7B" }, person: { p1: "Ada" } };
const said = (search: string) => filterChips(filterOf(new URLSearchParams(search)), names).map(({ text }) => text);

it("says what is set, by name where there is one, ranges as one", () => {
  expect(
    said("run=r1&simulator=m1&assistant=gone&decidedBy=p1&edited=yes&verdict=none&tag=week&sort=oldest&q=tea"),
  ).toEqual(
    ["Run: Tea", "User by Socratic 7B", "Assistant by gone", "Decision: Not judged", "Decided by Ada"].concat([
      "Edited by a person",
      "Tag: week",
    ]),
  );
  expect(
    said("minRounds=2&maxRounds=8&maxTokens=0&minCost=0.5&maxCost=0.5&madeFrom=2026-11-01&endedTo=2026-11-02"),
  ).toEqual([
    "Rounds 2 to 8",
    "Tokens at most 0",
    "Cost exactly 0.5",
    "Made since 2026-11-01",
    "Ended up to 2026-11-02",
  ]);
});

it("says several values with or, and with and where all of them are asked for", () => {
  expect(said("run=r1,r2&decidedBy=p1,p2")).toEqual(["Run: Tea or r2", "Decided by Ada or p2"]);
  expect(said("status=ended,parked&verdict=none,rejected")).toEqual([
    "Status: Ended or Parked",
    "Decision: Not judged or Rejected",
  ]);
  expect(said("flag=near_empty,cut_by_length&tag=a,b&every=yes&chosen=d1,d2")).toEqual([
    "Flag: Near empty and Cut off",
    "Tag: a and b",
    "2 chosen in a list",
  ]);
});

it("says ranges of figures", () => {
  expect(said("figure=questionTokens:10..13,overlap:0.9..")).toEqual([
    "question tokens 10 to below 13 and overlap at least 0.9",
  ]);
  expect(said("figure=%3Cb%3E")).toEqual([]);
});

it("knows the fields that a chip empties", () => {
  expect(filterChips(filterOf(new URLSearchParams("minRounds=2")), {})[0]?.fields).toEqual(["minRounds", "maxRounds"]);
});
