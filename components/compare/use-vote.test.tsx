import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { OutboxEntry } from "@/lib/client/browser-outbox";
import { commandFor, type KeyPress } from "@/lib/client/commands";
import type { Ballot, RatingInstructions } from "@/lib/contract/endpoints/ballots";
import { graceMs, useVote, voteDrafts } from "./use-vote";
import { voteCommands } from "./vote-commands";

const instructions = { criteria: [], byRound: false, strength: true, kind: "answers" } as unknown as RatingInstructions;
const side = { rounds: [{ user: "Hi", assistant: "Hello" }], isMasked: false };
const ballot = {
  id: "ballot_1",
  evaluationId: "eval_1",
  status: "leased",
  number: 1,
  category: "",
  question: [],
  left: side,
  right: side,
  hasReference: false,
  vote: null,
  isRevealed: false,
  seconds: 40,
  leaseUntil: null,
} as unknown as Ballot;

let sent: OutboxEntry[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
});
afterEach(() => voteDrafts.forget("ballot_1"));

function vote(of: Partial<Ballot> = {}, asked: Partial<RatingInstructions> = {}) {
  const one = Object.assign({}, ballot, of);
  const told = Object.assign({}, instructions, asked);
  return renderHook(() => useVote(one, told, (entry) => sent.push(entry)));
}

const pass = (ms: number) => act(() => vi.advanceTimersByTime(ms));

it("sends a verdict once its grace is over, with the seconds of now and before, and keeps no draft of it", () => {
  const { result } = vote();
  pass(5_000);
  act(() => result.current.dispatch({ type: "reason", reason: "It asks back." }));
  act(() => result.current.choose("left"));
  pass(graceMs - 1);
  expect(sent).toEqual([]);
  expect(voteDrafts.read("ballot_1")).not.toBeNull();
  pass(1);
  const given = { kind: "pair", choice: "left", rounds: [], criteria: {}, strength: null, reason: "It asks back." };
  expect(sent).toMatchObject([{ kind: "vote", ballotId: "ballot_1", evaluationId: "eval_1", body: { vote: given } }]);
  expect(sent[0]).toMatchObject({ body: { seconds: 45 + graceMs / 1_000 } });
  expect(voteDrafts.read("ballot_1")).toBeNull();
});

it("takes a verdict back in its grace as if it had not been given", () => {
  const { result } = vote();
  act(() => result.current.choose("left"));
  pass(graceMs - 1);
  act(() => expect(result.current.takeBack()).toBe(true));
  pass(10 * graceMs);
  expect(sent).toEqual([]);
  expect(result.current.pending).toBeNull();
  act(() => expect(result.current.takeBack()).toBe(false));
});

it("begins the grace anew with whatever changes the vote, and sends the last word once", () => {
  const { result } = vote();
  act(() => result.current.choose("left"));
  pass(graceMs - 1);
  act(() => result.current.dispatch({ type: "strength", strength: 4 }));
  pass(graceMs - 1);
  expect(sent).toEqual([]);
  act(() => result.current.choose("right"));
  pass(graceMs);
  pass(graceMs);
  expect(sent).toMatchObject([{ body: { vote: { choice: "right", strength: 4 } } }]);
  expect(sent).toHaveLength(1);
});

it("sends nothing of a comparison that was left in the grace; what was said of it is found again", () => {
  const first = vote();
  act(() => first.result.current.dispatch({ type: "reason", reason: "Half a thought" }));
  act(() => first.result.current.choose("tie"));
  first.unmount();
  pass(10 * graceMs);
  expect(sent).toEqual([]);
  expect(vote().result.current.draft.reason).toBe("Half a thought");
});

it("has a letter for each verdict without a side, leaves scrolling alone, and judges criteria in turn with Shift", () => {
  const criteria = [
    { key: "tone", label: "Tone" },
    { key: "facts", label: "Facts" },
  ];
  const { result } = vote({}, { criteria });
  const press = (key: string, more: Partial<KeyPress> = {}) =>
    act(() => {
      const told = { key, code: "", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, repeat: false };
      const commands = voteCommands(result.current, { undo: () => {}, reference: () => {}, skipsLeft: 1 });
      const { verdicts, strengths, criteria } = commands;
      const place = { typing: false, dialogOpen: false, keyTaken: false };
      commandFor({ ...told, ...more }, place, [...verdicts, ...strengths, ...criteria])?.run();
    });
  for (const key of ["ArrowDown", "ArrowUp", "PageDown", "PageUp", "Home", "End", " "]) press(key);
  expect(result.current.pending).toBeNull();
  press("ArrowLeft", { shiftKey: true });
  press("ArrowRight", { shiftKey: true });
  expect(result.current.draft.criteria).toEqual({ tone: "left", facts: "right" });
  press("c");
  // On a Persian keyboard the letters lie where they lie, and digits are digits.
  press("ف", { code: "KeyT", shiftKey: true });
  press("۴", { code: "Digit4" });
  expect(result.current.draft).toMatchObject({ criteria: { facts: "tie" }, strength: 4 });
  expect(result.current.pending).toBeNull();
  press("t");
  expect(result.current.pending).toBe("tie");
  press("ذ", { code: "KeyB" });
  expect(result.current.pending).toBe("both_bad");
});

it("judges round by round, then the whole, and goes back by as much", () => {
  const rounds = [side.rounds[0], side.rounds[0]] as Ballot["left"]["rounds"];
  const two = { rounds, isMasked: false };
  const { result } = vote({ left: two, right: two }, { byRound: true });
  act(() => result.current.choose("left"));
  act(() => result.current.choose("tie"));
  expect(result.current.round).toBeNull();
  act(() => void result.current.takeBack());
  expect(result.current.round).toBe(1);
  act(() => result.current.choose("right"));
  act(() => result.current.choose("left"));
  pass(graceMs);
  expect(sent).toMatchObject([{ body: { vote: { choice: "left", rounds: ["left", "right"] } } }]);
});
