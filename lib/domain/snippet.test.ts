import { expect, it } from "vitest";
import { cutAround, piecesOf } from "./snippet";

it("reads marked hits as pieces on one line", () => {
  expect(piecesOf("a\n<b> c <d>", "<", ">")).toEqual([
    { text: "a ", isHit: false },
    { text: "b", isHit: true },
    { text: " c ", isHit: false },
    { text: "d", isHit: true },
  ]);
});

it("cuts around the first place of a text in any case, and says where it was cut", () => {
  const long = `${"word ".repeat(40)}The Needle stands here ${"after ".repeat(40)}`;
  const pieces = cutAround(long, "needle");
  expect(pieces?.find(({ isHit }) => isHit)?.text).toBe("Needle");
  expect(pieces?.[0]?.text).toMatch(/^…word .*The $/);
  expect(pieces?.at(-1)?.text).toMatch(/…$/);
  expect(cutAround("北京的秋天很美", "秋天")?.map(({ text }) => text)).toEqual(["北京的", "秋天", "很美"]);
  expect(cutAround("nothing", "needle")).toBeNull();
});
