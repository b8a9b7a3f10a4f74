import { expect, it } from "vitest";
import { endReasonSchema, verdictSchema } from "../dialogue";
import { packedEnds, packedVerdicts, packPoints, unpackPoints } from "./packed-map";

it("packs points and takes them out again", () => {
  const points = {
    places: Uint16Array.of(0, 65_535, 258, 1),
    origins: Uint16Array.of(300, 0),
    verdicts: Uint8Array.of(2, 255),
    ends: Uint8Array.of(8, 0),
  };
  const packed = packPoints(points);
  expect(packed).toHaveLength(16);
  expect(unpackPoints(packed.buffer as ArrayBuffer)).toEqual({ count: 2, ...points });
  expect(unpackPoints(new ArrayBuffer(0)).count).toBe(0);
});

it("has a code for each word of the closed sets", () => {
  expect([...packedVerdicts]).toEqual(verdictSchema.options);
  expect([...packedEnds]).toEqual(endReasonSchema.options);
});
