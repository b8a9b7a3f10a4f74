import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom } from "@/lib/base/random";
import { type Banding, bandingFor, bandsOf, jaccard, sharesBand, shinglesOf } from "./shingles";
import { UnionFind } from "./union-find";

const alike = (a: string, b: string, size = 2) => jaccard(shinglesOf(a, size), shinglesOf(b, size));

describe("shingles", () => {
  it("see no difference in case, width, punctuation and spacing", () => {
    expect(alike("Why is the sky BLUE?", "  why — is the\nsky blue")).toBe(1);
    expect(alike("ｗｈｙ is the sky ﬁne", "why is the sky fine")).toBe(1);
    expect(alike("Wie heißt du?", "wie heisst du")).toBeLessThan(1);
  });

  it("take words of spaced scripts and characters of the others", () => {
    // 6 words: 5 pairs each, 3 of them the same, 7 in all.
    expect(alike("one two three four five six", "one two THREE 4 five six")).toBeCloseTo(3 / 7);
    expect(alike("天空为什么是蓝色的", "天空為什么是蓝色的")).toBeCloseTo(6 / 10);
    expect(alike("ทำไมท้องฟ้าสีฟ้า", "ทำไมท้องฟ้าสีเขียว")).toBeGreaterThan(0.5);
    expect(alike("왜 하늘은 파란가요", "왜 하늘은 파란가요?")).toBe(1);
    expect(alike("لماذا السماء زرقاء", "لماذا السماء زرقاء؟")).toBe(1);
    expect(alike("GPT模型是什么", "GPT 模型是什么？")).toBe(1);
    expect(shinglesOf("用Python写", 1)).toHaveLength(3);
  });

  it("keep marks with their letter, and letters beyond the first plane", () => {
    expect(alike("हिन्दी में", "हन्द में")).toBeLessThan(1);
    expect(shinglesOf("𠮷野家", 1)).toHaveLength(3);
  });

  it("compare short texts whole and signs only where there is nothing else", () => {
    expect(alike("Yes", "yes!")).toBe(1);
    expect(alike("Yes", "No")).toBe(0);
    expect(alike("🎉🎉", "🎉 🎉")).toBe(1);
    expect(alike("🎉", "🙁")).toBe(0);
    expect(shinglesOf(" \n", 2)).toHaveLength(0);
    expect(alike("", "")).toBe(0);
  });

  it("make a set: sorted, each once, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.integer({ min: 1, max: 5 }), (text, size) => {
        const set = shinglesOf(text, size);
        for (let i = 1; i < set.length; i++) expect(set[i]).toBeGreaterThan(set[i - 1] as number);
        if (set.length > 0) expect(jaccard(set, set)).toBe(1);
      }),
    );
  });

  it("have the Jaccard similarity of the sets themselves", () => {
    const numbers = fc.uniqueArray(fc.nat(60));
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        const both = a.filter((x) => b.includes(x)).length;
        const any = new Set([...a, ...b]).size;
        expect(jaccard(Uint32Array.from(a).sort(), Uint32Array.from(b).sort())).toBe(any === 0 ? 0 : both / any);
      }),
    );
  });
});

describe("banding", () => {
  it("finds pairs at every threshold that can be set", () => {
    for (let threshold = 0.5; threshold <= 1; threshold += 0.01) {
      const banding = bandingFor(threshold);
      expect(banding.bands * banding.rows).toBeLessThanOrEqual(128);
      expect(sharesBand(threshold, banding)).toBeGreaterThanOrEqual(0.995);
    }
    expect(bandingFor(0.8)).toEqual({ bands: 18, rows: 6 });
  });

  const shared = (a: Uint32Array, b: Uint32Array, banding: Banding) => {
    const bands = new Set(bandsOf(a, banding));
    return bandsOf(b, banding).some((band) => bands.has(band));
  };

  const scripts = {
    Latin: (n: number) => `word${n} `,
    Chinese: (n: number) => String.fromCodePoint(0x4e00 + (n % 20_000)),
    Arabic: (n: number) => `${String.fromCodePoint(0x628 + (n % 30))}${String.fromCodePoint(0x628 + ((n >> 5) % 30))} `,
  };

  /** A text and another of the same length with some of its tokens changed, until they are about as alike as asked. */
  function pair(random: () => number, script: (n: number) => string, length: number, changed: number) {
    const tokens = Array.from({ length }, () => Math.floor(random() * 1e6));
    const other = [...tokens];
    for (let i = 0; i < changed; i++) other[Math.floor(random() * length)] = Math.floor(random() * 1e6);
    return [tokens, other].map((list) => shinglesOf(list.map(script).join(""), 3)) as [Uint32Array, Uint32Array];
  }

  it.each(Object.entries(scripts))("finds at least 98 % of 2,000 pairs at 0.80 to 0.82, %s", (_, script) => {
    const random = seededRandom(7);
    const banding = bandingFor(0.8);
    let pairs = 0;
    let found = 0;
    while (pairs < 2_000) {
      const length = 60 + Math.floor(random() * 200);
      const [a, b] = pair(random, script, length, Math.round(length * (0.02 + random() * 0.05)));
      const j = jaccard(a, b);
      if (j >= 0.8 && j <= 0.82) {
        pairs++;
        if (shared(a, b, banding)) found++;
      }
    }
    expect(found / pairs).toBeGreaterThanOrEqual(0.98);
  });

  it("shares a band as often as theory says", () => {
    const random = seededRandom(11);
    const banding = bandingFor(0.8);
    for (const j of [0.3, 0.5, 0.7]) {
      let hits = 0;
      const tries = 1_500;
      for (let i = 0; i < tries; i++) {
        const size = 300;
        const common = Math.round((2 * size * j) / (1 + j));
        const draw = (n: number) => Array.from({ length: n }, () => Math.floor(random() * 2 ** 32));
        const both = draw(common);
        const [a, b] = [draw(size - common), draw(size - common)].map((own) =>
          Uint32Array.from([...both, ...own]).sort(),
        );
        if (shared(a as Uint32Array, b as Uint32Array, banding)) hits++;
      }
      // Four standard errors of a share.
      const expected = sharesBand(j, banding);
      expect(Math.abs(hits / tries - expected)).toBeLessThan(
        4 * Math.sqrt((expected * (1 - expected)) / tries) + 0.002,
      );
    }
  });
});

describe("union-find", () => {
  it("puts together exactly what pairs connect, and names the smallest", () => {
    const pairs = fc.array(fc.tuple(fc.nat(15), fc.nat(15)));
    fc.assert(
      fc.property(pairs, (list) => {
        const sets = new UnionFind();
        for (const [a, b] of list) sets.unite(a, b);
        // The plain way: spread labels until nothing changes.
        const labels = Array.from({ length: 16 }, (_, i) => i);
        for (let changed = true; changed; ) {
          changed = false;
          for (const [a, b] of list) {
            const low = Math.min(labels[a] as number, labels[b] as number);
            if (labels[a] !== low || labels[b] !== low) changed = true;
            labels[a] = low;
            labels[b] = low;
          }
        }
        expect(labels.map((_, i) => sets.find(i))).toEqual(labels);
      }),
    );
  });
});
