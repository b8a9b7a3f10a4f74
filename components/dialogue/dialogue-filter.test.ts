import { describe, expect, it } from "vitest";
import { filterOf, isFiltered } from "./dialogue-filter";

const read = (search: string) => JSON.parse(JSON.stringify(filterOf(new URLSearchParams(search))));

describe("filterOf", () => {
  it("reads what a URL holds", () => {
    expect(
      read("run=r1&status=parked&endReason=repetition&flag=near_empty&verdict=none&q=%20tea%20&sort=longest"),
    ).toEqual({
      ...{ run: "r1", status: "parked", endReason: "repetition", flag: "near_empty", verdict: "none" },
      ...{ q: "tea", sort: "longest" },
    });
  });

  it("leaves out what is empty or unknown", () => {
    expect(read("run=&status=sleeping&flag=toString&verdict=maybe&q=%20")).toEqual({});
  });
});

describe("isFiltered", () => {
  it("does not count the order", () => {
    expect(isFiltered(filterOf(new URLSearchParams("sort=oldest")))).toBe(false);
    expect(isFiltered(filterOf(new URLSearchParams("q=tea")))).toBe(true);
  });
});
