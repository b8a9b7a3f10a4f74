import { expect, it } from "vitest";
import { keptLines } from "../../components/kept/kept";

it("tells each thing that was said by its name, with texts whole, and nothing of what was not", () => {
  const edits = [{ turnId: "t1", text: "Two lines\nof it" }];
  const answer = {
    verdict: "rejected",
    reasons: ["loops", "cut"],
    note: "",
    labels: { tone: 3 },
    edits,
    endMarkId: null,
  };
  expect(keptLines(answer)).toEqual([
    "verdict: rejected",
    "reasons: loops, cut",
    "labels, tone: 3",
    "edits 1, turnId: t1",
    "edits 1, text: Two lines\nof it",
  ]);
  expect(keptLines({ rounds: ["left", null], criteria: {}, strength: 2 })).toEqual([
    "rounds: left, not said",
    "strength: 2",
  ]);
});
