import { beforeAll, expect, it } from "vitest";
import { newId } from "@/lib/base/ids";
import type { Viewer } from "@/lib/domain/viewer";
import { actOnDialogue, undoDecision } from "@/lib/operations/act-on-dialogue";
import { makeDialogue, makeModel, makeRun, makeUser } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { previewBulkAct } from "./bulk-preview";
import type { DialogueSelection } from "./dialogue-filter";
import { countDialogues, listDialogues, listTags } from "./dialogues";
import { pool } from "./pool";
import { prisma } from "./prisma";
import { listQueueable } from "./review/items";

withDatabase();

const named = new Map<string, string>();
const given: Record<string, string> = {};

beforeAll(async () => {
  const viewer = async (name: string): Promise<Viewer> => ({ ...(await makeUser({ name })), roles: ["lead"] });
  const [ada, bob] = [await viewer("Ada"), await viewer("Bob")];
  const [small, large] = [await makeModel({ name: "Small" }), await makeModel({ name: "Large" })];
  const runs = {
    first: await makeRun({ simulatorId: small.id, assistantId: large.id }),
    second: await makeRun({ simulatorId: large.id, assistantId: small.id }),
  };
  const after: (() => Promise<unknown>)[] = [];
  const make = async (name: string, run: keyof typeof runs, data: object) => {
    const { dialogue } = await makeDialogue({ runId: runs[run].id, status: "ended", texts: ["Why?", "Because."] });
    named.set(dialogue.id, name);
    // Acts count rounds and move the end, so what is looked for is set after them.
    after.push(() => prisma.dialogue.update({ where: { id: dialogue.id }, data }));
    return dialogue;
  };
  const day = (text: string) => new Date(`2026-11-${text}Z`);
  const a = await make("a", "first", {
    createdAt: day("01T00:00:00"),
    endedAt: day("02T23:59:59.999"),
    rounds: 2,
    tags: ["week 48", "tea"],
    inputTokens: 100,
    outputTokens: 50,
    cost: 0.1,
  });
  const b = await make("b", "first", {
    createdAt: day("01T23:59:59.999"),
    endedAt: day("03T00:00:00"),
    rounds: 5,
    tags: ["tea"],
    inputTokens: 2_000_000_000,
    outputTokens: 2_000_000_000,
    cost: 2,
  });
  const c = await make("c", "second", { createdAt: day("02T00:00:00"), endedAt: null, rounds: 9 });
  const d = await make("d", "second", { createdAt: day("05T00:00:00"), endedAt: null, rounds: 0 });

  await actOnDialogue(ada, { dialogueId: a.id, act: { kind: "accept", headId: a.headId } });
  const byBob = await actOnDialogue(bob, {
    dialogueId: b.id,
    act: { kind: "reject", headId: b.headId, reasons: [] },
  });
  const taken = await actOnDialogue(bob, { dialogueId: c.id, act: { kind: "accept", headId: c.headId } });
  await undoDecision(bob, taken.decision.id);
  const edit = async (dialogueId: string, headId: string | null) => {
    const turn = await prisma.turn.findFirstOrThrow({ where: { dialogueId, speaker: "user" } });
    const act = { kind: "edit", headId, turnId: turn.id, text: "Why not?", after: "keep" } as const;
    return actOnDialogue(ada, { dialogueId, act });
  };
  await edit(a.id, byBob && a.headId);
  await undoDecision(ada, (await edit(d.id, d.headId)).decision.id);
  for (const set of after) await set();
  Object.assign(given, {
    ada: ada.id,
    bob: bob.id,
    small: small.id,
    large: large.id,
    first: runs.first.id,
    second: runs.second.id,
  });
  await prisma.$executeRaw`INSERT INTO review_queue (id, name, spec, person_id) VALUES ('q', 'Shared', '{}', ${ada.id})`;
});

async function found(filter: DialogueSelection): Promise<string[]> {
  const { items } = await listDialogues({ ...filter, sort: "oldest", limit: 50 });
  return items.map(({ id }) => named.get(id) ?? "?");
}

it("finds by model, on the side that is asked for", async () => {
  expect(await found({ simulator: given.small })).toEqual(["a", "b"]);
  expect(await found({ assistant: given.small })).toEqual(["c", "d"]);
  expect(await found({ simulator: given.large, run: given.second })).toEqual(["c", "d"]);
  expect(await found({ simulator: `${given.small},${given.large}` })).toEqual(["a", "b", "c", "d"]);
  expect(await found({ run: `${given.second},${given.first}`, assistant: given.large })).toEqual(["a", "b"]);
});

it("finds by figures, both bounds included, sums beyond 32 bits too", async () => {
  expect(await found({ minRounds: 2, maxRounds: 5 })).toEqual(["a", "b"]);
  expect(await found({ maxRounds: 0 })).toEqual(["d"]);
  expect(await found({ minTokens: 150, maxTokens: 150 })).toEqual(["a"]);
  expect(await found({ minTokens: 2_000_000_000 })).toEqual(["b"]);
  expect(await found({ minCost: 0.1, maxCost: 0.5 })).toEqual(["a"]);
});

it("finds by day in UTC, the first and the last included", async () => {
  expect(await found({ madeFrom: "2026-11-01", madeTo: "2026-11-01" })).toEqual(["a", "b"]);
  expect(await found({ madeFrom: "2026-11-02" })).toEqual(["c", "d"]);
  expect(await found({ endedTo: "2026-11-02" })).toEqual(["a"]);
  expect(await found({ endedFrom: "2026-11-03" })).toEqual(["b"]);
});

it("finds by whose decision stands, and when it was made", async () => {
  const today = new Date().toISOString().slice(0, 10);
  expect(await found({ decidedBy: given.ada })).toEqual(["a"]);
  expect(await found({ decidedBy: given.bob })).toEqual(["b"]);
  expect(await found({ decidedBy: `${given.bob},${given.ada}` })).toEqual(["a", "b"]);
  expect(await found({ decidedFrom: today, decidedTo: today })).toEqual(["a", "b"]);
  expect(await found({ decidedBy: given.bob, decidedTo: "2026-01-01" })).toEqual([]);
});

it("does not tell a decision of a shared review before that is settled", async () => {
  const b = [...named].find(([, name]) => name === "b")?.[0] as string;
  const ids = { item: newId("reviewItem"), place: newId("assignment") };
  await prisma.$executeRaw`INSERT INTO review_item (id, queue_id, dialogue_id, position, needed, vacant)
    VALUES (${ids.item}, 'q', ${b}, 1, 2, 1)`;
  await prisma.$executeRaw`INSERT INTO assignment (id, item_id, queue_id, person_id, status)
    VALUES (${ids.place}, ${ids.item}, 'q', ${given.bob}, 'answered')`;
  await prisma.$executeRaw`INSERT INTO decision (id, dialogue_id, person_id, kind, act, before, after, version, assignment_id)
    SELECT 'dec_shared', ${[...named].find(([, name]) => name === "c")?.[0]}, person_id, 'accept', act, before, after, 99,
      ${ids.place} FROM decision WHERE kind = 'reject'`;
  expect(await found({ decidedBy: given.bob })).toEqual(["b"]);
  await prisma.$executeRaw`UPDATE review_item SET status = 'settled' WHERE id = ${ids.item}`;
  expect(await found({ decidedBy: given.bob })).toEqual(["b", "c"]);
});

it("finds what a person wrote in, as long as nobody took that back", async () => {
  expect(await found({ edited: "yes" })).toEqual(["a"]);
  expect(await found({ edited: "no" })).toEqual(["b", "c", "d"]);
});

it("means the same in lists, bulk acts and review queues", async () => {
  const filter = { simulator: given.small, minRounds: 3, tag: "tea", edited: "no" } as const;
  expect(await found(filter)).toEqual(["b"]);
  expect((await previewBulkAct({ filter }, { kind: "delete" })).total).toBe(1);
  const { ids } = await listQueueable(pool() as never, "q2", { filter }, 10);
  expect(ids.map((id) => named.get(id))).toEqual(["b"]);
});

it("tells the tags in use, the commonest first", async () => {
  expect(await listTags()).toEqual([
    { tag: "tea", dialogues: 2 },
    { tag: "week 48", dialogues: 1 },
  ]);
});

it("finds any of several values, all of them where that is asked, those chosen by id, and counts what it finds", async () => {
  const { id: run } = await makeRun({ dialogues: 10 });
  const make = async (data: { status?: "ended" | "parked"; verdict?: string; tags?: string[]; flags?: string[] }) => {
    const { status = "ended", ...rest } = data;
    const { dialogue } = await makeDialogue({ runId: run, status, texts: ["Why?", "Because."] });
    await prisma.dialogue.update({ where: { id: dialogue.id }, data: rest });
    return dialogue.id;
  };
  const accepted = await make({ verdict: "accepted", tags: ["a", "b"], flags: ["near_empty", "cut_by_length"] });
  const rejected = await make({ verdict: "rejected", tags: ["b"], flags: ["near_empty"] });
  const parked = await make({ status: "parked", tags: ["c", "d, e"] });
  const found = async (filter: DialogueSelection) =>
    (await listDialogues({ run, ...filter, sort: "oldest", limit: 50 })).items.map(({ id }) => id);
  expect(await found({ status: "ended,parked" })).toEqual([accepted, rejected, parked]);
  expect(await found({ verdict: "none,rejected" })).toEqual([rejected, parked]);
  expect(await found({ tag: "a, c" })).toEqual([accepted, parked]);
  expect(await found({ tag: "a,b", every: "yes" })).toEqual([accepted]);
  expect(await found({ tag: "d\\, e" })).toEqual([parked]);
  for (const every of ["yes", undefined] as const) expect(await found({ tag: " , ", every })).toEqual([]);
  expect(await found({ flag: "near_empty,cut_by_length" })).toEqual([accepted, rejected]);
  expect(await found({ flag: "near_empty,cut_by_length", every: "yes" })).toEqual([accepted]);
  expect(await found({ chosen: `${rejected},${parked},nobody` })).toEqual([rejected, parked]);
  expect(await countDialogues({ run })).toEqual({ dialogues: 3, accepted: 1, rejected: 1, rounds: 3 });
  expect(await countDialogues({ run, status: "parked" })).toEqual({
    dialogues: 1,
    accepted: 0,
    rejected: 0,
    rounds: 1,
  });
});
