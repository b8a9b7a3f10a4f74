import { describe, expect, it } from "vitest";
import type { ReviewDraft } from "@/lib/domain/review/answer";
import type { LabelField } from "@/lib/domain/review/guideline";
import {
  chosenByDigit,
  completed,
  type DraftEvent,
  draftReducer,
  hasWork,
  labelAt,
  reviewDrafts,
} from "./answer-draft";

const drafted = (...events: DraftEvent[]) => events.reduce(draftReducer, {} as ReviewDraft);
const base = { key: "tone", label: "Tone", target: "dialogue", required: false } as const;
const options = [
  { key: "warm", label: "Warm" },
  { key: "cold", label: "Cold" },
];

describe("draftReducer", () => {
  it("keeps reasons for a rejection only", () => {
    const rejected = drafted({ type: "verdict", verdict: "rejected" }, { type: "toggle_reason", key: "off" });
    expect(completed(rejected, "rejected").reasons).toEqual(["off"]);
    expect(draftReducer(rejected, { type: "verdict", verdict: "accepted" }).reasons).toEqual([]);
    expect(completed(rejected, "accepted").reasons).toEqual([]);
  });

  it("labels the dialogue or a turn, and takes a label away", () => {
    const draft = drafted(
      { type: "label", place: { fieldKey: "tone", turnId: null }, value: "warm" },
      { type: "label", place: { fieldKey: "good", turnId: "t1" }, value: 4 },
    );
    expect(labelAt(draft, { fieldKey: "tone", turnId: null })).toBe("warm");
    expect(labelAt(draft, { fieldKey: "good", turnId: "t1" })).toBe(4);
    const without = draftReducer(draft, { type: "label", place: { fieldKey: "tone", turnId: null }, value: undefined });
    expect(without.labels).toEqual({});
  });

  it("holds one proposed text for each turn, and the mask as a set", () => {
    const draft = drafted(
      { type: "propose_text", turnId: "t1", text: "a" },
      { type: "propose_text", turnId: "t1", text: "b" },
      { type: "mask", turnIds: ["t1", "t2"], trained: false },
      { type: "mask", turnIds: ["t1"], trained: true },
    );
    expect(draft).toMatchObject({ edits: [{ turnId: "t1", text: "b" }], untrained: ["t2"] });
    expect(draftReducer(draft, { type: "propose_text", turnId: "t1", text: null }).edits).toEqual([]);
  });
});

it("knows when leaving would lose something", () => {
  expect(hasWork({})).toBe(false);
  expect(hasWork({ verdict: null, reasons: [], note: "  ", labels: {} })).toBe(false);
  expect([{ note: "x" }, { endMarkId: "t" }, { labels: { tone: "warm" } }].map(hasWork)).toEqual([true, true, true]);
});

it("chooses by digit: an option in order, a number on a scale, nothing that is not there", () => {
  const choice: LabelField = { ...base, kind: "choice", options };
  const several: LabelField = { ...base, kind: "several", options };
  const scale: LabelField = { ...base, kind: "scale", min: 1, max: 5, minLabel: "", maxLabel: "" };
  expect([1, 2, 3, 0].map((digit) => chosenByDigit(choice, digit, undefined))).toEqual([
    ...["warm", "cold", undefined, undefined],
  ]);
  expect(chosenByDigit(several, 1, ["cold"])).toEqual(["cold", "warm"]);
  expect(chosenByDigit(several, 2, ["cold"])).toEqual([]);
  expect([0, 5, 6].map((digit) => chosenByDigit(scale, digit, undefined))).toEqual([undefined, 5, undefined]);
});

describe("reviewDrafts", () => {
  it("knows whatever a person can make of a draft", () => {
    const draft = drafted(
      { type: "verdict", verdict: "rejected" },
      { type: "toggle_reason", key: "off" },
      { type: "note", note: "Off topic." },
      { type: "label", place: { fieldKey: "tone", turnId: null }, value: ["warm"] },
      { type: "label", place: { fieldKey: "score", turnId: "t1" }, value: 4 },
      { type: "propose_text", turnId: "t2", text: "Better." },
      { type: "end_mark", turnId: "t2" },
      { type: "mask", turnIds: ["t1"], trained: false },
    );
    for (const one of [{}, draft, completed(draft, "rejected"), drafted({ type: "verdict", verdict: null })]) {
      reviewDrafts.forget("a1");
      reviewDrafts.restore("a1", one);
      expect(reviewDrafts.read("a1")).toEqual(one);
    }
  });

  it("takes nothing else for one", () => {
    for (const wrong of [null, [], { verdict: "maybe" }, { edits: [{ turnId: "t1" }] }, { labels: { tone: null } }]) {
      reviewDrafts.restore("a2", wrong);
      expect(reviewDrafts.read("a2")).toBeNull();
    }
  });
});
