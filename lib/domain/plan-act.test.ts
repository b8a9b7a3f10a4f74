import { describe, expect, test } from "vitest";
import { sampleDecision, sampleDialogue, sampleTurn } from "@/lib/testing/sample-dialogue";
import type { ActInput, ActPlan } from "./act-plan";
import { stateOf } from "./act-plan";
import type { Decision, DialogueAct, DialogueState } from "./decision";
import type { Dialogue, Turn } from "./dialogue";
import { leftBehind } from "./left-behind";
import { planAct } from "./plan-act";
import { activePath, indexTurns } from "./turn-tree";

function turn(id: string, parentId: string | null, more: Partial<Turn> = {}): Turn {
  const written = { dialogueId: "d", text: `text of ${id}`, modelId: "m", totalMs: 1, finishReason: "stop" } as const;
  return Object.assign(sampleTurn(id, parentId, id.startsWith("q") ? "user" : "assistant", written), more);
}

/** q1 → a1 → q2 → a2 → q3, and a1b beside a1 with q2b below; a1c was abandoned. */
const turns = [
  turn("q1", null),
  turn("a1", "q1"),
  turn("a1b", "q1"),
  turn("a1c", "q1", { abandoned: true }),
  turn("q2", "a1"),
  turn("q2b", "a1b"),
  turn("a2", "q2", { flags: ["near_empty"] }),
  turn("q3", "a2"),
];

function dialogue(more: Partial<Dialogue> = {}): Dialogue {
  const paused = { id: "d", status: "paused", version: 7, rounds: 2, endReason: null, endedAt: null } as const;
  return Object.assign(sampleDialogue("q3", paused), more);
}

const ended = { status: "ended", headId: "a2", endReason: "round_cap", statusDetail: "2 rounds" } as const;

function input(act: DialogueAct, more: Partial<Dialogue> = {}, rest: Partial<ActInput> = {}): ActInput {
  let made = 0;
  return {
    dialogue: dialogue(more),
    turns,
    act,
    personId: "u",
    newId: () => `z${++made}`,
    now: "2024-01-02T00:00:00Z",
    ...rest,
  };
}

function planned(...args: Parameters<typeof input>): ActPlan {
  const plan = planAct(input(...args));
  if (!plan.ok) throw new Error(plan.message);
  return plan;
}

function pathAfter(plan: ActPlan): string[] {
  return activePath(indexTurns([...turns, ...plan.turns]), plan.state.headId).map(({ id }) => id);
}

const at = { headId: "q3" };
const edit = (turnId: string, after: "keep" | "reroll" | "stop", headId = "q3"): DialogueAct => {
  return { kind: "edit", headId, turnId, text: "better", after };
};

type Expected = { status: Dialogue["status"]; path: string[]; turnsAllowed?: number | null; interrupts: boolean };

type PlanCase = [string, DialogueAct, Partial<Dialogue>, Expected];
const judged: Expected = { status: "ended", path: ["q1", "a1", "q2", "a2"], interrupts: true };

test.each<PlanCase>([
  ["pause waits for the turn in flight", { kind: "pause" }, { status: "running" }, still("running")],
  ["pause holds a queued one at once", { kind: "pause" }, { status: "queued" }, still("paused", true)],
  ["resume goes on to the end", { kind: "resume" }, {}, { ...still("queued", true), turnsAllowed: null }],
  [
    "resume takes a pending pause back",
    { kind: "resume" },
    { status: "running", holdRequested: true },
    { ...still("running"), turnsAllowed: null },
  ],
  ["retry queues a parked one", { kind: "retry" }, { status: "parked" }, still("queued", true)],
  [
    "stop drops the open question",
    { kind: "stop" },
    { status: "running" },
    { status: "ended", path: ["q1", "a1", "q2", "a2"], interrupts: true },
  ],
  [
    "edit keeps what follows",
    edit("a1", "keep"),
    {},
    { status: "paused", path: ["q1", "z1", "z2", "z3", "z4"], interrupts: true },
  ],
  [
    "edit keeps an ended dialogue ended",
    edit("a1", "keep", "a2"),
    ended,
    { status: "ended", path: ["q1", "z1", "z2", "z3"], interrupts: true },
  ],
  [
    "edit abandons the reply in flight",
    edit("q3", "keep"),
    { status: "running" },
    { status: "queued", path: ["q1", "a1", "q2", "a2", "z1"], interrupts: true },
  ],
  [
    "edit rerolls one turn when paused",
    edit("q2", "reroll"),
    {},
    { status: "queued", path: ["q1", "a1", "z1"], turnsAllowed: 1, interrupts: true },
  ],
  [
    "edit rerolls on while at work",
    edit("q2", "reroll"),
    { status: "running" },
    { status: "queued", path: ["q1", "a1", "z1"], interrupts: true },
  ],
  ["edit of an answer ends on it", edit("a1", "stop"), {}, { status: "ended", path: ["q1", "z1"], interrupts: true }],
  [
    "edit of a question ends before it",
    edit("q2", "stop"),
    {},
    { status: "ended", path: ["q1", "a1"], interrupts: true },
  ],
  [
    "edit of the first turn",
    edit("q1", "reroll"),
    {},
    { status: "queued", path: ["z1"], turnsAllowed: 1, interrupts: true },
  ],
  [
    "reject_turn writes it again",
    { kind: "reject_turn", ...at, turnId: "a2", reasons: ["wrong"] },
    {},
    { status: "queued", path: ["q1", "a1", "q2"], turnsAllowed: 1, interrupts: true },
  ],
  [
    "regenerate reopens an ended one",
    { kind: "regenerate", headId: "a2", turnId: "a2" },
    ended,
    { status: "queued", path: ["q1", "a1", "q2"], turnsAllowed: null, interrupts: true },
  ],
  [
    "regenerate before a pending pause",
    { kind: "regenerate", ...at, turnId: "q1" },
    { status: "running", holdRequested: true },
    { status: "queued", path: [], turnsAllowed: 1, interrupts: true },
  ],
  [
    "take_over says the next turn",
    { kind: "take_over", ...at, text: "mine" },
    { status: "running" },
    { status: "queued", path: ["q1", "a1", "q2", "a2", "q3", "z1"], interrupts: true },
  ],
  [
    "take_over opens a dialogue",
    { kind: "take_over", headId: null, text: "mine" },
    { headId: null },
    { status: "queued", path: ["z1"], turnsAllowed: 1, interrupts: true },
  ],
  [
    "branch goes back",
    { kind: "branch", ...at, turnId: "a1" },
    {},
    { status: "queued", path: ["q1", "a1"], turnsAllowed: 1, interrupts: true },
  ],
  [
    "choose finds the newest leaf",
    { kind: "choose", ...at, turnId: "a1b" },
    {},
    { status: "paused", path: ["q1", "a1b", "q2b"], interrupts: true },
  ],
  [
    "choose rests on an answer when ended",
    { kind: "choose", headId: "a2", turnId: "a1b" },
    ended,
    { status: "ended", path: ["q1", "a1b"], interrupts: true },
  ],
  [
    "choose takes an abandoned reply by name",
    { kind: "choose", ...at, turnId: "a1c" },
    {},
    { status: "paused", path: ["q1", "a1c"], interrupts: true },
  ],
  [
    "choose passes abandoned replies",
    { kind: "choose", headId: "a1", turnId: "q1" },
    { headId: "a1" },
    { status: "paused", path: ["q1", "a1b", "q2b"], interrupts: true },
  ],
  [
    "choose leaves trouble behind",
    { kind: "choose", ...at, turnId: "a1b" },
    { status: "parked", statusDetail: "no" },
    { status: "paused", path: ["q1", "a1b", "q2b"], interrupts: true },
  ],
  ...(["queued", "running", "paused", "parked"] as const).flatMap((status): PlanCase[] => [
    [`accept ends a ${status} one on its last answer`, { kind: "accept", ...at }, { status }, judged],
    [`reject ends a ${status} one on its last answer`, { kind: "reject", ...at, reasons: [] }, { status }, judged],
  ]),
  [
    "accept leaves an ended one as it is",
    { kind: "accept", headId: "a2" },
    ended,
    { status: "ended", path: ["q1", "a1", "q2", "a2"], interrupts: false },
  ],
  [
    "reject ends one without a turn",
    { kind: "reject", headId: null, reasons: [] },
    { headId: null },
    { status: "ended", path: [], interrupts: true },
  ],
  ["flag", { kind: "flag", turnId: "a1" }, { status: "running" }, still("running")],
])("%s", (_, act, before, { status, path, turnsAllowed, interrupts }) => {
  const plan = planned(act, before);
  expect(plan.state.status).toBe(status);
  expect(pathAfter(plan)).toEqual(path);
  expect(plan.turnsAllowed).toBe(turnsAllowed);
  expect(plan.interrupts).toBe(interrupts);
  expect(plan.wakes).toBe(status === "queued");
  expect(plan.summary.rounds).toBe(path.filter((id, i) => i % 2 === 1 && id).length);
  if (plan.state.status !== "ended") expect(plan.state.endReason).toBeNull();
  if (plan.state.status === "ended") expect(path.length % 2).toBe(0);
});

function still(status: Dialogue["status"], interrupts = false): Expected {
  return { status, path: ["q1", "a1", "q2", "a2", "q3"], interrupts };
}

test.each<[string, DialogueAct, Partial<Dialogue>, string, RegExp]>([
  ["a head that grew", { kind: "branch", headId: "a1", turnId: "q1" }, {}, "conflict", /3 turns were added/],
  ["a head on another branch", { kind: "accept", headId: "a1b" }, {}, "conflict", /another branch/],
  [
    "a head that was empty",
    { kind: "take_over", headId: null, text: "hi" },
    { headId: "q1" },
    "conflict",
    /1 turn was added/,
  ],
  ["an unknown turn", edit("nobody", "keep"), {}, "not_found", /no such turn/],
  ["a turn off the path", edit("a1b", "keep"), {}, "conflict", /another branch/],
  [
    "an edit that changes nothing",
    { kind: "edit", ...at, turnId: "q3", text: "text of q3", after: "keep" },
    {},
    "invalid",
    /same/,
  ],
  ["accepting nothing", { kind: "accept", headId: "q1" }, { headId: "q1" }, "conflict", /no answered question/],
  ["accepting twice", { kind: "accept", headId: "a2" }, { ...ended, verdict: "accepted" }, "conflict", /already/],
  ["choosing where it is", { kind: "choose", ...at, turnId: "q2" }, {}, "conflict", /already/],
  ["branching where it writes", { kind: "branch", ...at, turnId: "q3" }, { status: "running" }, "conflict", /already/],
  ["pausing twice", { kind: "pause" }, { status: "running", holdRequested: true }, "conflict", /as soon as/],
  ["pausing an ended one", { kind: "pause" }, ended, "conflict", /ended/],
  ["resuming a parked one", { kind: "resume" }, { status: "parked" }, "conflict", /retry/],
  ["stopping twice", { kind: "stop" }, ended, "conflict", /already/],
  ["undoing nothing", { kind: "undo", decisionId: "x" }, {}, "not_found", /no such decision/],
])("refuses %s", (_, act, before, code, message) => {
  expect(planAct(input(act, before))).toMatchObject({ ok: false, code, message: expect.stringMatching(message) });
});

test("refuses to regenerate a seed, which no model wrote", () => {
  const seeded = turns.map((one) => (one.id === "q1" ? turn("q1", null, { origin: "seed" }) : one));
  const refusal = planAct(input({ kind: "regenerate", ...at, turnId: "q1" }, {}, { turns: seeded }));
  expect(refusal).toMatchObject({ ok: false, code: "invalid" });
});

test("copies name what they were kept from and who kept them; the edit is a person's", () => {
  const { turns: made } = planned(edit("q2", "keep"));
  expect(made.map(({ origin, text, keptFromId }) => [origin, text, keptFromId])).toEqual([
    ["person", "better", null],
    ["kept", "text of a2", "a2"],
    ["kept", "text of q3", "q3"],
  ]);
  expect(made.every((one) => one.personId === "u")).toBe(true);
  expect(made[1]?.flags).toEqual(["near_empty"]);
});

test("a note is shown once to the model, and only where a turn is written anew", () => {
  expect(planned({ kind: "regenerate", ...at, turnId: "a2", note: "shorter" }).note).toBe("shorter");
  expect(planned({ kind: "reject_turn", ...at, turnId: "a2", reasons: [], note: "bad" }).note).toBeNull();
  expect(planned({ kind: "resume" }).note).toBeUndefined();
});

const onAccepted = { headId: "a2" };

test.each<[string, DialogueAct]>([
  ["an edit", edit("a1", "keep", "a2")],
  ["an edit that has the rest written anew", edit("a1", "reroll", "a2")],
  ["an edit that ends it", edit("a1", "stop", "a2")],
  ["a turn said", { kind: "take_over", ...onAccepted, text: "mine" }],
  ["a turn written again", { kind: "regenerate", ...onAccepted, turnId: "a1" }],
  ["a turn rejected", { kind: "reject_turn", ...onAccepted, turnId: "a2", reasons: [] }],
  ["a branch from its middle", { kind: "branch", ...onAccepted, turnId: "a1" }],
  ["a branch from its very end", { kind: "branch", ...onAccepted, turnId: "a2" }],
  ["another version", { kind: "choose", ...onAccepted, turnId: "a1b" }],
])("%s takes a verdict off, and undo brings both back", (_, act) => {
  for (const verdict of ["accepted", "rejected"] as const) {
    const { plan, decision } = decide(act, { ...ended, verdict });
    expect(plan.state.verdict).toBeNull();
    const all = [...turns, ...plan.turns.map((made) => turn(made.id, made.parentId))];
    const undone = planned(undo, plan.state, { turns: all, decision });
    expect(undone.state).toEqual(stateOf(dialogue({ ...ended, verdict })));
  }
});

test("no undo brings a verdict onto turns that its person never saw", () => {
  const { decision } = decide({ kind: "accept", ...onAccepted }, ended);
  const takenBack: Decision = { ...decision, act: undo, before: decision.after, after: decision.before };
  const elsewhere = input(undo, { ...ended, headId: "a1b" }, { decision: takenBack });
  expect(planAct(elsewhere)).toMatchObject({ ok: false, code: "conflict" });
  // As logs of earlier versions hold it: given while the dialogue went on.
  const early: Decision = { ...decision, act: undo, before: { ...decision.after, status: "running" } };
  const back = planned(undo, ended, { decision: { ...early, after: stateOf(dialogue(ended)) } });
  expect(back.state).toMatchObject({ status: "queued", verdict: null });
});

test("what changes no turn leaves a verdict on", () => {
  const accepted = { ...ended, verdict: "accepted" } as const;
  const acts: DialogueAct[] = [
    { kind: "flag", turnId: "a1" },
    { kind: "end_here", turnId: "a1" },
    { kind: "mask", turnIds: ["a1"], trained: false },
    { kind: "tag", tags: ["good"] },
    { kind: "comment", turnId: "a1", text: "why?", mentions: [] },
    { kind: "delete" },
  ];
  for (const act of acts) expect([act.kind, planned(act, accepted).state.verdict]).toEqual([act.kind, "accepted"]);
});

test("a flag shows in the summary of its path", () => {
  const plan = planned({ kind: "flag", turnId: "a2" });
  expect(plan).toMatchObject({ flag: { turnId: "a2", flag: "flagged_by_person", on: true }, turnId: "a2" });
  expect(plan.summary.flags).toEqual(["near_empty", "flagged_by_person"]);
});

function decide(
  act: DialogueAct,
  before: Partial<Dialogue>,
  rest: Partial<ActInput> = {},
): { plan: ActPlan; decision: Decision } {
  const plan = planned(act, before, rest);
  const made = sampleDecision(act, dialogue(before), plan.state);
  const decision: Decision = Object.assign(made, { id: "x", turnId: plan.turnId, version: 8 });
  return { plan, decision };
}

const undo: DialogueAct = { kind: "undo", decisionId: "x" };

test.each<[string, DialogueAct, Partial<Dialogue>, Partial<DialogueState>, Partial<DialogueState>]>([
  [
    "regenerate of a paused one, claimed since",
    { kind: "regenerate", ...at, turnId: "a2" },
    {},
    { status: "running" },
    { status: "paused", headId: "q3" },
  ],
  [
    "stop of a running one",
    { kind: "stop" },
    { status: "running" },
    {},
    { status: "queued", headId: "q3", endReason: null },
  ],
  [
    "stop before a pending pause",
    { kind: "stop" },
    { status: "running", holdRequested: true },
    {},
    { status: "paused", headId: "q3", holdRequested: false },
  ],
  [
    "a pause that has not come",
    { kind: "pause" },
    { status: "running" },
    {},
    { status: "running", holdRequested: false },
  ],
  [
    "retry",
    { kind: "retry" },
    { status: "parked", statusDetail: "no key" },
    { status: "running" },
    { status: "parked", statusDetail: "no key" },
  ],
  ["regenerate of an ended one", { kind: "regenerate", headId: "a2", turnId: "a2" }, ended, {}, ended],
  [
    "a verdict that ended a running one",
    { kind: "accept", ...at },
    { status: "running" },
    {},
    { verdict: null, headId: "q3", status: "queued", endReason: null, statusDetail: null },
  ],
  ["a verdict on an ended one", { kind: "reject", headId: "a2", reasons: [] }, ended, {}, { verdict: null, ...ended }],
])("undoes %s", (_, act, before, since, expected) => {
  const { plan, decision } = decide(act, before);
  const now = { ...plan.state, ...since };
  const undone = planned(undo, now, {
    turns: [...turns, ...plan.turns.map((made) => turn(made.id, made.parentId))],
    decision,
  });
  expect(undone.state).toMatchObject(expected);
});

test("undoes a flag, an edit, and an undo", () => {
  const flag = decide({ kind: "flag", turnId: "a2" }, {});
  const flagged = { turnId: "a2", flag: "flagged_by_person" };
  expect(planned(undo, {}, { decision: flag.decision }).flag).toEqual({ ...flagged, on: false });

  const edited = decide(edit("a1", "keep"), {});
  const all = [...turns, ...edited.plan.turns.map((made) => turn(made.id, made.parentId))];
  const back = planned(undo, edited.plan.state, { turns: all, decision: edited.decision });
  expect(back.state).toEqual(stateOf(dialogue()));
  const redo: Decision = {
    ...edited.decision,
    act: undo,
    before: edited.decision.after,
    after: edited.decision.before,
  };
  expect(planned(undo, {}, { turns: all, decision: redo }).state).toEqual(edited.plan.state);
});

test("does not undo what has moved on, was undone, or left nothing", () => {
  const { plan, decision } = decide({ kind: "branch", ...at, turnId: "a1" }, {});
  const moved = input(undo, { ...plan.state, headId: "q2" }, { decision });
  expect(planAct(moved)).toMatchObject({ ok: false, code: "conflict", message: expect.stringMatching(/moved on/) });
  const twice = input(undo, plan.state, { decision: { ...decision, undone: true } });
  expect(planAct(twice)).toMatchObject({ ok: false, code: "conflict" });
  const nothing = { ...decision, after: decision.before };
  expect(planAct(input(undo, {}, { decision: nothing }))).toMatchObject({ ok: false, code: "invalid" });
});

describe("what is said about a dialogue", () => {
  const state = (act: DialogueAct, more: Partial<Dialogue> = {}) => planned(act, more).state;
  const undone = (
    act: DialogueAct,
    before: Partial<Dialogue>,
    since: (after: Partial<Dialogue>) => Partial<Dialogue>,
  ) => {
    const { plan, decision } = decide(act, before);
    const meanwhile = { ...before, ...since(plan.state) };
    return planAct(input({ kind: "undo", decisionId: "x" }, meanwhile, { decision }));
  };

  test("an end is marked after an answer on the active path, and nowhere else", () => {
    expect(state({ kind: "end_here", turnId: "a1" })).toMatchObject({
      endMarkId: "a1",
      headId: "q3",
      status: "paused",
    });
    expect(state({ kind: "end_here", turnId: null }, { endMarkId: "a1" }).endMarkId).toBeNull();
    expect(planAct(input({ kind: "end_here", turnId: "q2" }))).toMatchObject({ ok: false, code: "invalid" });
    expect(planAct(input({ kind: "end_here", turnId: "a1b" }))).toMatchObject({ ok: false, code: "conflict" });
  });

  test("the mask takes turns out of training and back in, and a kept copy stays out", () => {
    expect(state({ kind: "mask", turnIds: ["a1", "a2"], trained: false }).untrained).toEqual(["a1", "a2"]);
    expect(state({ kind: "mask", turnIds: ["a1"], trained: true }, { untrained: ["a1", "a2"] }).untrained).toEqual([
      "a2",
    ]);
    expect(planAct(input({ kind: "mask", turnIds: ["nobody"], trained: false }))).toMatchObject({ code: "not_found" });
    const kept = planned(edit("q2", "keep"), { untrained: ["a2"] });
    const copy = kept.turns.find(({ keptFromId }) => keptFromId === "a2");
    expect(kept.state.untrained).toEqual(["a2", copy?.id]);
  });

  test("undo of a tag or a mask reverses that one, whatever others did since", () => {
    const tagged = undone({ kind: "tag", tags: ["good"] }, { tags: ["old"] }, ({ tags = [] }) => ({
      tags: [...tags, "later"],
    }));
    expect(tagged).toMatchObject({ ok: true, state: { tags: ["old", "later"] } });
    const masked = undone({ kind: "mask", turnIds: ["a1"], trained: true }, { untrained: ["a1"] }, () => ({
      untrained: ["a2"],
    }));
    expect(masked).toMatchObject({ ok: true, state: { untrained: ["a2", "a1"] } });
  });

  test("a comment changes nothing and can be taken back", () => {
    const { plan, decision } = decide({ kind: "comment", turnId: "a1", text: "why?", mentions: [] }, {});
    expect(plan.state).toEqual(stateOf(dialogue()));
    expect(planAct(input({ kind: "undo", decisionId: "x" }, {}, { decision }))).toMatchObject({ ok: true });
  });

  test("what is deleted ends on its last answer and refuses everything but coming back", () => {
    const gone = state({ kind: "delete" });
    expect(gone).toMatchObject({ deletedAt: "2024-01-02T00:00:00Z", status: "ended", headId: "a2" });
    expect(planAct(input({ kind: "accept", ...at }, gone))).toMatchObject({ ok: false, code: "conflict" });
    expect(planAct(input({ kind: "tag", tags: ["x"] }, gone))).toMatchObject({ ok: false, code: "conflict" });
    expect(state({ kind: "restore" }, gone).deletedAt).toBeNull();
    expect(undone({ kind: "delete" }, {}, (after) => after)).toMatchObject({
      ok: true,
      state: { deletedAt: null, headId: "q3" },
    });
  });
});

describe("a rejected version", () => {
  const rejection = { turnId: "a1b", flag: "rejected_by_person" } as const;
  const rejected = turns.map((one) => (one.id === "a1b" ? turn("a1b", "q1", { flags: [rejection.flag] }) : one));
  const choose = { kind: "choose", headId: "a2", turnId: "a1b" } as const;

  test("is marked by the rejection, and undo takes the mark away with it", () => {
    const { plan, decision } = decide({ kind: "reject_turn", ...at, turnId: "a2", reasons: [] }, {});
    expect(plan).toMatchObject({ flag: { turnId: "a2", flag: "rejected_by_person", on: true }, turnId: "a2" });
    expect(planned(undo, plan.state, { decision })).toMatchObject({
      state: { headId: "q3" },
      flag: { turnId: "a2", flag: "rejected_by_person", on: false },
    });
  });

  test("is chosen only by who means it, which takes the rejection back until that is undone", () => {
    const refusal = planAct(input(choose, ended, { turns: rejected }));
    expect(refusal).toMatchObject({ ok: false, code: "conflict", message: expect.stringMatching(/was rejected/) });
    const meant = { ...choose, despiteRejection: true };
    const { plan, decision } = decide(meant, ended, { turns: rejected });
    expect(plan).toMatchObject({ state: { headId: "a1b" }, flag: { ...rejection, on: false } });
    expect(planned(undo, plan.state, { decision })).toMatchObject({ state: ended, flag: { ...rejection, on: true } });
  });

  test("cannot be taken back where there is none: undoing that would make one", () => {
    const refusal = planAct(input({ ...choose, despiteRejection: true }, ended));
    expect(refusal).toMatchObject({ ok: false, code: "conflict", message: expect.stringMatching(/Nobody rejects/) });
  });

  test("is on no way that leads elsewhere: below a turn, by a branch, by a choice of what follows it", () => {
    const above: DialogueAct = { kind: "choose", headId: "a1", turnId: "q1" };
    expect(planned(above, { headId: "a1" }).state.headId).toBe("q2b");
    expect(planned(above, { headId: "a1" }, { turns: rejected }).state.headId).toBe("q3");
    for (const act of [
      { kind: "choose", ...at, turnId: "q2b" },
      { kind: "branch", ...at, turnId: "q2b" },
      { kind: "branch", ...at, turnId: "a1b" },
    ] as const)
      expect(planAct(input(act, {}, { turns: rejected }))).toMatchObject({
        ok: false,
        message: expect.stringMatching(/earlier turn of that branch was rejected/),
      });
  });

  test("stands in the way of an accepted dialogue, not of a rejected one", () => {
    const on = { ...ended, headId: "a1b" };
    const seen = { headId: "a1b" };
    expect(planAct(input({ kind: "accept", ...seen }, on, { turns: rejected }))).toMatchObject({ code: "conflict" });
    expect(planned({ kind: "reject", ...seen, reasons: [] }, on, { turns: rejected }).state.verdict).toBe("rejected");
  });
});

describe("what people said of a turn", () => {
  const curated = { ...ended, endMarkId: "a1", untrained: ["a1", "q2", "a1b"] };

  test.each([
    ["keep", ["a1", "q2"]],
    ["reroll", ["a1"]],
    ["stop", ["a1"]],
  ] as const)("goes along with an edit that decides %s, for that turn and what is kept", (after, carried) => {
    const plan = planned(edit("a1", after, "a2"), curated);
    const placed = new Map([["a1", "z1"], ...plan.turns.map(({ id, keptFromId }) => [keptFromId, id] as const)]);
    expect(plan.state.endMarkId).toBe("z1");
    expect(plan.state.untrained).toEqual([...curated.untrained, ...carried.map((id) => placed.get(id))]);
    const path = pathAfter(plan);
    expect([path.includes("z1"), plan.state.untrained.filter((id) => path.includes(id)).length]).toEqual([
      true,
      carried.length,
    ]);
    expect(leftBehind(dialogue(curated), plan.state, [...turns, ...plan.turns])).toEqual({
      endMark: false,
      masks: 2 - carried.length,
    });
  });

  test("is to go along with a turn that a model writes again", () => {
    expect(planned({ kind: "regenerate", headId: "a2", turnId: "a1" }, curated).rewritesId).toBe("a1");
    expect(planned({ kind: "reject_turn", headId: "a2", turnId: "a1", reasons: [] }, curated).rewritesId).toBe("a1");
    expect(planned({ kind: "branch", headId: "a2", turnId: "q1" }, curated).rewritesId).toBeUndefined();
  });

  test("goes along with a later turn that is kept", () => {
    const plan = planned(edit("q1", "keep", "a2"), curated);
    expect(plan.turns.find(({ id }) => id === plan.state.endMarkId)?.keptFromId).toBe("a1");
  });

  test.each<[string, DialogueAct, { endMark: boolean; masks: number }]>([
    ["writing it again", { kind: "regenerate", headId: "a2", turnId: "a1" }, { endMark: false, masks: 1 }],
    [
      "rejecting a later one",
      { kind: "reject_turn", headId: "a2", turnId: "q2", reasons: [] },
      { endMark: false, masks: 0 },
    ],
    ["choosing another version", { kind: "choose", headId: "a2", turnId: "a1b" }, { endMark: true, masks: 2 }],
    ["saying the next turn", { kind: "take_over", headId: "a2", text: "mine" }, { endMark: false, masks: 0 }],
  ])("is told to stay behind by %s", (_, act, expected) => {
    const plan = planned(act, curated);
    expect(leftBehind(dialogue(curated), plan.state, [...turns, ...plan.turns], plan.rewritesId)).toEqual(expected);
    expect(plan.state).toMatchObject({ endMarkId: "a1", untrained: curated.untrained });
  });
});

test.each<DialogueAct>([
  { kind: "regenerate", headId: "a2", turnId: "a1" },
  { kind: "branch", headId: "a2", turnId: "a1" },
  { kind: "take_over", headId: "a2", text: "And now?" },
  edit("a1", "reroll", "a2"),
])("an imported dialogue refuses $kind: no model could write on", (act) => {
  const origin = { kind: "import", importId: "i", name: "A file" } as const;
  expect(planAct(input(act, { ...ended, origin }))).toMatchObject({
    ok: false,
    code: "conflict",
    message: expect.stringContaining("imported"),
  });
  expect(planned(edit("a1", "keep", "a2"), { ...ended, origin }).state.status).toBe("ended");
});
