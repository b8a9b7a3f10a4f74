import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ReviewAnswer, reviewAnswerSchema } from "./answer";
import { checkAnswer } from "./check-answer";
import { dealItems } from "./deal";
import { isGoldTurn, isRight } from "./gold";
import { guidelineTextSchema } from "./guideline";
import { ownDecision, settle } from "./settle";

function answer(given: Partial<ReviewAnswer> = {}): ReviewAnswer {
  return reviewAnswerSchema.parse({ verdict: "accepted", ...given });
}

describe("dealing items out", () => {
  const people = ["a", "b", "c"];

  it("draws exactly the share that several people judge, however the items come", () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 8 });
    const check = fc.property(sizes, fc.double({ min: 0, max: 1, noNaN: true }), (additions, share) => {
      let firstPosition = 1;
      let drawn = 0;
      for (const count of additions) {
        const spec = { overlap: { people: 3, share }, assignment: "first_come" } as const;
        const dealt = dealItems({ queueId: "q", spec, count, firstPosition, placesBefore: 0, people });
        drawn += dealt.filter(({ needed }) => needed === 3).length;
        firstPosition += count;
      }
      expect(drawn).toBe(Math.round(share * (firstPosition - 1)));
    });
    fc.assert(check);
  });

  it("draws the same of one queue each time, and others of another", () => {
    const spec = { overlap: { people: 2, share: 0.3 }, assignment: "first_come" } as const;
    const draw = (queueId: string) =>
      JSON.stringify(dealItems({ queueId, spec, count: 50, firstPosition: 1, placesBefore: 0, people }));
    expect(draw("q1")).toBe(draw("q1"));
    expect(draw("q1")).not.toBe(draw("q2"));
  });

  it("gives each item to different people and nobody more than one place above another", () => {
    const spec = { overlap: { people: 2, share: 0.5 }, assignment: "dealt" } as const;
    const dealt = dealItems({ queueId: "q", spec, count: 101, firstPosition: 1, placesBefore: 1, people });
    for (const { needed, assignedTo } of dealt) expect(new Set(assignedTo).size).toBe(needed);
    const places = people.map((person) => dealt.filter(({ assignedTo }) => assignedTo.includes(person)).length);
    expect(Math.max(...places) - Math.min(...places)).toBeLessThanOrEqual(1);
  });
});

describe("settling", () => {
  const no = answer({ verdict: "rejected", reasons: ["rude", "wrong"], labels: { tone: 2, topics: ["a", "b"] } });
  const also = answer({ verdict: "rejected", reasons: ["rude"], labels: { tone: 3, topics: ["b", "a"] } });

  it("waits for all, and for a reviewer where verdicts differ, changes are proposed, or all are reviewed", () => {
    expect(settle([no], 2, "disagreements").kind).toBe("waiting");
    expect(settle([no, answer()], 2, "disagreements").kind).toBe("contested");
    expect(settle([answer(), answer({ endMarkId: "t2" })], 2, "disagreements").kind).toBe("contested");
    expect(settle([no, also], 2, "all").kind).toBe("contested");
    expect(settle([no], 1, "all").kind).toBe("contested");
  });

  it("takes one person's answer whole, and of several what more than half of them said", () => {
    const edited = answer({ edits: [{ turnId: "t1", text: "Better" }] });
    expect(settle([edited], 1, "disagreements")).toEqual({ kind: "settled", by: "single", answer: edited });
    expect(settle([no, also], 2, "disagreements")).toMatchObject({
      by: "agreement",
      answer: { verdict: "rejected", reasons: ["rude"], labels: { topics: ["a", "b"] } },
    });
  });
});

describe("a reviewer's own decision", () => {
  const options = [{ key: "a", label: "A" }];
  const guideline = guidelineTextSchema.parse({
    reasons: [
      { key: "wrong", label: "Wrong" },
      { key: "rude", label: "Rude" },
    ],
    fields: [
      { key: "topics", label: "Topics", target: "dialogue", kind: "several", required: true, options },
      { key: "tone", label: "Tone", target: "dialogue", kind: "scale", min: 1, max: 5, required: true },
    ],
  });
  const ann = answer({
    verdict: "rejected",
    reasons: ["rude", "gone"],
    note: "Ann's",
    endMarkId: "t2",
    untrained: ["t1"],
    labels: { topics: ["a"], tone: 1, dropped: "x" },
  });
  const ben = answer({ labels: { topics: ["a"], tone: 5, dropped: "x" } });

  it("has what most people said and the guideline still asks, and nothing that is one person's", () => {
    const labels = { topics: ["a"] };
    expect(ownDecision("accepted", [ann, ben], guideline)).toEqual(answer({ labels }));
    expect(ownDecision("rejected", [ann, ben], guideline)).toEqual(
      answer({ verdict: "rejected", reasons: ["rude"], labels }),
    );
    expect(ownDecision("rejected", [], guideline)).toEqual(answer({ verdict: "rejected" }));
  });

  it("may lack a required label, on which nobody agreed", () => {
    const own = ownDecision("accepted", [ann, ben], guideline);
    expect(checkAnswer(own, guideline, [], { complete: false })).toEqual({});
    expect(Object.keys(checkAnswer(own, guideline, []))).toEqual(["labels.tone"]);
  });
});

describe("checking an answer", () => {
  const options = [
    { key: "law", label: "Law" },
    { key: "art", label: "Art" },
  ];
  const guideline = guidelineTextSchema.parse({
    reasons: [{ key: "rude", label: "Rude" }],
    fields: [
      { key: "topic", label: "Topic", target: "dialogue", kind: "choice", required: true, options },
      { key: "more", label: "More", target: "dialogue", kind: "several", options },
      { key: "tone", label: "Tone", target: "turn", kind: "scale", min: 1, max: 5 },
      { key: "why", label: "Why", target: "dialogue", kind: "text", maxLength: 5 },
    ],
  });
  const path = [
    { id: "t1", speaker: "user" },
    { id: "t2", speaker: "assistant" },
  ] as const;
  const complaints = (given: Partial<ReviewAnswer>) =>
    Object.keys(checkAnswer(answer({ labels: { topic: "law" }, ...given }), guideline, [...path]));

  it.each<[Partial<ReviewAnswer>, string[]]>([
    [{}, []],
    [{ verdict: "rejected", reasons: ["rude"], turnLabels: { t2: { tone: 5 } }, endMarkId: "t2" }, []],
    [{ reasons: ["rude"] }, ["reasons"]],
    [{ verdict: "rejected", reasons: ["slow"] }, ["reasons"]],
    [{ labels: {} }, ["labels.topic"]],
    [{ labels: { topic: "law", other: "x" } }, ["labels.other"]],
    [{ labels: { topic: "sport" } }, ["labels.topic"]],
    [{ labels: { topic: "law", more: ["law", "law"], why: "because" } }, ["labels.more", "labels.why"]],
    [{ turnLabels: { t1: { tone: 6 }, t2: { tone: 1.5 } } }, ["turnLabels.t1.tone", "turnLabels.t2.tone"]],
    [{ turnLabels: { t9: {} } }, ["turnLabels.t9"]],
    [{ endMarkId: "t1", untrained: ["t9"] }, ["untrained", "endMarkId"]],
    [{ edits: [{ turnId: "t9", text: "x" }] }, ["edits"]],
    [{ edits: [1, 2].map(() => ({ turnId: "t1", text: "x" })) }, ["edits"]],
  ])("%j", (given, expected) => {
    expect(complaints(given)).toEqual(expected);
  });
});

describe("gold", () => {
  it("comes at about its rate, in no rhythm, and the same when asked again", () => {
    const turns = Array.from({ length: 2_000 }, (_, i) => isGoldTurn("q", "p", i, 0.2));
    expect(turns).toEqual(Array.from({ length: 2_000 }, (_, i) => isGoldTurn("q", "p", i, 0.2)));
    const share = turns.filter(Boolean).length / turns.length;
    expect(share).toBeGreaterThan(0.17);
    expect(share).toBeLessThan(0.23);
    const gaps = new Set(turns.flatMap((isGold, i) => (isGold ? [i - turns.lastIndexOf(true, i - 1)] : [])));
    expect(gaps.size).toBeGreaterThan(8);
  });

  it("is met by the known verdict with one of the known reasons", () => {
    const known = answer({ verdict: "rejected", reasons: ["rude", "wrong"] });
    expect(isRight(answer(), known)).toBe(false);
    expect(isRight(answer({ verdict: "rejected" }), known)).toBe(false);
    expect(isRight(answer({ verdict: "rejected", reasons: ["wrong", "slow"] }), known)).toBe(true);
    expect(isRight(answer({ note: "Fine" }), answer())).toBe(true);
  });
});
