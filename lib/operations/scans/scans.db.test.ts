import { beforeAll, expect, it } from "vitest";
import { readAuthoredTurns } from "@/lib/data/authored-turns";
import { enqueueComparisons } from "@/lib/data/duplicates/duplicate-scan";
import { prisma } from "@/lib/data/prisma";
import type { BulkAct } from "@/lib/domain/bulk-act";
import type { Finding, Scan } from "@/lib/domain/scan/scan";
import { authoredSpans } from "@/lib/domain/training/authored-spans";
import type { Viewer } from "@/lib/domain/viewer";
import { makeImportedDialogue } from "@/lib/testing/builders";
import { callRoute, giveToken } from "@/lib/testing/call-route";
import { withDatabase } from "@/lib/testing/database";
import { doDueJobs } from "@/lib/testing/job-runner";
import { makeViewer } from "@/lib/testing/review";
import { lookThrough } from "./look-through";

withDatabase();

let lead: Viewer;
let token: string;
beforeAll(async () => {
  lead = await makeViewer("Lea", ["lead"]);
  token = await giveToken(lead.id);
});

const talks = [
  ["I am jo@firm.org, call +49 171 2345678", "Hello jo@firm.org!", "And al@firm.org?", "Noted."],
  ["Nothing here?", "Nothing."],
  ["Nothing here?", "Nothing."],
  ['<div class="markdown prose"><p>Page &amp; more</p></div>', "Yes."],
];

async function imported(given: readonly string[][] = talks): Promise<string> {
  const file = given.map((texts) =>
    JSON.stringify({ conversations: texts.map((value, i) => ({ from: i % 2 ? "gpt" : "human", value })) }),
  );
  const response = await callRoute("createImport", {
    token,
    query: `?name=Talks&format=sharegpt&again=yes`,
    body: file.join("\n"),
    headers: { "content-type": "application/octet-stream" },
  });
  await doDueJobs();
  return ((await response.json()) as { id: string }).id;
}

async function scanning(importId: string, kinds: string[]): Promise<Scan> {
  const body = { filter: { import: importId }, asked: { kinds } };
  const made = (await (await callRoute("createScan", { token, body })).json()) as Scan;
  await doDueJobs();
  return (await callRoute("getScan", { token, params: { scanId: made.id } })).json();
}

async function findingsOf(scanId: string, query = ""): Promise<Finding[]> {
  const page = await (await callRoute("listFindings", { token, params: { scanId }, query })).json();
  return (page as { items: Finding[] }).items;
}

async function doing(body: unknown): Promise<BulkAct> {
  const made = (await (await callRoute("createBulkAct", { token, body })).json()) as BulkAct;
  await doDueJobs();
  return (await callRoute("getBulkAct", { token, params: { bulkActId: made.id } })).json();
}

async function textsOf(importId: string): Promise<string[][]> {
  const dialogues = await prisma.dialogue.findMany({ where: { importId }, orderBy: { number: "asc" } });
  return Promise.all(
    dialogues.map(async ({ id, headId }) => {
      const turns = new Map((await prisma.turn.findMany({ where: { dialogueId: id } })).map((turn) => [turn.id, turn]));
      const path: string[] = [];
      for (let at = headId; at !== null; at = turns.get(at)?.parentId ?? null) path.unshift(turns.get(at)?.text ?? "?");
      return path;
    }),
  );
}

it("tells what it finds by kind and place, and changes nothing", async () => {
  const importId = await imported();
  const scan = await scanning(importId, ["email", "phone", "html", "duplicate", "single"]);
  expect(scan).toMatchObject({ looked: 4, finishedAt: expect.any(String), job: { status: "done" } });
  expect([...scan.counts].sort((a, b) => a.kind.localeCompare(b.kind))).toEqual([
    { kind: "duplicate", found: 1, dialogues: 1, left: 0, done: 0 },
    { kind: "email", found: 3, dialogues: 1, left: 0, done: 0 },
    { kind: "html", found: 1, dialogues: 1, left: 0, done: 0 },
    { kind: "phone", found: 1, dialogues: 1, left: 0, done: 0 },
  ]);
  expect((await findingsOf(scan.id, "?kind=email"))[0]).toMatchObject({
    text: "jo@firm.org",
    before: "I am ",
    after: ", call +49 171 2345678",
    instead: "[EMAIL]",
    speaker: "user",
    state: "open",
  });
  expect((await findingsOf(scan.id, "?kind=html"))[0]).toMatchObject({ instead: "Page & more" });
  expect(await textsOf(importId)).toEqual(talks);
});

it("takes out what was not left, kind by kind, keeps the old texts, and brings all of it back", async () => {
  const importId = await imported();
  const scan = await scanning(importId, ["email", "phone", "html"]);
  const other = (await findingsOf(scan.id, "?kind=email")).find(({ text }) => text === "al@firm.org");
  const params = { scanId: scan.id };
  const leave = { positions: [other?.position], left: true };
  expect((await callRoute("leaveFindings", { token, params, body: leave })).status).toBe(204);

  const taking = (kind: string) => ({
    which: { scanId: scan.id, kinds: [kind] },
    change: { kind: "amend", scanId: scan.id, kinds: [kind] },
  });
  const emails = await doing(taking("email"));
  expect(emails).toMatchObject({ kind: "amend", total: 1, done: 1, refused: 0 });
  // The head has moved by the first act; the second still finds its words.
  expect(await doing(taking("phone"))).toMatchObject({ total: 1, done: 1 });
  expect(await doing(taking("html"))).toMatchObject({ total: 1, done: 1 });
  expect(await textsOf(importId)).toEqual([
    ["I am [EMAIL], call [PHONE]", "Hello [EMAIL]!", "And al@firm.org?", "Noted."],
    talks[1],
    talks[2],
    ["Page & more", "Yes."],
  ]);
  expect((await findingsOf(scan.id)).map(({ state }) => state)).toEqual(["done", "done", "done", "left", "done"]);
  expect(
    await prisma.turn.count({ where: { dialogue: { importId }, text: { contains: "jo@firm.org" } } }),
  ).toBeGreaterThan(0);

  for (const { id } of await prisma.bulkAct.findMany({
    where: { personId: lead.id },
    orderBy: { createdAt: "desc" },
  })) {
    await callRoute("undoBulkAct", { token, params: { bulkActId: id } });
    await doDueJobs();
  }
  expect(await textsOf(importId)).toEqual(talks);
  expect((await findingsOf(scan.id)).map(({ state }) => state)).toEqual(["open", "open", "open", "left", "open"]);
});

it("says of whole dialogues which they are, for whatever is done to many", async () => {
  const importId = await imported();
  const scan = await scanning(importId, ["duplicate"]);
  const which = { scanId: scan.id, kinds: ["duplicate"] };
  expect(await doing({ which, change: { kind: "tag", tags: ["said twice"] } })).toMatchObject({ total: 1, done: 1 });
  const [first, second] = await prisma.dialogue.findMany({
    where: { importId, opening: "Nothing here?" },
    orderBy: { number: "asc" },
  });
  expect([first?.tags, second?.tags]).toEqual([[], ["said twice"]]);
});

it("waits until all are compared, and then finds those that another one nearly says", async () => {
  const words = Array.from({ length: 60 }, (_, i) => `word${i}`);
  const nearly = words.with(30, "another");
  const importId = await imported([
    [words.join(" "), "So it is."],
    ["Quite another thing?", "Quite."],
    [nearly.join(" "), "So it is."],
  ]);
  const scan = await scanning(importId, ["near", "duplicate"]);
  expect(scan).toMatchObject({ looked: 0, finishedAt: null, counts: [], job: { status: "waiting" } });
  await enqueueComparisons();
  await doDueJobs();
  await prisma.job.updateMany({ where: { kind: "scan", status: "waiting" }, data: { dueAt: new Date(0) } });
  await doDueJobs();
  const [first, , third] = await prisma.dialogue.findMany({ where: { importId }, orderBy: { number: "asc" } });
  expect(await findingsOf(scan.id)).toMatchObject([{ kind: "near", dialogueId: third?.id, text: first?.id }]);
});

it("splits what is too long where a question begins, keeps the whole, and brings it back", async () => {
  const say = (n: number) => `Word ${n} ${"word ".repeat(40)}`.trim();
  const texts = [1, 2, 3, 4, 5, 6].map(say);
  const importId = await imported([texts, ["Short?", "Yes."]]);
  const whole = await prisma.dialogue.findFirstOrThrow({ where: { importId, number: 1 }, include: { turns: true } });
  const fourth = whole.turns.find(({ text }) => text === texts[3])?.id ?? "";
  await prisma.dialogue.update({ where: { id: whole.id }, data: { untrained: [fourth], tags: ["long ago"] } });

  const body = { filter: { import: importId }, asked: { kinds: ["long"], longest: 200 } };
  const { id } = (await (await callRoute("createScan", { token, body })).json()) as Scan;
  await doDueJobs();
  const [found, ...others] = await findingsOf(id);
  expect([found?.dialogueId, found?.kind, others]).toEqual([whole.id, "long", []]);
  expect(JSON.parse(found?.after ?? "").map(({ turns }: { turns: number }) => turns)).toEqual([4, 2]);

  const act = await doing({ which: { scanId: id, kinds: ["long"] }, change: { kind: "split", scanId: id } });
  expect(act).toMatchObject({ kind: "split", total: 1, done: 1, refused: 0 });
  expect(await findingsOf(id)).toMatchObject([{ state: "done" }]);
  const open = { importId, deletedAt: null };
  const parts = await prisma.dialogue.findMany({
    where: { ...open, partOfId: whole.id },
    orderBy: { number: "asc" },
    include: { turns: { orderBy: { id: "asc" } } },
  });
  expect(parts.map(({ number, tags, rounds, turns }) => [number, tags, rounds, turns.map(({ text }) => text)])).toEqual(
    [
      [3, ["long ago"], 2, texts.slice(0, 4)],
      [4, ["long ago"], 1, texts.slice(4)],
    ],
  );
  expect(parts[0]?.untrained).toEqual([parts[0]?.turns[3]?.id]);
  expect(parts[0]?.turns[3]?.keptFromId).toBe(fourth);
  expect(await prisma.dialogue.findMany({ where: open, orderBy: { number: "asc" } })).toMatchObject([
    { number: 2 },
    { number: 3 },
    { number: 4 },
  ]);
  expect(await prisma.turn.count({ where: { dialogueId: whole.id } })).toBe(6);

  await callRoute("undoBulkAct", { token, params: { bulkActId: act.id } });
  await doDueJobs();
  expect(await prisma.dialogue.findMany({ where: open, orderBy: { number: "asc" } })).toMatchObject([
    { number: 1, untrained: [fourth] },
    { number: 2 },
  ]);
  expect(await findingsOf(id)).toMatchObject([{ state: "open" }]);

  // Taking that back in turn brings the very same parts back.
  const undo = await prisma.decision.findFirstOrThrow({ where: { dialogueId: whole.id, kind: "undo" } });
  const again = await callRoute("actOnDialogue", {
    token,
    params: { dialogueId: whole.id },
    body: { act: { kind: "undo", decisionId: undo.id } },
  });
  expect(again.status).toBe(200);
  const back = await prisma.dialogue.findMany({ where: { ...open, partOfId: whole.id }, orderBy: { number: "asc" } });
  expect(back.map(({ id }) => id)).toEqual(parts.map(({ id }) => id));
  expect(await prisma.dialogue.count({ where: { ...open, id: whole.id } })).toBe(0);

  // Another act on the whole, where it lies, leaves them alone; split a second time, it has no parts of the first.
  const acting = async (act: unknown) =>
    expect((await callRoute("actOnDialogue", { token, params: { dialogueId: whole.id }, body: { act } })).status).toBe(
      200,
    );
  const lastOf = (kind: string) =>
    prisma.decision.findFirstOrThrow({ where: { dialogueId: whole.id, kind }, orderBy: { version: "desc" } });
  await acting({ kind: "restore" });
  await acting({ kind: "tag", tags: ["again"] });
  await acting({ kind: "split", headId: whole.headId, ends: [whole.turns.find(({ text }) => text === texts[1])?.id] });
  await acting({ kind: "undo", decisionId: (await lastOf("tag")).id });
  expect(await prisma.dialogue.count({ where: { ...open, partOfId: whole.id } })).toBe(2);
  await acting({ kind: "undo", decisionId: (await lastOf("split")).id });
  await acting({ kind: "undo", decisionId: (await lastOf("undo")).id });
  const second = await prisma.dialogue.findMany({ where: { ...open, partOfId: whole.id }, orderBy: { number: "asc" } });
  expect(second.map(({ number, rounds }) => [number, rounds])).toEqual([
    [5, 1],
    [6, 2],
  ]);
});

it("keeps who wrote what in parts, to the letters that a person changed", async () => {
  const importId = await imported([[1, 2, 3, 4].map((n) => `Saying ${n} ${"word ".repeat(40)}end`)]);
  const whole = await prisma.dialogue.findFirstOrThrow({ where: { importId }, include: { turns: true } });
  const last = whole.turns.find(({ id }) => id === whole.headId);
  const edit = { kind: "edit", headId: whole.headId, turnId: last?.id, text: `${last?.text} indeed`, after: "keep" };
  await callRoute("actOnDialogue", { token, params: { dialogueId: whole.id }, body: { act: edit } });
  const body = { filter: { import: importId }, asked: { kinds: ["long"], longest: 100 } };
  const { id } = (await (await callRoute("createScan", { token, body })).json()) as Scan;
  await doDueJobs();
  await doing({ which: { scanId: id, kinds: ["long"] }, change: { kind: "split", scanId: id } });
  const part = await prisma.dialogue.findFirstOrThrow({ where: { partOfId: whole.id }, orderBy: { number: "desc" } });
  // Whoever writes a file knows the texts that go into it, and those alone.
  const { text } = await prisma.turn.findFirstOrThrow({ where: { id: part.headId ?? "" } });
  const authored = await readAuthoredTurns([part.id], (turnId) => (turnId === part.headId ? text : undefined));
  const spans = authoredSpans(part.headId ?? "", (turnId) => authored.get(turnId));
  expect(spans.map(({ author }) => author.by)).toEqual(["file", "edit"]);
  expect(spans[1]?.author).toMatchObject({ who: lead.id, act: expect.stringMatching(/^dec_/) });
});

it("keeps what stands beside a turn when the turn's text is cleaned", async () => {
  const { dialogue } = await makeImportedDialogue({
    personId: lead.id,
    texts: ["Mail?", "It is jo@firm.org", "Thanks", "Bye"],
  });
  const answer = await prisma.turn.findFirstOrThrow({ where: { dialogueId: dialogue.id, text: "It is jo@firm.org" } });
  const asides = [{ role: "tool", content: "jo@firm.org was found" }];
  await prisma.turn.update({ where: { id: answer.id }, data: { asides } });
  const scan = await scanning(dialogue.importId ?? "", ["email"]);
  await doing({
    which: { scanId: scan.id, kinds: ["email"] },
    change: { kind: "amend", scanId: scan.id, kinds: ["email"] },
  });
  const now = await prisma.turn.findFirstOrThrow({ where: { dialogueId: dialogue.id, text: "It is [EMAIL]" } });
  expect(now.asides).toEqual(asides);
});

it("goes on where a try before had stopped, and finds nothing twice", async () => {
  const importId = await imported();
  const made = await callRoute("createScan", {
    token,
    body: { filter: { import: importId }, asked: { kinds: ["email", "duplicate"] } },
  });
  const { id } = (await made.json()) as Scan;
  const broken = lookThrough(id, {
    signal: new AbortController().signal,
    report: async () => {},
    rest: async () => {},
    whileHeld: async () => {
      throw new Error("the worker is gone");
    },
  });
  await expect(broken).rejects.toThrow("gone");
  await doDueJobs();
  await doDueJobs();
  expect((await findingsOf(id)).map(({ kind }) => kind).sort()).toEqual(["duplicate", "email", "email", "email"]);
});
