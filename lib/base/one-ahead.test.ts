import { expect, it } from "vitest";
import { oneAhead } from "./one-ahead";

/** Numbers up to `most`, which write down when each is made; `ended` when nobody wants more. */
function counting(most: number) {
  const made: (number | "ended")[] = [];
  async function* numbers() {
    try {
      for (let n = 1; n <= most; n++) {
        made.push(n);
        yield n;
      }
      throw new Error("no more");
    } finally {
      made.push("ended");
    }
  }
  return { made, numbers };
}

it("has the next one made while one is worked on, and no other", async () => {
  const { made, numbers } = counting(3);
  const seen: [number, number[]][] = [];
  const all = async () => {
    for await (const n of oneAhead(numbers())) {
      await new Promise(setImmediate);
      seen.push([n, made.filter((one) => one !== "ended")]);
    }
  };
  await expect(all()).rejects.toThrow("no more");
  expect(seen).toEqual([
    [1, [1, 2]],
    [2, [1, 2, 3]],
    [3, [1, 2, 3]],
  ]);
});

it("ends what it reads from when nobody goes on", async () => {
  const { made, numbers } = counting(9);
  for await (const n of oneAhead(numbers())) if (n === 2) break;
  expect(made).toEqual([1, 2, 3, "ended"]);
});
