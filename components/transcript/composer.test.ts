import { describe, expect, it } from "vitest";
import { actOf, type Composer, composerReducer, dependsOnPath, hasContent, isComposer } from "./composer";

const edit: Composer = { kind: "edit", headId: "h1", turnId: "t1", before: "Hello", text: "Hello" };
const reject: Composer = { kind: "reject", headId: "h1", turnId: null, reasons: [], text: "" };

describe("composerReducer", () => {
  it("keeps what was typed when the same thing is opened again", () => {
    const typed = composerReducer(edit, { type: "write", text: "Hello you" });
    expect(composerReducer(typed, { type: "open", composer: edit })).toBe(typed);
    expect(composerReducer(typed, { type: "open", composer: reject })).toBe(reject);
  });

  it("toggles reasons of a rejection and of nothing else", () => {
    const once = composerReducer(reject, { type: "toggle_reason", reason: "Unsafe" });
    expect(once).toMatchObject({ reasons: ["Unsafe"] });
    expect(composerReducer(once, { type: "toggle_reason", reason: "Unsafe" })).toMatchObject({ reasons: [] });
    expect(composerReducer(edit, { type: "toggle_reason", reason: "Unsafe" })).toBe(edit);
  });

  it("moves typed words to the dialogue as it is now", () => {
    const typed = { ...edit, text: "Mine" };
    const rebased = composerReducer(typed, { type: "rebase", headId: "h2", turnId: "t2", before: "Theirs" });
    expect(rebased).toEqual({ kind: "edit", headId: "h2", turnId: "t2", before: "Theirs", text: "Mine" });
    expect(composerReducer(reject, { type: "rebase", headId: "h2" })).toEqual({ ...reject, headId: "h2" });
  });
});

describe("actOf", () => {
  it("has nothing to send for an edit that changes nothing, or an empty turn", () => {
    expect(actOf(edit)).toBeNull();
    expect(actOf({ kind: "take_over", headId: null, text: "  " })).toBeNull();
  });

  it("carries the head that was seen and what follows an edit", () => {
    expect(actOf({ ...edit, text: " Hi " }, { after: "reroll" })).toEqual({
      kind: "edit",
      headId: "h1",
      turnId: "t1",
      text: "Hi",
      after: "reroll",
    });
  });

  it("rejects the turn when there is one, the dialogue otherwise", () => {
    expect(actOf(reject)).toMatchObject({ kind: "reject" });
    expect(actOf({ ...reject, turnId: "t1", text: "why" })).toMatchObject({ kind: "reject_turn", note: "why" });
  });
});

describe("what is said about a dialogue", () => {
  it("sends tags apart and each once, a comment with whom it names, and neither when empty", () => {
    const tag: Composer = { kind: "tag", headId: "h1", text: " good, , maths,good" };
    const comment: Composer = { kind: "comment", headId: "h1", turnId: null, text: "@Ann look" };
    expect(actOf(tag)).toEqual({ kind: "tag", tags: ["good", "maths"] });
    expect(actOf(comment, { people: [{ id: "p", name: "Ann" }] })).toMatchObject({ turnId: null, mentions: ["p"] });
    expect([actOf({ ...tag, text: " , " }), actOf({ ...comment, text: " " })]).toEqual([null, null]);
    expect([tag, comment, edit].map(dependsOnPath)).toEqual([false, false, true]);
    expect(isComposer(comment)).toBe(true);
  });
});

describe("hasContent", () => {
  it("is true only when closing would lose something", () => {
    expect([edit, reject].map(hasContent)).toEqual([false, false]);
    expect(
      [
        { ...edit, text: "x" },
        { ...reject, reasons: ["Unsafe"] },
      ].map(hasContent),
    ).toEqual([true, true]);
  });
});

describe("isComposer", () => {
  it("knows what was stored and refuses anything else", () => {
    for (const composer of [edit, reject]) expect(isComposer(JSON.parse(JSON.stringify(composer)))).toBe(true);
    for (const bad of [null, "", 3, { kind: "edit", text: "x", headId: null }, { kind: "x", text: "" }])
      expect(isComposer(bad)).toBe(false);
  });
});
