import { describe, expect, it } from "vitest";
import type { Speaker, Turn } from "@/lib/domain/dialogue";
import { sampleTurn } from "@/lib/testing/sample-dialogue";
import { counterpart, layTranscript } from "./transcript";

function turn(id: string, parentId: string | null, speaker: Speaker): Turn {
  return sampleTurn(id, parentId, speaker, { text: id });
}

const u1 = turn("1", null, "user");
const a1 = turn("2", "1", "assistant");
const u2 = turn("3", "2", "user");
const b1 = turn("4", "1", "assistant");
const c1 = turn("5", "1", "assistant");

describe("layTranscript", () => {
  it("lays out the path to the head, a round to each user turn", () => {
    const { rows } = layTranscript([u1, a1, u2], { headId: "3" });
    expect(rows.map(({ turn, round, opensRound }) => [turn.id, round, opensRound])).toEqual([
      ["1", 1, true],
      ["2", 1, false],
      ["3", 2, true],
    ]);
  });

  it("gives a pager to turns with siblings only", () => {
    const { rows } = layTranscript([c1, u1, a1, b1], { headId: "4" });
    expect(rows.map(({ pager }) => pager)).toEqual([null, { at: 2, of: 3, previousId: "2", nextId: "5" }]);
  });

  it("names the other ways on from the head", () => {
    expect(layTranscript([u1, a1, b1], { headId: "1" }).continuations.map(({ id }) => id)).toEqual(["2", "4"]);
    expect(layTranscript([u1], { headId: null }).continuations.map(({ id }) => id)).toEqual(["1"]);
  });

  it("is empty while the head has not arrived", () => {
    expect(layTranscript([u1], { headId: "9" })).toEqual({ rows: [], continuations: [] });
  });
});

describe("counterpart", () => {
  it("is the turn itself, its successor in the same place, or nothing", () => {
    const turns = [u1, a1, u2, b1];
    expect(counterpart([u1, a1], a1, turns)).toBe(a1);
    expect(counterpart([u1, b1], a1, turns)).toBe(b1);
    expect(counterpart([u1, b1], u2, turns)).toBeUndefined();
  });

  it("is the copy that was kept behind an edit, and what answers it", () => {
    const edited = turn("6", null, "user");
    const kept = { ...turn("7", "6", "assistant"), keptFromId: "2" };
    const keptAgain = { ...turn("8", "9", "assistant"), keptFromId: "7" };
    const answer = turn("10", "8", "user");
    const turns = [u1, a1, u2, edited, kept, turn("9", null, "user"), keptAgain, answer];
    expect(counterpart([edited, kept], a1, turns)).toBe(kept);
    expect(counterpart([turn("9", null, "user"), keptAgain, answer], a1, turns)).toBe(keptAgain);
    expect(counterpart([turn("9", null, "user"), keptAgain, answer], u2, turns)).toBe(answer);
    expect(counterpart([edited, kept], u1, turns)).toBe(edited);
  });

  it("is found through rewritings above it and of itself, in either order", () => {
    // The answer is edited; then the question, which keeps the edited answer; then that copy is edited again.
    const edited = turn("6", "1", "assistant");
    const question = turn("7", null, "user");
    const kept = { ...turn("8", "7", "assistant"), keptFromId: "6" };
    const again = turn("9", "7", "assistant");
    const turns = [u1, a1, u2, edited, question, kept, again];
    expect(counterpart([question, again], a1, turns)).toBe(again);
    expect(counterpart([question, again], u1, turns)).toBe(question);
    expect(counterpart([question, again], u2, turns)).toBeUndefined();
  });
});
