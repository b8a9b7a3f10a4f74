import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FencedDelta } from "@/lib/data/live";
import { createLiveBatch } from "./live-writer";

function delta(turnId: string, at: number, text: string, reasoning = false): FencedDelta {
  return { type: "delta", id: `dlg_${turnId}`, turnId, fence: 1, parentId: null, speaker: "user", at, text, reasoning };
}

describe("a batch", () => {
  test("merges the words of a turn, apart from its reasoning", () => {
    const batch = createLiveBatch();
    for (const part of [delta("a", 0, "one "), delta("b", 7, "x"), delta("a", 0, "hm", true), delta("a", 4, "two")])
      batch.add(part);
    expect(batch.units()).toBe(10);
    const { deltas, ids } = batch.take();
    expect(deltas).toEqual([delta("a", 0, "one two"), delta("b", 7, "x"), delta("a", 0, "hm", true)]);
    expect(ids).toEqual(["dlg_a", "dlg_b"]);
    expect(batch.take()).toEqual({ deltas: [], ids: [] });
  });

  test("forgets a dropped turn but still notifies of its dialogue", () => {
    const batch = createLiveBatch();
    batch.add(delta("a", 0, "gone"));
    batch.add(delta("b", 0, "kept"));
    batch.drop("a");
    batch.notify("dlg_a");
    expect(batch.units()).toBe(4);
    expect(batch.take()).toEqual({ deltas: [delta("b", 0, "kept")], ids: ["dlg_a", "dlg_b"] });
  });

  test("keeps what Postgres can store, at the same offsets", () => {
    const batch = createLiveBatch();
    batch.add(delta("a", 0, "a\0b"));
    expect(batch.take().deltas).toEqual([delta("a", 0, "a\uFFFDb")]);
  });

  test("hands out every unit of a text once, and never half a character", () => {
    const pieces = fc.array(fc.array(fc.string({ unit: "binary", maxLength: 4 }), { maxLength: 4 }), { maxLength: 8 });
    fc.assert(
      fc.property(pieces, fc.nat(3), (flushes, cut) => {
        const text = flushes.flat().join("");
        const clean = text.replaceAll("\0", "\uFFFD");
        const batch = createLiveBatch();
        const out: FencedDelta[] = [];
        for (let at = 0; at < text.length; at += cut + 1) {
          batch.add(delta("a", at, text.slice(at, at + cut + 1)));
          if (at % 3 === 0) out.push(...batch.take().deltas);
        }
        out.push(...batch.take().deltas);
        expect(out.map((part) => part.text).join("")).toBe(clean);
        for (const part of out) expect(part.text).toBe(clean.slice(part.at, part.at + part.text.length));
        expect(out.every((part) => Buffer.from(part.text).toString() === part.text)).toBe(true);
      }),
    );
  });
});
