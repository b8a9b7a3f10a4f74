import fc from "fast-check";
import { expect, it } from "vitest";
import type { GivenDialogue, GivenTurn } from "./dialogue-in-file";
import { settleGiven } from "./settle-given";

/** `u a a|0 …`: speaker, text and the place that it follows, the one before unless told. */
function given(...said: [who: "u" | "a", text: string, parent?: number | null][]): GivenDialogue {
  const turns = said.map(([who, text, parent], i): GivenTurn => {
    const speaker = who === "u" ? "user" : "assistant";
    return { speaker, text, reasoning: null, trained: true, parent: parent === undefined ? i - 1 : parent, asides: [] };
  });
  if (turns[0]) turns[0].parent = null;
  const head = turns.length === 0 ? null : turns.length - 1;
  return {
    id: null,
    system: "",
    turns,
    trailing: [],
    head,
    sourceUser: null,
    language: null,
    model: null,
    record: null,
  };
}

const usual = { leadingAssistant: "keep", sameSpeaker: "join" } as const;

function settled(dialogue: GivenDialogue, choices: Parameters<typeof settleGiven>[1] = usual) {
  const found = settleGiven(dialogue, choices);
  if (!found.ok) return found.message;
  const turns = found.dialogue.turns.map(({ speaker, text, parent }) => [speaker[0], text, parent]);
  return { turns, head: found.dialogue.head, joined: found.joined, cut: found.cut };
}

it("leaves what is in order as it is", () => {
  const plain = given(["u", "a"], ["a", "b"], ["a", "c", 0]);
  expect(settleGiven(plain, usual)).toEqual({ ok: true, dialogue: plain, joined: 0, cut: 0 });
});

it("joins two turns of one speaker, or refuses them", () => {
  const twice = given(["u", "a"], ["a", "b"], ["a", "c"], ["u", "d"]);
  const joined = {
    turns: [
      ["u", "a", null],
      ["a", "b\n\nc", 0],
      ["u", "d", 1],
    ],
    head: 2,
    joined: 1,
    cut: 0,
  };
  expect(settled(twice)).toEqual(joined);
  expect(settled(twice, { ...usual, sameSpeaker: "refuse" })).toContain("Turn 3 is by the same speaker");
});

it("keeps both ways of a tree that goes on from a turn by either speaker", () => {
  expect(settled(given(["u", "a"], ["a", "b"], ["a", "c", 1], ["u", "d", 1]))).toMatchObject({
    turns: [
      ["u", "a", null],
      ["a", "b", 0],
      ["a", "b\n\nc", 0],
      ["u", "d", 1],
    ],
    head: 3,
  });
});

it("keeps an assistant who begins, or cuts that turn", () => {
  const led = given(["a", "Hello!"], ["u", "a"], ["a", "b"]);
  expect(settled(led)).toMatchObject({
    turns: [
      ["a", "Hello!", null],
      ["u", "a", 0],
      ["a", "b", 1],
    ],
    cut: 0,
  });
  const cut = {
    turns: [
      ["u", "a", null],
      ["a", "b", 0],
    ],
    head: 1,
    cut: 1,
  };
  expect(settled(led, { ...usual, leadingAssistant: "cut" })).toMatchObject(cut);
  expect(settled(given(["a", "Hello!"]), { ...usual, leadingAssistant: "cut" })).toBe("No turn of it says anything.");
});

it("passes over turns that say nothing, and keeps what stood before them", () => {
  const empty = given(["u", "a"], ["a", " "], ["u", "b"]);
  if (empty.turns[1]) empty.turns[1].asides = [{ role: "tool", content: "x" }];
  const found = settleGiven(empty, usual);
  expect(settled(empty)).toMatchObject({ turns: [["u", "a\n\nb", null]], head: 0, joined: 1 });
  expect(found.ok && found.dialogue.turns[0]?.asides).toEqual([{ role: "tool", content: "x" }]);
  expect(settled(given())).toBe("No turn of it says anything.");
});

it("of any tree makes ways on which the speakers take turns, and loses no word of the way that is read", () => {
  const turn = fc.tuple(fc.constantFrom("u" as const, "a" as const), fc.constantFrom("x", "y", ""), fc.nat());
  fc.assert(
    fc.property(fc.array(turn, { minLength: 1, maxLength: 12 }), (said) => {
      const tree = given(
        ...said.map(([who, text, at], i): [typeof who, string, number | null] => [who, text, i === 0 ? null : at % i]),
      );
      const found = settleGiven(tree, usual);
      const words = ({ turns, head }: GivenDialogue) => {
        const way: string[] = [];
        for (let at = head; at !== null; at = turns[at]?.parent ?? null) way.unshift(turns[at]?.text ?? "?");
        return way
          .join("\n\n")
          .split("\n\n")
          .filter((text) => text !== "")
          .join(" ");
      };
      expect(found.ok).toBe(tree.turns.some(({ text }) => text !== ""));
      if (!found.ok) return;
      const { turns } = found.dialogue;
      for (const [i, { parent, speaker }] of turns.entries()) {
        expect(parent === null || parent < i).toBe(true);
        if (parent !== null) expect(turns[parent]?.speaker).not.toBe(speaker);
      }
      expect(words(found.dialogue)).toBe(words(tree));
    }),
    { numRuns: 2_000 },
  );
});
