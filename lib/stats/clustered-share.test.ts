import { expect, it } from "vitest";
import { seededRandom } from "@/lib/base/random";
import { clusteredShare, wilsonShare } from "./intervals";

it("is Wilson's where each cluster holds one judgement", () => {
  const clusters = Array.from({ length: 40 }, (_, i) => ({ part: i < 31 ? 1 : 0, n: 1 }));
  expect(clusteredShare(clusters)).toEqual(wilsonShare(31, 40));
});

it("judgements repeated on the same items count for nothing more", () => {
  const once = wilsonShare(31, 40);
  const thrice = clusteredShare(Array.from({ length: 40 }, (_, i) => ({ part: i < 31 ? 3 : 0, n: 3 })));
  if (!once.ok || !thrice.ok || !once.interval || !thrice.interval) throw new Error("no interval");
  expect(thrice).toMatchObject({ value: 31 / 40, n: 120 });
  expect(thrice.interval.low).toBeCloseTo(once.interval.low, 2);
  expect(thrice.interval.high).toBeCloseTo(once.interval.high, 2);
});

it("has no share of nothing, no interval of few clusters, and never leaves 0 to 1", () => {
  expect(clusteredShare([{ part: 0, n: 0 }])).toMatchObject({ ok: false });
  expect(clusteredShare([{ part: 5, n: 9 }])).toMatchObject({ value: 5 / 9, interval: null, why: expect.any(String) });
  const all = clusteredShare(Array.from({ length: 6 }, () => ({ part: 4, n: 4 })));
  expect(all).toMatchObject({ value: 1, n: 24, interval: { high: 1, low: expect.closeTo(0.6097, 3) } });
});

it("holds the truth 93 to 97 times in 100 where Wilson's over single judgements does not", () => {
  const random = seededRandom(3);
  const truth = 0.7;
  const held = { clustered: 0, naive: 0 };
  for (let study = 0; study < 1_000; study++) {
    const clusters = Array.from({ length: 80 }, () => {
      const lean = random() < 0.5 ? 0.95 : 2 * truth - 0.95; // items differ: people agree on most
      return {
        part: Array.from({ length: 4 }, () => (random() < lean ? 1 : 0)).reduce<number>((a, b) => a + b, 0),
        n: 4,
      };
    });
    const part = clusters.reduce((sum, cluster) => sum + cluster.part, 0);
    for (const [name, figure] of [
      ["clustered", clusteredShare(clusters)],
      ["naive", wilsonShare(part, 320)],
    ] as const)
      if (figure.ok && figure.interval && figure.interval.low <= truth && truth <= figure.interval.high) held[name]++;
  }
  expect(held.clustered).toBeGreaterThan(930);
  expect(held.clustered).toBeLessThan(970);
  expect(held.naive).toBeLessThan(930);
});
