import { describe, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { nameClusters } from "./cluster-names";
import { directionOf, meanOf } from "./directions";
import { divergenceOf, jensenShannon, sharesOf, verdictOf } from "./gap";
import { findCentres, nearest, usualClusters } from "./k-means";
import { narrow } from "./narrow";
import { Reservoir } from "./reservoir";
import { cosineOf, courseBounds, courseOf } from "./topic-course";
import { TopicsOfQuestions } from "./topics-of-questions";
import { vectorOf } from "./vectoriser";

function through<T>(steps: Generator<void, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** Unit vectors in a plane, at these angles in degrees. */
function plane(...degrees: number[]) {
  const numbers = Float32Array.from(
    degrees.flatMap((at) => [Math.cos((at * Math.PI) / 180), Math.sin((at * Math.PI) / 180)]),
  );
  return { numbers, dimensions: 2 };
}

describe("clusters", () => {
  it("are found where points lie close together, the same each time", () => {
    const points = plane(0, 3, 6, 120, 123, 126, 240, 243);
    const centres = through(findCentres(points, 3, 7));
    const clusterOf = (i: number) => nearest(centres, points.numbers, 2 * i).centre;
    const found = Array.from({ length: 8 }, (_, i) => clusterOf(i));
    expect(new Set(found).size).toBe(3);
    expect(new Set(found.slice(0, 3)).size).toBe(1);
    expect(new Set(found.slice(3, 6)).size).toBe(1);
    expect(new Set(found.slice(6)).size).toBe(1);
    expect(through(findCentres(points, 3, 7))).toEqual(centres);
  });

  it("are fewer than asked for where points are, and none of none", () => {
    expect(through(findCentres(plane(10, 10, 10), 5, 1)).numbers).toHaveLength(2);
    expect(through(findCentres(plane(), 5, 1)).numbers).toHaveLength(0);
    expect([1, 200, 1e6].map(usualClusters)).toEqual([2, 10, 60]);
  });

  it("have the words that set them apart, none of them common", () => {
    const texts = [
      ["How does a volcano erupt?", 0],
      ["A volcano in Iceland, where is it?", 0],
      ["How do I refinance a mortgage?", 1],
      ["What is a mortgage?", 1],
      ["😀 1 2", 2],
    ] as const;
    const [volcano, mortgage, emoji, empty] = nameClusters(
      texts.map(([text, cluster]) => ({ text, cluster })),
      4,
    );
    expect([volcano?.[0], mortgage?.[0]]).toEqual(["volcano", "mortgage"]);
    expect(volcano).not.toContain("how");
    expect([emoji, empty]).toEqual([[], []]);
  });
});

describe("the gap between two sides", () => {
  const side = (...clusters: number[]) => Array.from({ length: 20 }, () => clusters);

  it("is 0 bits between equals, 1 where nothing is shared, and nothing of nothing", () => {
    const of = (...counts: number[]) => Float64Array.from(counts);
    expect(jensenShannon(of(1, 3), of(2, 6))).toBeCloseTo(0, 12);
    expect(jensenShannon(of(1, 0), of(0, 9))).toBe(1);
    // scipy.spatial.distance.jensenshannon([.5, .5], [.9, .1], 2) ** 2
    expect(jensenShannon(of(5, 5), of(9, 1))).toBeCloseTo(0.14678, 4);
    expect(jensenShannon(of(0, 0), of(1, 1))).toBeNull();
    expect(through(divergenceOf([], side(0), 1))).toBeNull();
  });

  it("has an interval over dialogues, from six of each side on", () => {
    const { bits, interval, chance } = must(through(divergenceOf(side(0, 1), side(0, 2), 3)), "divergence");
    expect(bits).toBeCloseTo(0.5, 12);
    expect(interval).toEqual({ low: bits, high: bits });
    expect(chance).toBeLessThan(0.2);
    const mixed = [...side(0).slice(0, 10), ...side(1).slice(0, 10)];
    const alike = must(through(divergenceOf(mixed, mixed, 2)), "divergence");
    expect(alike.bits).toBe(0);
    expect(alike.interval?.low).toBe(0);
    expect(alike.chance).toBeGreaterThan(0);
    expect(through(divergenceOf(side(0).slice(0, 5), side(0), 1))).toEqual({ bits: 0, interval: null, chance: null });
  });

  it("calls a cluster missed or invented only where intervals lie apart", () => {
    const [captured, missed, invented] = (() => {
      const [people, simulated] = [sharesOf(side(0, 1), 3), sharesOf(side(0, 2), 3)];
      return [0, 1, 2].map((c) => verdictOf(must(people[c], "share"), must(simulated[c], "share")));
    })();
    expect([captured, missed, invented]).toEqual(["captured", "missed", "invented"]);
    const rare = [...Array.from({ length: 40 }, () => [0]), [1]];
    const [, people] = sharesOf(rare, 2);
    const [, simulated] = sharesOf(side(0), 2);
    expect(verdictOf(must(people, "share"), must(simulated, "share"))).toBe("unsure");
    const [nothing] = sharesOf([[]], 1);
    expect(verdictOf(must(nothing, "share"), must(simulated, "share"))).toBe("unsure");
  });
});

describe("topics", () => {
  const vector = (text: string) => must(vectorOf(text), text);

  it("go on, drift and shift by bounds that people's own questions give", () => {
    const said = ["volcano lava", "mortgage rates", "poetry verse", "football goal", "cheese recipe", "galaxy stars"];
    const bounds = must(
      courseBounds(
        said.map((text, dialogue) => ({ dialogue, vector: vector(text) })),
        1,
      ),
      "bounds",
    );
    expect(bounds.shifts).toBeLessThan(bounds.continues);
    const course = courseOf(
      [vector("volcano lava"), null, vector("lava of a volcano"), vector("football goal")],
      bounds,
    );
    expect(course).toEqual({ steps: 2, continued: 1, drifted: 0, shifted: 1 });
    expect(courseBounds([{ dialogue: 0, vector: vector("a") }], 1)).toBeNull();
  });

  it("of one question, of none, and of what has no vector, hold no number that is none", () => {
    const one = new TopicsOfQuestions(256);
    one.add([vector("volcano"), null]);
    expect(one.figures()).toMatchObject({ questions: 1, skipped: 1, diversity: { withoutSelf: null }, course: null });
    expect(one.figures().vendi).toBeCloseTo(1, 6);
    expect(new TopicsOfQuestions(256).figures()).toMatchObject({ questions: 0, diversity: null, vendi: null });
  });

  it("have as many different questions as there are, by Vendi, also where they are few", () => {
    const topics = new TopicsOfQuestions(256);
    topics.add([0, 1, 2, 0].map((i) => Float32Array.from({ length: 256 }, (_, j) => Number(i === j))));
    // Eigenvalues 1/2, 1/4, 1/4.
    expect(topics.figures().vendi).toBeCloseTo(2 ** 1.5, 6);
  });
});

it("long vectors keep their cosines about, in 256 numbers; short ones stay", () => {
  const of = (seed: number) => Float32Array.from({ length: 1_536 }, (_, i) => Math.sin(seed * (i + 1)));
  const near = of(1).map((x, i) => x + 0.5 * (of(2)[i] as number));
  expect(narrow(of(1))).toHaveLength(256);
  expect(Math.abs(cosineOf(narrow(of(1)), narrow(near)) - cosineOf(of(1), near))).toBeLessThan(0.15);
  const short = Float32Array.of(1, 2);
  expect(narrow(short)).toBe(short);
});

it("what all turns have in common is taken away; a turn that holds nothing else has no direction", () => {
  const [a, b] = [Float32Array.of(1, 0), Float32Array.of(0, 1)];
  const mean = meanOf([a, b]);
  expect(cosineOf(directionOf(a, mean), directionOf(b, mean))).toBeCloseTo(-1, 6);
  expect([...directionOf(Float32Array.of(0, 0), meanOf([a, a]))].every(Number.isFinite)).toBe(true);
  expect([...directionOf(a, meanOf([a, a]))]).toEqual([0, 0]);
});

it("a sample holds each with the same chance, and all where there are few", () => {
  const few = new Reservoir<number>(5, 1);
  for (const i of [1, 2, 3]) few.add(i);
  expect(few.items).toEqual([1, 2, 3]);
  const drawn = new Array<number>(20).fill(0);
  for (let seed = 0; seed < 2_000; seed++) {
    const sample = new Reservoir<number>(5, seed);
    for (let i = 0; i < 20; i++) sample.add(i);
    for (const i of sample.items) (drawn[i] as number)++;
  }
  expect(Math.min(...drawn)).toBeGreaterThan(400);
  expect(Math.max(...drawn)).toBeLessThan(600);
});
