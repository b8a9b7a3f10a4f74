import fc from "fast-check";
import { expect, test } from "vitest";
import { newId } from "@/lib/base/ids";
import { packIds, unpackIds } from "./notifications";

test("ids travel in payloads that Postgres takes, each once and in order", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(600)), (picks) => {
      const ids = picks.map((pick) => `dlg_${String(pick).padStart(20, "0")}`);
      const payloads = packIds(ids);
      expect(payloads.every((payload) => Buffer.byteLength(payload) <= 7_900 && payload !== "")).toBe(true);
      expect(payloads.flatMap(unpackIds)).toEqual([...new Set(ids)]);
    }),
  );
});

test("a thousand dialogues need four payloads", () => {
  expect(packIds(Array.from({ length: 1_000 }, () => newId("dialogue")))).toHaveLength(4);
  expect(packIds([])).toEqual([]);
});
