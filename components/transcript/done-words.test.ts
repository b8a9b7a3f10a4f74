import { expect, it } from "vitest";
import { sampleDecision, sampleDialogue } from "@/lib/testing/sample-dialogue";
import { sayDone } from "./done-words";

it("says that a verdict ends a dialogue which is still being written, and nothing of one that had ended", () => {
  const running = sampleDialogue("t1", { status: "running", endReason: null });
  const accept = { kind: "accept", headId: "t1" } as const;
  const after = { verdict: "accepted", status: "ended" } as const;
  expect(sayDone(sampleDecision(accept, running, after))).toBe("Dialogue accepted; it ends here");
  const ended = sampleDialogue("t1", { status: "ended" });
  expect(sayDone(sampleDecision(accept, ended, after))).toBe("Dialogue accepted");
});

it("says that an act took a verdict off, but for an undo, which says what it takes back", () => {
  const accepted = sampleDialogue("t1", { status: "ended", verdict: "accepted" });
  const off = { verdict: null, headId: "t0" };
  const branch = sampleDecision({ kind: "branch", headId: "t1", turnId: "t0" }, accepted, off);
  expect(sayDone(branch)).toBe("Branching from here; its verdict “Accepted” was taken off, for its turns changed");
  expect(sayDone(sampleDecision({ kind: "undo", decisionId: "x" }, accepted, off))).toBe("Taken back");
});

it("says what goes along with an edit and what stays with the old turns", () => {
  const curated = sampleDialogue("t3", { status: "ended", endMarkId: "t2", untrained: ["t2", "t3"] });
  const edit = { kind: "edit", headId: "t3", turnId: "t2", text: "x", after: "reroll" } as const;
  const edited = sampleDecision(edit, curated, { endMarkId: "t4", untrained: ["t2", "t3", "t4"] });
  expect(sayDone(edited, { endMark: false, masks: 1 })).toBe(
    "Turn edited; the mark of its end goes along; its training mask goes along; a training mask stays with the old turns",
  );
  const again = sampleDecision({ kind: "regenerate", headId: "t3", turnId: "t2" }, curated, { headId: "t1" });
  expect(sayDone(again, { endMark: false, masks: 1 })).toBe(
    "Writing another turn; the mark of its end goes along; its training mask goes along; a training mask stays with the old turns",
  );
  const chosen = sampleDecision({ kind: "choose", headId: "t3", turnId: "t9" }, curated, { headId: "t9" });
  expect(sayDone(chosen, { endMark: true, masks: 2 })).toBe(
    "Other branch chosen; the mark of its end and 2 training masks stay with the old turns",
  );
});
