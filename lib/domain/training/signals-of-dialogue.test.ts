import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import type { DialogueAct } from "@/lib/domain/decision";
import { PlayedDialogue } from "@/lib/testing/played-dialogue";
import { JudgedTree } from "./judged-dialogue";
import { isAnswerable, keyOfContext } from "./preference";
import { signalsOfDialogue } from "./signals-of-dialogue";

const headId = null;
const edit = (turnId: string, text: string): DialogueAct => ({ kind: "edit", headId, turnId, text, after: "keep" });
const regenerate = (turnId: string): DialogueAct => ({ kind: "regenerate", headId, turnId });
const reject = (turnId: string): DialogueAct => ({ kind: "reject_turn", headId, turnId, reasons: [] });
const choose = (turnId: string, despiteRejection = false): DialogueAct => {
  return { kind: "choose", headId, turnId, despiteRejection };
};
const branch = (turnId: string): DialogueAct => ({ kind: "branch", headId, turnId });
const accept: DialogueAct = { kind: "accept", headId };

/** Pairs in a line each. */
function told(played: PlayedDialogue): string[] {
  return signalsOfDialogue(played.frozen()).pairs.map(
    ({ chosen, rejected, signals }) => `${chosen.text} > ${rejected.text} (${signals.join()})`,
  );
}

function labels(played: PlayedDialogue): string[] {
  return signalsOfDialogue(played.frozen()).labels.map(
    ({ completion, label, signals }) => `${completion.text}: ${label} (${signals.join()})`,
  );
}

const begun = () => new PlayedDialogue("Why?", "So.", "And?", "Thus.");

describe("an edit", () => {
  it("prefers the person's text to the model's, in the context in which it was shown", () => {
    const played = begun();
    played.act("ann", edit(played.idOf("So."), "Since it is so."));
    const [pair, ...more] = signalsOfDialogue(played.frozen()).pairs;
    expect(more).toEqual([]);
    expect(pair).toMatchObject({
      signals: ["edit"],
      context: { system: "Be brief.", turns: [{ speaker: "user", text: "Why?" }] },
      chosen: { speaker: "assistant", text: "Since it is so." },
      rejected: { speaker: "assistant", text: "So." },
    });
  });

  it("of a question is the simulator's, under its prompt; of the first one with nothing before it", () => {
    const played = begun();
    played.act("ann", edit(played.idOf("Why?"), "Why is that?"));
    expect(signalsOfDialogue(played.frozen()).pairs).toMatchObject([
      { context: { system: "Be curious.", turns: [] }, chosen: { speaker: "user", text: "Why is that?" } },
    ]);
  });

  it("of an edit is one for the model's text, by its last wording", () => {
    const played = begun();
    played.act("ann", edit(played.idOf("So."), "Sinse."));
    played.act("bob", edit(played.idOf("Sinse."), "Since."));
    expect(told(played)).toEqual(["Since. > So. (edit)"]);
  });

  it("of blanks alone, of a person's own text, or undone, says nothing; redone it does", () => {
    const played = begun();
    played.act("ann", edit(played.idOf("Thus."), "Thus. \n"));
    played.act("ann", { kind: "take_over", headId, text: "Mine?" });
    played.act("ann", edit(played.idOf("Mine?"), "Mine!"));
    expect(told(played)).toEqual([]);
    const other = begun();
    other.act("ann", edit(other.idOf("Thus."), "Hence."));
    expect(other.undoLast("ann")).toBe(true);
    expect(told(other)).toEqual([]);
    expect(other.undoLast("bob")).toBe(true);
    expect(told(other)).toEqual(["Hence. > Thus. (edit)"]);
  });
});

describe("a regeneration", () => {
  const again = () => {
    const played = new PlayedDialogue("Why?", "So.");
    played.act("ann", regenerate(played.idOf("So.")));
    played.write("Hence.");
    played.act("ann", regenerate(played.idOf("Hence.")));
    return played.write("Thus.");
  };

  it("by itself is no choice; to accept what came of it is one", () => {
    const played = again();
    expect(told(played)).toEqual([]);
    played.act("ann", accept);
    expect(told(played)).toEqual(["Thus. > So. (regeneration)", "Thus. > Hence. (regeneration)"]);
  });

  it("whose version a person picks prefers it to the ones passed by; the last pick of each counts", () => {
    const played = again();
    played.act("ann", choose(played.idOf("So.")));
    played.act("ann", choose(played.idOf("Hence.")));
    expect(told(played)).toEqual(["Hence. > So. (regeneration)", "Hence. > Thus. (regeneration)"]);
  });
});

describe("a rejection", () => {
  it("alone is a bad text, with its successor a pair", () => {
    const played = begun();
    played.act("ann", reject(played.idOf("Thus.")));
    expect([told(played), labels(played)]).toEqual([[], ["Thus.: false (rejection)"]]);
    played.write("Hence.");
    expect([told(played), labels(played)]).toEqual([["Hence. > Thus. (rejection)"], ["Thus.: false (rejection)"]]);
    played.act("bob", reject(played.idOf("Hence.")));
    played.write("So it is.");
    expect(told(played)).toEqual(["So it is. > Thus. (rejection)", "So it is. > Hence. (rejection)"]);
  });

  it("that is taken back says nothing any more", () => {
    const played = begun();
    played.act("ann", reject(played.idOf("Thus.")));
    played.write("Hence.");
    expect(played.act("bob", choose(played.idOf("Thus."), true))).toBe(true);
    expect([told(played), labels(played)]).toEqual([["Thus. > Hence. (regeneration)"], []]);
  });

  it("leaves nothing that follows the rejected turn", () => {
    const played = begun();
    played.act("ann", edit(played.idOf("Thus."), "Hence."));
    played.act("ann", reject(played.idOf("So.")));
    played.write("Because.");
    expect(told(played)).toEqual(["Because. > So. (rejection)"]);
  });
});

describe("a branch", () => {
  it("that is accepted is preferred to the one that was left for it; one that nobody left says nothing", () => {
    const played = begun();
    played.act("ann", branch(played.idOf("And?")));
    played.write("Hence.");
    expect(told(played)).toEqual([]);
    played.act("bob", accept);
    expect(told(played)).toEqual(["Hence. > Thus. (branch)"]);
  });

  it("that is chosen is preferred to those beside it", () => {
    const played = begun();
    played.act("ann", branch(played.idOf("And?")));
    played.write("Hence.");
    played.act("ann", choose(played.idOf("Thus.")));
    expect(told(played)).toEqual(["Thus. > Hence. (branch)"]);
  });
});

describe("an acceptance", () => {
  it("says of each turn as it was written that it is good; not of a person's, one out of training, or after the end", () => {
    const played = begun().write("So?").write("Yes.");
    played.act("ann", edit(played.idOf("And?"), "And then?"));
    played.act("ann", { kind: "mask", turnIds: [played.idOf("So.")], trained: false });
    played.act("ann", { kind: "end_here", turnId: played.idOf("Thus.") });
    played.act("ann", accept);
    expect(labels(played)).toEqual(["Why?: true (acceptance)", "Thus.: true (acceptance)"]);
  });
});

describe("people", () => {
  it("who prefer opposite ways cancel each other; whoever changes their mind is taken at the last word", () => {
    const played = begun();
    played.act("ann", edit(played.idOf("Thus."), "Hence."));
    played.act("bob", choose(played.idOf("Thus.")));
    expect(told(played)).toEqual([]);
    expect(signalsOfDialogue(played.frozen()).opposed).toEqual({ pairs: 1, labels: 0 });
    const alone = begun();
    alone.act("ann", edit(alone.idOf("Thus."), "Hence."));
    alone.act("ann", choose(alone.idOf("Thus.")));
    expect(told(alone)).toEqual(["Thus. > Hence. (branch)"]);
  });

  it("who say the same by several acts give one pair", () => {
    const played = begun();
    played.act("ann", regenerate(played.idOf("Thus.")));
    played.write("Hence.");
    played.act("ann", accept);
    played.act("bob", choose(played.idOf("Thus.")));
    played.act("bob", choose(played.idOf("Hence.")));
    played.act("bob", accept);
    expect(told(played)).toEqual(["Hence. > Thus. (regeneration)"]);
  });
});

/** Anything that people do, on turns by their place among all. */
const someAct = fc.record({
  kind: fc.constantFrom("edit", "regenerate", "reject", "choose", "branch", "accept", "mask", "end", "undo", "write"),
  person: fc.constantFrom("person-ann", "person-bob"),
  place: fc.nat(30),
  words: fc.constantFrom("a", "b", "c ", " ", "d"),
});

function play(acts: { kind: string; person: string; place: number; words: string }[]): PlayedDialogue {
  const played = begun();
  for (const { kind, person, place, words } of acts) {
    const { id } = must(played.turns[place % played.turns.length], "a turn");
    if (kind === "write") played.write(words);
    if (kind === "edit" && words.trim()) played.act(person, edit(id, words.trim()));
    if (kind === "regenerate" && played.act(person, regenerate(id))) played.write(words);
    if (kind === "reject" && played.act(person, reject(id))) played.write(words);
    if (kind === "choose") played.act(person, choose(id, place % 2 === 0));
    if (kind === "branch" && played.act(person, branch(id))) played.write(words);
    if (kind === "accept") played.act(person, accept);
    if (kind === "mask") played.act(person, { kind: "mask", turnIds: [id], trained: place % 3 === 0 });
    if (kind === "end") played.act(person, { kind: "end_here", turnId: id });
    if (kind === "undo") played.undoLast(person);
  }
  return played;
}

function isFlagged(flags: readonly string[]): boolean {
  return flags.includes("rejected_by_person");
}

describe("whatever people do", () => {
  const someActs = fc.array(someAct, { maxLength: 40 });

  it("a rejection taken back by choosing stands again when the choice is undone", () => {
    const played = begun();
    played.act("ann", reject(played.idOf("Thus.")));
    played.write("Hence.");
    played.act("ann", choose(played.idOf("Thus."), true));
    played.undoLast("ann");
    const thus = played.turns.filter(({ text }) => text === "Thus.");
    expect(thus.map(({ flags }) => isFlagged(flags))).toEqual([true]);
  });

  it("what is rejected is known from the log alone", () => {
    fc.assert(
      fc.property(someActs, (acts) => {
        const played = play(acts);
        const tree = new JudgedTree(played.frozen());
        const known = [...tree.turns.values()].filter((turn) => turn.origin !== "kept" && tree.isRejected(turn));
        const flagged = played.turns.filter(({ origin, flags }) => origin !== "kept" && isFlagged(flags));
        expect(known.map(({ id }) => id)).toEqual(flagged.map(({ id }) => id));
      }),
    );
  });

  it("pairs and labels are sound, once each, and name nobody", () => {
    fc.assert(
      fc.property(someActs, (acts) => {
        const played = play(acts);
        const frozen = played.frozen();
        const { pairs, labels } = signalsOfDialogue(frozen);
        const byId = new Map(played.turns.map((turn) => [turn.id, turn]));
        const rejected = (id: string | null) => isFlagged(byId.get(id ?? "")?.flags ?? []);
        const seen = new Set<string>();
        for (const { context, chosen, rejected: worse } of pairs) {
          expect(chosen.text.trim()).not.toBe(worse.text.trim());
          expect([chosen, worse].every(({ text }) => text.trim() !== "")).toBe(true);
          expect([chosen.speaker, byId.get(chosen.id ?? "")?.parentId]).toEqual([
            worse.speaker,
            byId.get(worse.id ?? "")?.parentId,
          ]);
          expect(isAnswerable(context, chosen.speaker)).toBe(true);
          expect(context.turns.some(({ id }) => rejected(id) || id === frozen.endMarkId)).toBe(false);
          expect([chosen, worse].some(({ id }) => frozen.untrained.includes(id ?? ""))).toBe(false);
          expect(rejected(chosen.id)).toBe(false);
          for (const key of [
            [chosen.text, worse.text],
            [worse.text, chosen.text],
          ])
            expect(seen.has(JSON.stringify([keyOfContext(context), key]))).toBe(false);
          seen.add(JSON.stringify([keyOfContext(context), [chosen.text, worse.text]]));
        }
        const labelled = labels.map(({ context, completion }) => keyOfContext(context) + completion.text);
        expect(new Set(labelled).size).toBe(labelled.length);
        expect(JSON.stringify([pairs, labels])).not.toContain("person-");
      }),
      { numRuns: 300 },
    );
  });
});
