import { expect, it } from "vitest";
import { forecastEnd } from "./intervals";

it("goes on at the pace of the last days, and is surer the more was seen", () => {
  const few = forecastEnd(100, 16, 4);
  expect(few).toMatchObject({ ok: true, perDay: 4, days: { likely: 25 } });
  const many = forecastEnd(100, 1_600, 400);
  if (!few.ok || !many.ok) throw new Error("both are defined");
  const spread = ({ days }: typeof few) => (days.late ?? Number.POSITIVE_INFINITY) - days.early;
  expect(spread(many)).toBeLessThan(spread(few) / 5);
  // (4 -/+ 0.98)^2 / 4 days: 2.28 to 6.2 a day.
  expect(few.days).toMatchObject({ early: expect.closeTo(16.13, 1), late: expect.closeTo(43.86, 1) });
});

it("says when it cannot tell, and that nothing is left", () => {
  expect(forecastEnd(5, 0, 7)).toMatchObject({ ok: false });
  expect(forecastEnd(0, 0, 7)).toMatchObject({ ok: true, days: { likely: 0, late: 0 } });
});
