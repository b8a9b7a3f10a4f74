import { describe, expect, it } from "vitest";
import { shuffledApart } from "./seeded-order";

type Row = { prompt: number; n: number };

async function* rowsOf(count: number, of: (n: number) => number): AsyncGenerator<Row> {
  for (let n = 0; n < count; n++) yield { prompt: of(n), n };
}

async function shuffled(count: number, of: (n: number) => number, seed = 1): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const row of shuffledApart(rowsOf(count, of), ({ prompt }) => prompt, seed)) rows.push(row);
  return rows;
}

describe("rows in another order", () => {
  it("are the same rows, in the same order for the same seed and in another for another", async () => {
    const one = await shuffled(5_000, (n) => n);
    expect(one.map(({ n }) => n).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 5_000 }, (_, n) => n));
    expect(await shuffled(5_000, (n) => n)).toEqual(one);
    expect(await shuffled(5_000, (n) => n, 2)).not.toEqual(one);
  });

  it("stand apart where they have the same prompt, and are all given where nothing else is left", async () => {
    const rows = await shuffled(4_000, (n) => Math.floor(n / 4));
    const last = new Map<number, number>();
    const distances = rows.slice(0, 3_000).map(({ prompt }, at) => {
      const before = last.get(prompt) ?? Number.NEGATIVE_INFINITY;
      last.set(prompt, at);
      return at - before;
    });
    expect(Math.min(...distances)).toBeGreaterThanOrEqual(64);
    expect(await shuffled(100, () => 1)).toHaveLength(100);
  });
});
