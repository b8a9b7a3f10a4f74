import fc from "fast-check";
import { expect, test } from "vitest";
import { sampleDialogue, sampleTurn } from "@/lib/testing/sample-dialogue";
import { applyLiveFrame, isGap } from "./apply-live-frame";
import type { Dialogue, Turn } from "./dialogue";
import type { LiveDialogue, LiveFrame } from "./live";

function dialogue(version: number, headId: string | null, status: Dialogue["status"]): Dialogue {
  return sampleDialogue(headId, { id: "d", version, status, endReason: null, endedAt: null });
}

function turn(id: string, parentId: string | null, text: string, version: number): Turn {
  return sampleTurn(id, parentId, "user", { dialogueId: "d", text, version });
}

function delta(turnId: string, parentId: string | null, at: number, text: string, reasoning = false): LiveFrame {
  return { type: "delta", id: "d", turnId, parentId, speaker: "user", at, text, reasoning };
}

function change(version: number, headId: string | null, status: Dialogue["status"], turns: Turn[] = []): LiveFrame {
  return { type: "change", id: "d", dialogue: dialogue(version, headId, status), turns };
}

const start: LiveDialogue = { dialogue: dialogue(1, null, "running"), turns: [], draft: null };

/** A turn as a watcher sees it: words that land, words thrown away by a failed attempt, or a person moving the head. */
type Step = { words: string[]; thought: string; fate: "lands" | "fails" | "is overtaken" };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    words: fc.array(fc.string({ minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 5 }),
    thought: fc.string({ maxLength: 4 }),
    fate: fc.constantFrom("lands", "lands", "fails", "is overtaken"),
  }),
  { minLength: 1, maxLength: 6 },
);

/** The frames of a history in the order they happened. */
function framesOf(history: Step[]): LiveFrame[] {
  const frames: LiveFrame[] = [];
  let version = 1;
  let head: string | null = null;
  for (const [i, { words, thought, fate }] of history.entries()) {
    const id = `t${i}0`;
    if (thought) frames.push(delta(id, head, 0, thought, true));
    let text = "";
    for (const word of words) {
      frames.push(delta(id, head, text.length, word));
      text += word;
    }
    if (fate === "lands") frames.push(change(++version, id, "running", [turn(id, head, text, version)]));
    else if (fate === "fails") frames.push(change(++version, head, "queued"), change(++version, head, "running"));
    else {
      const byHand: Turn = turn(`t${i}1`, head, "no, this", ++version);
      frames.push(change(version, byHand.id, "running", [byHand]));
      head = byHand.id;
    }
    if (fate === "lands") head = id;
  }
  return frames;
}

function headOf(frames: LiveFrame[]): string | null {
  return frames.reduce<string | null>((head, frame) => (frame.type === "change" ? frame.dialogue.headId : head), null);
}

function watch(frames: LiveFrame[], truth: LiveDialogue): LiveDialogue | undefined {
  return frames.reduce<LiveDialogue | undefined>((state, frame) => {
    const gap = isGap(state, frame);
    const next = applyLiveFrame(state, frame);
    expect(isGap(next, frame)).toBe(gap);
    return gap ? applyLiveFrame(next, { type: "snapshot", id: "d", live: truth }) : next;
  }, start);
}

test("any order and any repetition of a finished dialogue's frames ends in the same state", () => {
  const disorder = steps.chain((history) => {
    const frames = framesOf(history);
    frames.push(change(99, headOf(frames), "ended"));
    const doubled = fc.array(fc.constantFrom(...frames), { maxLength: 10 }).map((again) => [...frames, ...again]);
    const shuffled = doubled.chain((all) => fc.shuffledSubarray(all, { minLength: all.length }));
    return fc.record({ frames: fc.constant(frames), shuffled });
  });
  fc.assert(
    fc.property(disorder, ({ frames, shuffled }) => {
      const truth = frames.reduce<LiveDialogue | undefined>(applyLiveFrame, start);
      expect(truth?.draft).toBeNull();
      expect(watch(shuffled, truth ?? start)).toEqual(truth);
    }),
  );
});

test("late and repeated frames never disturb a draft that is being written", () => {
  const late = steps.chain((history) => {
    const past = framesOf(history);
    const now = [
      delta("t9", headOf(past), 0, "hmm", true),
      delta("t9", headOf(past), 0, "how "),
      delta("t9", headOf(past), 4, "so?"),
    ];
    const frames = [...past, ...now];
    const again = fc.array(fc.nat(frames.length - 1), { maxLength: 20 });
    return fc.record({ frames: fc.constant(frames), again });
  });
  fc.assert(
    fc.property(late, ({ frames, again }) => {
      const truth = frames.reduce<LiveDialogue | undefined>(applyLiveFrame, start);
      expect(truth?.draft).toMatchObject({ turnId: "t9", text: "how so?", reasoning: "hmm" });
      // Each repeated frame comes some time after its first arrival, as after a reconnect.
      const stream = [...frames];
      for (const i of again) if (frames[i]) stream.push(frames[i]);
      expect(watch(stream, truth ?? start)).toEqual(truth);
    }),
  );
});

test("what is already held is neither appended again nor a new reference", () => {
  const once = applyLiveFrame(start, delta("t1", null, 0, "abc"));
  expect(applyLiveFrame(once, delta("t1", null, 0, "abc"))).toBe(once);
  expect(applyLiveFrame(once, delta("t1", null, 1, "bcd"))?.draft?.text).toBe("abcd");
  expect(applyLiveFrame(start, change(1, null, "running"))).toBe(start);
});

test("a delta beyond the text held is a gap and leaves the state alone; a snapshot closes it", () => {
  const once = applyLiveFrame(start, delta("t1", null, 0, "abc"));
  const beyond = delta("t1", null, 5, "fg");
  expect(isGap(once, beyond)).toBe(true);
  expect(applyLiveFrame(once, beyond)).toBe(once);
  const draft = { turnId: "t1", parentId: null, speaker: "user" as const, text: "abcde", reasoning: "" };
  const fresh = applyLiveFrame(once, { type: "snapshot", id: "d", live: { ...start, draft } });
  expect(applyLiveFrame(fresh, beyond)?.draft?.text).toBe("abcdefg");
});

test("an unknown dialogue and an unknown head are gaps", () => {
  expect(isGap(undefined, change(1, null, "running"))).toBe(true);
  expect(applyLiveFrame(undefined, change(1, null, "running"))).toBeUndefined();
  expect(isGap(start, change(2, "t5", "running"))).toBe(true);
  expect(isGap(start, change(2, "t5", "running", [turn("t5", null, "hi", 2)]))).toBe(false);
});

test.each([
  ["lands", change(2, "t1", "running", [turn("t1", null, "abc", 2)])],
  ["is stopped", change(2, null, "ended")],
  ["loses its parent", change(2, "t0", "running", [turn("t0", null, "by hand", 2)])],
])("the draft goes when its turn %s", (_, frame) => {
  const once = applyLiveFrame(start, delta("t1", null, 0, "abc"));
  expect(applyLiveFrame(once, frame)?.draft).toBeNull();
});

test("the first words may come before the news of the claim", () => {
  const queued: LiveDialogue = { ...start, dialogue: dialogue(1, null, "queued") };
  const speaking = applyLiveFrame(queued, delta("t1", null, 0, "abc"));
  expect(applyLiveFrame(speaking, change(2, null, "running"))?.draft?.text).toBe("abc");
});
