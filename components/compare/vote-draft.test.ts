import { expect, it } from "vitest";
import { draftOf, emptyDraft, hasWork, roundAt, voteDrafts, voteOf, voteReducer } from "./use-vote";

it("judges round by round, then the whole, and goes back a round", () => {
  const instructions = { byRound: true };
  expect(roundAt(emptyDraft, instructions, 2)).toBe(0);
  const first = voteReducer(emptyDraft, { type: "round", choice: "left" });
  expect(roundAt(first, instructions, 2)).toBe(1);
  const both = voteReducer(first, { type: "round", choice: "tie" });
  expect(roundAt(both, instructions, 2)).toBeNull();
  expect(roundAt(voteReducer(both, { type: "back_a_round" }), instructions, 2)).toBe(1);
  expect(roundAt(emptyDraft, { byRound: false }, 2)).toBeNull();
  expect(roundAt(emptyDraft, instructions, 1)).toBeNull();
});

it("takes the same strength or criterion again as a taking back", () => {
  const strong = voteReducer(emptyDraft, { type: "strength", strength: 4 });
  expect(strong.strength).toBe(4);
  expect(voteReducer(strong, { type: "strength", strength: 4 }).strength).toBeNull();
  const toned = voteReducer(emptyDraft, { type: "criterion", key: "tone", choice: "right" });
  expect(toned.criteria).toEqual({ tone: "right" });
  expect(voteReducer(toned, { type: "criterion", key: "tone", choice: null }).criteria).toEqual({});
});

it("gives a vote back as the draft it was made of", () => {
  const draft = {
    rounds: ["left" as const, null],
    criteria: { tone: "tie" as const },
    strength: 2,
    reason: "Clearer.",
  };
  expect(draftOf(voteOf(draft, "left"))).toEqual(draft);
  expect(voteOf(draft, "simulated")).toEqual({ kind: "turing", choice: "simulated", strength: 2, reason: "Clearer." });
});

it("reads a kept draft back, and takes nothing else for one", () => {
  const draft = voteReducer({ ...emptyDraft, rounds: ["left", null], strength: 2 }, { type: "reason", reason: "So." });
  voteDrafts.restore("b1", draft);
  expect(voteDrafts.read("b1")).toEqual(draft);
  for (const wrong of [
    null,
    {},
    { ...draft, rounds: ["middle"] },
    { ...draft, strength: 9 },
    { ...draft, reason: 1 },
  ]) {
    voteDrafts.restore("b2", wrong);
    expect(voteDrafts.read("b2")).toBeNull();
  }
});

it("asks before a skip only where something was said", () => {
  expect(hasWork(emptyDraft)).toBe(false);
  expect(hasWork(voteReducer(emptyDraft, { type: "strength", strength: 1 }))).toBe(true);
  expect(hasWork(voteReducer(emptyDraft, { type: "reason", reason: "  " }))).toBe(false);
});
