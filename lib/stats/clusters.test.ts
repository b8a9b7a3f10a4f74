import fc from "fast-check";
import { expect, it } from "vitest";
import { atOnce } from "@/lib/testing/at-once";
import { clustersByKey } from "./union-find";

it("puts together who shares a key, and who is connected by others that do", () => {
  expect(atOnce(clustersByKey([["a"], ["b"], ["a", "c"], [], ["c"], []]))).toEqual([0, 1, 0, 3, 0, 5]);
});

it("finds what a walk from neighbour to neighbour finds", () => {
  const members = fc.array(fc.array(fc.constantFrom("a", "b", "c", "d", "e", "f"), { maxLength: 3 }), {
    maxLength: 25,
  });
  fc.assert(
    fc.property(members, (keysOf) => {
      const clusters = atOnce(clustersByKey(keysOf));
      keysOf.forEach((_, start) => {
        const reached = new Set([start]);
        for (const at of reached)
          keysOf.forEach((keys, other) => {
            if (keys.some((key) => keysOf[at]?.includes(key))) reached.add(other);
          });
        const together = keysOf.flatMap((_, i) => (clusters[i] === clusters[start] ? [i] : []));
        expect(together).toEqual([...reached].sort((a, b) => a - b));
      });
    }),
  );
});
