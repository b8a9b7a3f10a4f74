import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Author, type AuthoredTurn, authoredSpans, inCodePoints } from "./authored-spans";

const model: Author = { by: "model", who: "Small model", act: "att_1" };
const edit = (act: string): Author => ({ by: "edit", who: "usr_1", act });

function turn(text: string, author: Author, about: Partial<AuthoredTurn> = {}): AuthoredTurn {
  return { text, author, replacedId: null, keptFromId: null, ...about };
}

/** Each part of the last turn with who wrote it. */
function told(...texts: string[]): [string, string | null][] {
  const turns = new Map(
    texts.map((text, i) => [
      `t${i}`,
      i === 0 ? turn(text, model) : turn(text, edit(`dec_${i}`), { replacedId: `t${i - 1}` }),
    ]),
  );
  const text = texts.at(-1) ?? "";
  return authoredSpans(`t${texts.length - 1}`, (id) => turns.get(id)).map(({ start, end, author }) => [
    text.slice(start, end),
    author.act,
  ]);
}

describe("who wrote each character", () => {
  it("is whoever wrote the turn, where nobody changed it", () => {
    expect(told("The sky is blue.")).toEqual([["The sky is blue.", "att_1"]]);
    expect(told("")).toEqual([]);
  });

  it("is the person for what an edit put in, and the model for what it left", () => {
    expect(told("The sky is blue.", "The sky is very blue.")).toEqual([
      ["The sky is ", "att_1"],
      ["very ", "dec_1"],
      ["blue.", "att_1"],
    ]);
    expect(told("It has many colours.", "It has colors, too.")).toEqual([
      ["It has colors", "att_1"],
      [", too", "dec_1"],
      [".", "att_1"],
    ]);
  });

  it("is the person for a word that was written anew, although letters of it are the same by chance", () => {
    expect(told("Paris is nice.", "London is nice.")).toEqual([
      ["London", "dec_1"],
      [" is nice.", "att_1"],
    ]);
  });

  it("goes back through edits of edits, each with its own act", () => {
    expect(told("one two three", "one TWO three", "one TWO three four")).toEqual([
      ["one ", "att_1"],
      ["TWO", "dec_1"],
      [" three", "att_1"],
      [" four", "dec_2"],
    ]);
  });

  it("of a copy is who wrote what it is a copy of", () => {
    const turns = new Map([
      ["t0", turn("Yes.", model)],
      ["t1", turn("Yes.", edit("dec_9"), { keptFromId: "t0" })],
    ]);
    expect(authoredSpans("t1", (id) => turns.get(id))).toEqual([{ start: 0, end: 4, author: model }]);
  });

  it("leaves no character out and tells none twice, whatever was changed", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", " ", "é", "👋", "\n", ".", "字"), maxLength: 60 });
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (texts) => {
        expect(
          told(...texts)
            .map(([part]) => part)
            .join(""),
        ).toBe(texts.at(-1));
      }),
    );
  });

  it("is counted in code points for who reads the file with Python", () => {
    const text = "👋 hi 🙂!";
    const spans = [
      { start: 0, end: 3, author: model },
      { start: 3, end: 9, author: edit("dec_1") },
    ];
    const points = [...text];
    const found = inCodePoints(text, spans).map(({ start, end }) => points.slice(start, end).join(""));
    expect(found).toEqual(["👋 ", "hi 🙂!"]);
  });
});
