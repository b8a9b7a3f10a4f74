import { expect, it } from "vitest";
import { inTurn } from "./turns-of-person";

it("lets six things of a person go at once and the rest in turn, whatever becomes of them, and holds up nobody else", async () => {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const ask = (who: string, fails = false) =>
    inTurn(who, async () => {
      begun.push(who);
      await new Promise<void>((resolve) => ends.push(resolve));
      if (fails) throw new Error("failed");
    }).catch(() => {});
  const all = Array.from({ length: 8 }, (_, i) => ask("ann", i === 0));
  expect(begun).toHaveLength(6);
  const other = ask("bob");
  expect(begun.at(-1)).toBe("bob");
  ends[0]?.();
  await all[0];
  expect(begun.filter((who) => who === "ann")).toHaveLength(7);
  while (ends.length < 9) {
    for (const end of ends) end();
    await Promise.resolve();
  }
  for (const end of ends) end();
  await Promise.all([...all, other]);
  expect(begun).toHaveLength(9);
});
