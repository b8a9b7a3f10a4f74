import { expect, test } from "vitest";
import { type Work, workSignals } from "./work";

function work(personId: string, more: Partial<Work> = {}): Work {
  const none = { share: null, n: 0 };
  const figures = { decisions: 40, activeSeconds: 2_400, medianSeconds: 60, perHour: 60 };
  return { personId, name: personId, ...figures, accepted: { share: 0.6, n: 40 }, edited: none, undone: none, ...more };
}

const signalsOf = (...team: Work[]) => workSignals(team).get(team[0]?.personId ?? "");

test("work far quicker than the others' is pointed out, once there is enough of it", () => {
  const others = [work("b"), work("c", { medianSeconds: 90 })];
  expect(signalsOf(work("a", { medianSeconds: 19 }), ...others)).toEqual(["rushed"]);
  expect(signalsOf(work("a", { medianSeconds: 45 }), ...others)).toEqual([]);
  expect(signalsOf(work("a", { medianSeconds: 19, decisions: 19 }), ...others)).toEqual([]);
});

test("always the same verdict is pointed out only where the others differ", () => {
  const always = work("a", { accepted: { share: 0.99, n: 100 } });
  const never = work("a", { accepted: { share: 0.02, n: 100 } });
  expect(signalsOf(always, work("b"))).toEqual(["one_sided"]);
  expect(signalsOf(never, work("b"))).toEqual(["one_sided"]);
  expect(signalsOf(always, work("b", { accepted: { share: 0.95, n: 50 } }))).toEqual([]);
});

test("somebody who works alone is compared with nobody", () => {
  expect(signalsOf(work("a", { medianSeconds: 1, accepted: { share: 1, n: 500 } }))).toEqual([]);
});
