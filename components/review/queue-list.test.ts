import { expect, it } from "vitest";
import { timeLeft } from "./queue-list";

const waiting = { takeable: 30, sentBack: 0, answered: 12, secondsEach: 40 };

it("tells how long what waits takes, with the pace and how many answers it rests on", () => {
  expect(timeLeft(waiting)).toBe("about 20 min at your pace (median 40 s, n 12)");
  expect(timeLeft({ ...waiting, takeable: 540 })).toBe("about 6.0 h at your pace (median 40 s, n 12)");
  expect(timeLeft({ ...waiting, takeable: 1, secondsEach: 2 })).toBe("about 1 min at your pace (median 2 s, n 12)");
});

it("tells nothing on too few answers, and nothing when nothing waits", () => {
  expect(timeLeft({ ...waiting, answered: 4 })).toBeNull();
  expect(timeLeft({ ...waiting, answered: 0, secondsEach: null })).toBeNull();
  expect(timeLeft({ ...waiting, takeable: 0 })).toBeNull();
});
