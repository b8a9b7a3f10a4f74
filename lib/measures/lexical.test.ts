import { describe, expect, it } from "vitest";
import { seededRandom } from "@/lib/base/random";
import { hdd, mattr, mtld, yulesK } from "./lexical-diversity";
import { wordsOf } from "./words";

const random = seededRandom(7);
const draw = (length: number, types: number) => Int32Array.from({ length }, () => Math.floor(random() ** 2 * types));

describe("words", () => {
  it("are told apart exactly and numbered as they come, however long the text", () => {
    const written = Array.from({ length: 30_000 }, () =>
      Math.floor(random() * 9_000)
        .toString(36)
        .replaceAll(/[0-9]/g, "q"),
    );
    const numbers = new Map<string, number>();
    const expected = written.map((word) => {
      if (!numbers.has(word)) numbers.set(word, numbers.size);
      return numbers.get(word);
    });
    const found = wordsOf(written.join(" "));
    expect([...found.ids]).toEqual(expected);
    expect(found.types).toBe(numbers.size);
    // What one text left behind is not in the next.
    expect(wordsOf("one two one")).toEqual({ ids: Int32Array.of(0, 1, 0), types: 2 });
  });

  it("are lower case, without digits and dashes, split at signs and white space as Python knows it", () => {
    expect([...wordsOf("Co-op COOP, it's x1 x 2024 – co—op\u0085naïve\u00a0NAÏVE").ids]).toEqual([
      0, 0, 1, 2, 3, 3, 0, 4, 4,
    ]);
    expect(wordsOf(" 12 – ?!").ids).toHaveLength(0);
    // A text of every length around the sizes at which memory grows.
    for (const length of [4_095, 4_096, 4_097, 8_191, 8_192])
      expect(wordsOf("a ".repeat(length).slice(0, length)).ids).toHaveLength(Math.ceil(length / 2));
  });
});

describe("MTLD", () => {
  it("gives LexicalRichness's values", () => {
    expect(mtld("the cat sat on the mat")).toBeCloseTo(10.08, 9);
    expect(mtld("how do i fix this error")).toBe(6);
    expect(mtld("a a a a")).toBe(2);
    const long =
      "the quick brown fox jumps over the lazy dog and the quick cat runs over the lazy hill while the dog sleeps and the fox jumps";
    expect(mtld(long)).toBeCloseTo(18.1871, 4);
  });

  it("has no value without words", () => {
    expect([mtld(""), mtld("😀".repeat(0)), mtld(" 42 ?")]).toEqual([null, null, null]);
    expect(mtld("😀 😀")).toBe(2);
  });
});

describe("diversity of a speaker's words", () => {
  it("is the mean ratio of all windows", () => {
    for (const length of [1, 49, 50, 51, 300]) {
      const tokens = draw(length, 60);
      const width = Math.min(50, length);
      const ratios = Array.from(
        { length: length - width + 1 },
        (_, i) => new Set(tokens.slice(i, i + width)).size / width,
      );
      expect(mattr(tokens)).toBeCloseTo(ratios.reduce((sum, one) => sum + one, 0) / ratios.length, 10);
    }
  });

  it("is what a random draw of 42 shows", () => {
    const tokens = draw(120, 40);
    let types = 0;
    const draws = 4_000;
    for (let i = 0; i < draws; i++) {
      const pool = [...tokens];
      const drawn = Array.from({ length: 42 }, () => pool.splice(Math.floor(random() * pool.length), 1)[0]);
      types += new Set(drawn).size;
    }
    expect(hdd(tokens)).toBeCloseTo(types / draws / 42, 2);
    expect(hdd(Int32Array.of(1, 2, 2, 3))).toBe(0.75);
  });

  it("falls where words come again", () => {
    expect(yulesK(Int32Array.of(1, 2, 3))).toBe(0);
    expect(yulesK(Int32Array.of(1, 1, 1, 1))).toBe(7_500);
  });

  it("has no value without words", () => {
    const none = new Int32Array();
    expect([mattr(none), hdd(none), yulesK(none)]).toEqual([null, null, null]);
  });
});
