import { expect, it } from "vitest";
import { studentT } from "./intervals";

it("is the tabulated quantile of Student's t", () => {
  for (const [degrees, published] of [
    [5, 2.5706],
    [9, 2.2622],
    [19, 2.093],
    [29, 2.0452],
    [1_000, 1.9623],
  ] as const)
    expect(Math.abs(studentT(degrees) - published)).toBeLessThan(0.001);
});
