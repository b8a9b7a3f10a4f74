import { describe, expect, it } from "vitest";
import { type JudgedComparison, signalsOfVotes } from "./signals-of-votes";

const round = (user: string, assistant: string) => ({ user, assistant });
type Choice = JudgedComparison["ballots"][number]["choice"];
const ballot = (choice: Choice, isSwapped = false, rounds: (Choice | null)[] = []) => ({ choice, isSwapped, rounds });

function votes(more: Partial<JudgedComparison>) {
  const given = {
    dialogueId: "d",
    evaluationId: "e",
    openNamesLeftOut: false,
    system: "",
    first: [round("Why?", "So.")],
    second: [round("Why?", "Thus.")],
  };
  const { pairs, labels, opposed } = signalsOfVotes(Object.assign({ ballots: [], imported: [] }, given, more));
  return {
    pairs: pairs.map(({ chosen, rejected }) => `${chosen.text} > ${rejected.text}`),
    bad: labels.map(({ completion, label }) => `${completion.text}: ${label}`),
    opposed: opposed.pairs,
  };
}

describe("votes on two answers", () => {
  it.each([
    ["one for the left", [ballot("left")], ["So. > Thus."], [], 0],
    ["one for the left, sides exchanged", [ballot("left", true)], ["Thus. > So."], [], 0],
    ["most for the second", [ballot("right"), ballot("left"), ballot("left", true)], ["Thus. > So."], [], 0],
    ["as many for either", [ballot("right"), ballot("left")], [], [], 1],
    ["a tie", [ballot("tie")], [], [], 0],
    ["most find a tie", [ballot("tie"), ballot("tie"), ballot("left")], [], [], 0],
    ["as many ties as wins", [ballot("tie"), ballot("left")], [], [], 0],
    ["both are bad", [ballot("both_bad"), ballot("both_bad"), ballot("left")], [], ["So.: false", "Thus.: false"], 0],
    ["nobody voted", [], [], [], 0],
  ])("%s", (_, ballots, pairs, bad, opposed) => {
    expect(votes({ ballots })).toEqual({ pairs, bad, opposed });
  });

  it("count from files, too, on the question they are about", () => {
    expect(votes({ imported: [{ outcome: "second", turn: 1 }] }).pairs).toEqual(["Thus. > So."]);
    expect(votes({ imported: [{ outcome: "second", turn: 2 }] }).pairs).toEqual([]);
  });

  it("of several rounds are about the first answers that differ: on the whole where these are the last", () => {
    const same = round("Hi", "Hello");
    const [first, second] = [
      [same, round("Why?", "So.")],
      [same, round("Why?", "Thus.")],
    ];
    expect(votes({ first, second, ballots: [ballot("right")] }).pairs).toEqual(["Thus. > So."]);
    const longer = { first: [...first, round("And?", "x")], second: [...second, round("And?", "y")] };
    expect(votes({ ...longer, ballots: [ballot("right")] }).pairs).toEqual([]);
    expect(votes({ ...longer, ballots: [ballot("right", false, ["tie", "left", "right"])] }).pairs).toEqual([
      "So. > Thus.",
    ]);
  });

  it("say nothing of answers to other questions, of the same text, or of an empty one", () => {
    const ballots = [ballot("left")];
    expect(votes({ ballots, second: [round("How?", "Thus.")] }).pairs).toEqual([]);
    expect(votes({ ballots, second: [round("Why?", "So. ")] }).pairs).toEqual([]);
    expect(votes({ ballots, second: [round("Why?", " ")] }).pairs).toEqual([]);
  });
});
