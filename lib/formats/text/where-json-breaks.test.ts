import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJsonText, whereJsonBreaks } from "./parse-json-text";

describe("where a text stops being JSON", () => {
  it.each([
    ['{"a":1,}', 7],
    ['{"a" 1}', 5],
    ["{'a':1}", 1],
    ["[1 2]", 3],
    ["[1,", 3],
    ['{"a":"b', 7],
    ['{"a":"b\\x"}', 7],
    ['{"a":tru}', 5],
    ["01", 1],
    ["", 0],
    ['"a\tb"', 2],
    ["{}}", 2],
    ["]", 0],
  ])("%s breaks at %i", (text, at) => {
    expect(whereJsonBreaks(text)).toBe(at);
  });

  it("is nowhere before the end of what is JSON", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(whereJsonBreaks(text)).toBe(text.length);
      }),
    );
  });

  it("is told with every text that is none", () => {
    const cut = fc.tuple(fc.json(), fc.nat(), fc.string({ minLength: 1, maxLength: 3 }));
    fc.assert(
      fc.property(cut, ([json, at, put]) => {
        const place = at % (json.length + 1);
        const read = parseJsonText(1, json.slice(0, place) + put + json.slice(place + 1));
        expect(read.ok || read.column !== undefined || /stored/.test(read.message)).toBe(true);
      }),
    );
  });
});
