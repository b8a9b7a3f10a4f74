import { describe, expect, it } from "vitest";
import { changedFilter, filterOf, isFiltered, writtenFilter } from "./dialogue-filter";

const read = (search: string) => JSON.parse(JSON.stringify(filterOf(new URLSearchParams(search))));

describe("filterOf", () => {
  it("reads what a URL holds", () => {
    expect(
      read("run=r1&status=parked&endReason=repetition&flag=near_empty&verdict=none&q=%20tea%20&sort=longest"),
    ).toEqual({
      run: "r1",
      status: "parked",
      endReason: "repetition",
      flag: "near_empty",
      verdict: "none",
      q: "tea",
      sort: "longest",
    });
  });

  it("reads several values of a field, each once, and those that were chosen in a list", () => {
    expect(read("status=ended,parked,ended,asleep&flag=near_empty,&every=yes&every=no&tag=a,b&chosen=d1,d2")).toEqual({
      status: "ended,parked",
      flag: "near_empty",
      every: "yes",
      tag: "a,b",
      chosen: "d1,d2",
    });
  });

  it("leaves out what is empty or unknown", () => {
    expect(read("run=&status=sleeping&flag=toString&verdict=maybe&q=%20")).toEqual({});
  });
});

describe("filterOf, of figures and days", () => {
  it("reads bounds, nothing as a bound, and back into the same URL", () => {
    const url = "simulator=m1&decidedBy=p1&edited=no&minRounds=0&maxCost=0.25&madeFrom=2026-02-28&endedTo=2026-03-01";
    expect(read(url)).toMatchObject({ minRounds: 0, maxCost: 0.25, madeFrom: "2026-02-28" });
    expect(new URLSearchParams(writtenFilter(filterOf(new URLSearchParams(url)))).toString()).toBe(
      new URLSearchParams({
        simulator: "m1",
        decidedBy: "p1",
        edited: "no",
        minRounds: "0",
        maxCost: "0.25",
        madeFrom: "2026-02-28",
        endedTo: "2026-03-01",
      }).toString(),
    );
  });

  it("leaves out what is no figure and no day", () => {
    expect(read("minRounds=-1&maxRounds=two&minTokens=1.5&maxCost=1e9&madeFrom=2026-02-30&madeTo=yesterday")).toEqual(
      {},
    );
  });
});

describe("isFiltered", () => {
  it("does not count the order", () => {
    expect(isFiltered(filterOf(new URLSearchParams("sort=oldest")))).toBe(false);
    expect(isFiltered(filterOf(new URLSearchParams("q=tea")))).toBe(true);
  });
});

it("a change of some fields leaves all others as they are, also what no URL would hold", () => {
  const many = Array.from({ length: 60 }, (_, i) => `run_${i}`).join();
  const changed = changedFilter(
    { run: many, verdict: "accepted", minRounds: 2 },
    { verdict: "", minRounds: "x", q: " rye " },
  );
  expect(changed).toEqual({ run: many, verdict: undefined, minRounds: undefined, q: "rye" });
});
