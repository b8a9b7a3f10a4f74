import { expect, it } from "vitest";
import { wilsonShare } from "./intervals";

it.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])("%i of %i is as in Newcombe (1998), Statistics in Medicine 17:857, table I, method 3", (part, n, low, high) => {
  const figure = wilsonShare(part, n);
  expect(figure).toMatchObject({ n, interval: { low: expect.closeTo(low, 4), high: expect.closeTo(high, 4) } });
});

it("has no share of nothing", () => {
  expect(wilsonShare(0, 0)).toMatchObject({ ok: false });
});
