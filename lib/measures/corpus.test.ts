import { describe, expect, it } from "vitest";
import { seededRandom } from "@/lib/base/random";
import { firstTurnDiversity } from "./first-turn-diversity";
import { ngramDiversity, selfRepetition } from "./repetition";
import { addTopics, emptyTopicSum, topicDiversity } from "./topic-diversity";
import { addToVendi, eigenvaluesOfSymmetric, emptyVendiSum, vendiScore } from "./vendi";

const random = seededRandom(11);
const vectors = (count: number, dimensions: number) =>
  Float64Array.from({ length: count * dimensions }, () => random() - 0.3);

describe("first-turn diversity", () => {
  it("is one less the mean overlap of all pairs", () => {
    const words = ["why", "is", "the", "sky", "blue", "?", "fix", "my", "code", "天", "気"];
    const openings = Array.from({ length: 60 }, () =>
      Array.from({ length: 1 + Math.floor(random() * 8) }, () => words[Math.floor(random() * words.length)]).join(" "),
    );
    const sets = openings.map((text) => new Set(text.split(" ")));
    let sum = 0;
    let pairs = 0;
    for (const [i, a] of sets.entries())
      for (const b of sets.slice(i + 1)) {
        const both = [...a].filter((word) => b.has(word)).length;
        sum += both / (a.size + b.size - both);
        pairs++;
      }
    const found = firstTurnDiversity(openings);
    expect(found?.value).toBeCloseTo(1 - sum / pairs, 12);
    expect(found).toMatchObject({ openings: 60, skipped: 0 });
  });

  it("tells characters of scripts without spaces, words and signs apart, without case", () => {
    expect(firstTurnDiversity(["What's NEW?", "what ' s new ?"])?.value).toBe(0);
    expect(firstTurnDiversity(["東京 tokyo", "京 東 Tokyo"])?.value).toBe(0);
    expect(firstTurnDiversity(["x東京", "x 東 京"])?.value).toBe(0);
    expect(firstTurnDiversity(["👍", "👎"])?.value).toBe(1);
  });

  it("skips empty openings and has no value for fewer than two", () => {
    expect(firstTurnDiversity(["a", " ", "a"])).toEqual({ value: 0, openings: 2, skipped: 1 });
    expect(firstTurnDiversity(["a", ""])).toBeNull();
  });
});

describe("topic diversity", () => {
  it("is the mean of the matrix of similarities, without making it", () => {
    const given = vectors(30, 5);
    const rows = Array.from({ length: 30 }, (_, i) => {
      const row = [...given.slice(5 * i, 5 * i + 5)];
      const length = Math.hypot(...row);
      return row.map((one) => one / length);
    });
    const cosine = (a: number[], b: number[]) => a.reduce((sum, one, i) => sum + one * (b[i] as number), 0);
    const whole = rows.flatMap((a) => rows.map((b) => cosine(a, b))).reduce((sum, one) => sum + one, 0);
    const sum = emptyTopicSum(5);
    addTopics(sum, given);
    const found = topicDiversity(sum);
    expect(found?.withSelf).toBeCloseTo(whole / 900, 12);
    expect(found?.withoutSelf).toBeCloseTo((whole - 30) / 870, 12);
    addTopics(sum, given.subarray(50), -1);
    const first = emptyTopicSum(5);
    addTopics(first, given.subarray(0, 50));
    expect(topicDiversity(sum)?.withSelf).toBeCloseTo(topicDiversity(first)?.withSelf as number, 12);
  });

  it("skips vectors without direction, is never NaN, and refuses other dimensions", () => {
    const sum = emptyTopicSum(2);
    expect(topicDiversity(sum)).toBeNull();
    addTopics(sum, Float32Array.of(0, 0, Number.NaN, 1, Number.POSITIVE_INFINITY, 0, 3, 4));
    expect(sum).toMatchObject({ vectors: 1, skipped: 3 });
    expect(topicDiversity(sum)).toEqual({ withSelf: expect.closeTo(1, 12), withoutSelf: null, questions: 1 });
    expect(() => addTopics(sum, Float32Array.of(1, 2, 3))).toThrow("3 numbers are no whole vectors of 2 dimensions");
  });
});

describe("Vendi score", () => {
  it("counts different texts", () => {
    const score = (given: number[], dimensions: number) => {
      const sum = emptyVendiSum(dimensions);
      addToVendi(sum, Float64Array.from(given));
      return vendiScore(sum);
    };
    expect(score([1, 0, 0, 0, 1, 0, 0, 0, 1], 3)).toBeCloseTo(3, 10);
    expect(score([2, 0, 5, 0, 1, 0], 2)).toBeCloseTo(1, 10);
    expect(score([1, 0, 1, 0, 0, 1, 0, 1], 2)).toBeCloseTo(2, 10);
    expect(score([], 4)).toBeNull();
    expect(score([0, 0, 1, 0], 2)).toBeCloseTo(1, 10);
  });

  it("stands on the eigenvalues of any symmetric matrix", () => {
    for (const n of [1, 2, 3, 17, 60]) {
      const matrix = new Float64Array(n * n);
      for (let i = 0; i < n; i++)
        for (let j = 0; j <= i; j++) {
          const value = random() < 0.3 ? 0 : random() - 0.5;
          matrix[i * n + j] = value;
          matrix[j * n + i] = value;
        }
      const [trace, squares] = [
        Array.from({ length: n }, (_, i) => matrix[i * n + i] as number).reduce((sum, one) => sum + one, 0),
        matrix.reduce((sum, one) => sum + one * one, 0),
      ];
      const values = eigenvaluesOfSymmetric(matrix.slice(), n);
      expect(values.reduce((sum, one) => sum + one, 0)).toBeCloseTo(trace, 9);
      expect(values.reduce((sum, one) => sum + one * one, 0)).toBeCloseTo(squares, 9);
    }
    expect([...eigenvaluesOfSymmetric(Float64Array.of(2, 1, 1, 2), 2)].sort()).toEqual([
      expect.closeTo(1, 12),
      expect.closeTo(3, 12),
    ]);
    expect([...eigenvaluesOfSymmetric(new Float64Array(9), 3)]).toEqual([0, 0, 0]);
  });
});

describe("repetition", () => {
  it("counts distinct runs of one to four words among all", () => {
    expect(ngramDiversity(["a b a b"])).toBeCloseTo(2 / 4 + 2 / 3 + 2 / 2 + 1, 12);
    expect(ngramDiversity(["a", "b"])).toBe(2);
    expect(ngramDiversity([])).toBeNull();
    const words = Array.from({ length: 5_000 }, () => Math.floor(random() * 30).toString());
    const shares = [1, 2, 3, 4].map((n) => {
      const grams = words.slice(0, words.length - n + 1).map((_, i) => words.slice(i, i + n).join(" "));
      return new Set(grams).size / grams.length;
    });
    expect(ngramDiversity([words.join(" ")])).toBeCloseTo(
      shares.reduce((sum, one) => sum + one, 0),
      12,
    );
  });

  it("tells how often what a text says is said in others", () => {
    expect(selfRepetition(["how do i fix", "please: how do i fix"])).toBeCloseTo(Math.log(2), 12);
    expect(selfRepetition(["a b c d a b c d", "e f g h"])).toBe(0);
    expect(selfRepetition(["one", ""])).toBe(0);
    expect(selfRepetition([])).toBeNull();
  });
});
