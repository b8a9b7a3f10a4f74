import { expect, it } from "vitest";
import { cutAround } from "./snippet";

const marked = (text: string, texts: string[], words: string[] = []) =>
  cutAround(text, { texts, words })?.map((piece) => (piece.isHit ? `[${piece.text}]` : piece.text));

it("cuts around the first place of a text in any case, and says where it was cut", () => {
  const long = `${"word ".repeat(40)}The Needle stands here ${"after ".repeat(40)}`;
  const pieces = marked(long, ["needle"]) ?? [];
  expect(pieces[1]).toBe("[Needle]");
  expect(pieces[0]).toMatch(/^…word .*The $/);
  expect(pieces[2]).toMatch(/…$/);
  expect(marked("北京的秋天很美", ["秋天"])).toEqual(["北京的", "[秋天]", "很美"]);
  expect(marked("nothing", ["needle"])).toBeUndefined();
});

it("marks words as they were written, all that are near, and no parts of others", () => {
  expect(marked("a\nCafé in the\nStraße, cafeteria", [], ["cafe", "strasse"])).toEqual([
    ...["a ", "[Café]", " in the ", "[Straße]", ", cafeteria"],
  ]);
  expect(marked("send an E-Mail", [], ["email"])).toEqual(["send an ", "[E-Mail]"]);
  expect(marked("ｆｕｌｌ 👩🏽‍💻 C++", ["c++", "👩🏽💻", "full"])).toEqual([
    "[ｆｕｌｌ]",
    " ",
    "[👩🏽‍💻]",
    " ",
    "[C++]",
  ]);
});
