import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it, vi } from "vitest";
import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import { seededRandom } from "@/lib/base/random";
import {
  enqueueComparisons,
  readComparison,
  readDuplicateProgress,
  updateDuplicateThreshold,
} from "@/lib/data/duplicates/duplicate-scan";
import { readStale, writeFingerprints } from "@/lib/data/duplicates/fingerprints";
import { enqueueJob } from "@/lib/data/jobs/enqueue";
import { claimJobs, JobLost } from "@/lib/data/jobs/job-claim";
import { reapJobs } from "@/lib/data/jobs/job-course";
import { transaction } from "@/lib/data/sql";
import type { DialogueAct } from "@/lib/domain/decision";
import type { DuplicateSubject } from "@/lib/domain/duplicates";
import type { Viewer } from "@/lib/domain/viewer";
import { actOnDialogue } from "@/lib/operations/act-on-dialogue";
import { jaccard, shinglesOf } from "@/lib/stats/shingles";
import { UnionFind } from "@/lib/stats/union-find";
import { makeDialogue, makeRun, makeUser } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { doDueJobs } from "@/lib/testing/job-runner";
import { query } from "@/lib/testing/query";
import { startWorkerProcess } from "@/lib/testing/worker-process";

vi.setConfig({ testTimeout: 120_000 });
withDatabase();

const random = seededRandom(3);
const word = () => `w${Math.floor(random() * 100_000)}`;
const words = (count: number) => Array.from({ length: count }, word).join(" ");

/** The same words but for `count` of them, spread over the text. */
function changed(text: string, count: number): string {
  const list = text.split(" ");
  for (let i = 0; i < count; i++) list[Math.floor(((i + 0.5) * list.length) / count)] = word();
  return list.join(" ");
}

async function compare(): Promise<void> {
  await enqueueComparisons();
  await doDueJobs();
}
let run: { id: string } | undefined;
async function said(...texts: string[]): Promise<string> {
  run ??= await makeRun({ dialogues: 1 });
  return (await makeDialogue({ runId: run.id, status: "ended", texts })).dialogue.id;
}

let lead: Viewer | undefined;
async function act(dialogueId: string, wanted: (headId: string | null) => DialogueAct): Promise<void> {
  lead ??= { ...(await makeUser()), roles: ["lead"] };
  const [row] = await query<{ headId: string }>`SELECT head_id AS "headId" FROM dialogue WHERE id = ${dialogueId}`;
  await actOnDialogue(lead, { dialogueId, act: wanted(must(row, "dialogue").headId) });
}

/** Puts another text in the place of the last turn; the dialogue stays ended. */
async function rewrite(dialogueId: string, text: string): Promise<void> {
  await act(dialogueId, (headId) => ({ kind: "edit", headId, turnId: must(headId, "head"), text, after: "stop" }));
}

/** The groups of two and more that the job found, each sorted. */
async function groups(subject: DuplicateSubject = "dialogue"): Promise<string[][]> {
  const rows = await query<{ ids: string[] }>`
    SELECT array_agg(dw.dialogue_id ORDER BY dw.dialogue_id) AS ids FROM text_fingerprint w
    JOIN dialogue_fingerprint dw ON dw.fingerprint_id = w.id WHERE w.subject = ${subject}
    GROUP BY w.group_id HAVING count(*) > 1 ORDER BY min(dw.dialogue_id)`;
  return rows.map(({ ids }) => ids);
}

/** The same by brute force: every dialogue against every other. */
async function bruteForce(threshold: number, subject: DuplicateSubject = "dialogue"): Promise<string[][]> {
  const rows = await query<{ id: string; texts: string[] }>`
    WITH RECURSIVE path AS (
      SELECT d.id AS dialogue_id, t.parent_id, t.text, t.speaker, 0 AS back FROM dialogue d JOIN turn t ON t.id = d.head_id
      WHERE d.status = 'ended' AND d.deleted_at IS NULL
      UNION ALL
      SELECT p.dialogue_id, t.parent_id, t.text, t.speaker, p.back + 1 FROM path p JOIN turn t ON t.id = p.parent_id
    ) SELECT dialogue_id AS id, array_agg(text ORDER BY back DESC) AS texts FROM path GROUP BY dialogue_id ORDER BY id`;
  const sets = rows.map(({ texts }) =>
    subject === "dialogue" ? shinglesOf(texts.join("\n"), 3) : shinglesOf(texts[0] ?? "", 2),
  );
  const found = new UnionFind();
  for (const [i, a] of sets.entries())
    for (const [j, b] of sets.entries()) if (j < i && jaccard(a, b) >= threshold) found.unite(i, j);
  const byRoot = new Map<number, string[]>();
  for (const [i, { id }] of rows.entries()) byRoot.set(found.find(i), [...(byRoot.get(found.find(i)) ?? []), id]);
  return [...byRoot.values()].filter((ids) => ids.length > 1);
}

async function expectTrueGroups(threshold = 0.8): Promise<void> {
  expect(await groups()).toEqual(await bruteForce(threshold));
  expect(await groups("opening")).toEqual(await bruteForce(threshold, "opening"));
}

describe("near-duplicates", () => {
  it("are found as dialogues end, leave their group when they are edited, come back when that is undone", async () => {
    const answer = words(120);
    const first = await said("Why is the sky blue?", answer);
    const copy = await said("why is the SKY blue", `${answer}!`);
    const near = await said("Why is the sky blue?", changed(answer, 3));
    const other = await said("Why is the sky blue?", words(120));
    await makeDialogue({ status: "paused", texts: ["Why is the sky blue?", answer] });
    await compare();
    expect(await groups()).toEqual([[first, copy, near]]);
    expect(await groups("opening")).toEqual([[first, copy, near, other]]);
    expect(await readDuplicateProgress()).toEqual({ threshold: 0.8, compared: 4, waiting: 0 });

    await rewrite(near, words(120));
    await act(copy, () => ({ kind: "delete" }));
    expect(await readDuplicateProgress()).toMatchObject({ compared: 2, waiting: 2 });
    await compare();
    expect(await groups()).toEqual([]);
    expect(await groups("opening")).toEqual([[first, near, other]]);

    await act(copy, () => ({ kind: "restore" }));
    await compare();
    expect(await groups()).toEqual([[first, copy]]);
    await expectTrueGroups();
  });

  it("wait while a file is taken in, and are looked for as soon as that has ended, however", async () => {
    await said("Why is the sea blue?", words(120));
    const payload = { importId: newId("import") };
    const id = await transaction((tx) => enqueueJob(tx, { kind: "dialogue_import", payload, key: "a file" }));
    await query`UPDATE job SET status = 'running', lease_worker = 'w', lease_until = now() + interval '1 hour' WHERE id = ${id}`;
    await compare();
    expect(await readDuplicateProgress()).toMatchObject({ waiting: 1 });
    await query`UPDATE job SET status = 'failed', ended_at = now(), lease_worker = NULL, lease_until = NULL WHERE id = ${id}`;
    await compare();
    expect(await readDuplicateProgress()).toMatchObject({ waiting: 0 });
  });

  it("fall apart when the one between them says something else", async () => {
    const middle = words(200);
    const left = changed(middle, 5);
    const right = middle
      .split(" ")
      .map((token, i) => (i % 40 === 7 ? word() : token))
      .join(" ");
    const [a, b, c] = [await said(words(4), left), await said(words(4), middle), await said(words(4), right)];
    await compare();
    expect(await groups()).toContainEqual([a, b, c]);
    await rewrite(b, words(200));
    await compare();
    await expectTrueGroups();
    expect((await groups()).flat()).not.toContain(a);
  });

  it("follow a threshold that is changed", async () => {
    const text = words(150);
    const pair = [await said(words(5), text), await said(words(5), changed(text, 9))];
    await compare();
    expect(await groups()).not.toContainEqual(pair);
    await updateDuplicateThreshold(0.5);
    expect(await groups()).toEqual([]);
    await compare();
    expect(await groups()).toContainEqual(pair);
    await expectTrueGroups(0.5);
    await updateDuplicateThreshold(0.8);
    await compare();
    await expectTrueGroups();
  });

  it("are those of brute force after any mix of new, edited, deleted and restored dialogues", async () => {
    const bases = Array.from({ length: 6 }, () => words(80));
    const base = () => must(bases[Math.floor(random() * bases.length)], "base");
    const alive: string[] = [];
    const binned: string[] = [];
    for (let round = 0; round < 8; round++) {
      for (let i = 0; i < 10; i++) {
        const choice = random();
        const at = Math.floor(random() * alive.length);
        const id = alive[at];
        if (choice < 0.5 || id === undefined) alive.push(await said(changed(base(), 1), changed(base(), 2)));
        else if (choice < 0.75) await rewrite(id, changed(base(), Math.floor(random() * 8)));
        else if (choice < 0.9) {
          await act(id, () => ({ kind: "delete" }));
          binned.push(...alive.splice(at, 1));
        } else {
          const back = binned.pop();
          if (back) await act(back, () => ({ kind: "restore" })).then(() => alive.push(back));
        }
      }
      await compare();
      await expectTrueGroups();
    }
    expect((await groups()).length).toBeGreaterThan(0);
  });

  it("are not written by a worker whose claim has gone to another", async () => {
    await said(words(5), words(50));
    await enqueueComparisons();
    const zombie = await readComparison(must((await claimJobs("zombie", new Map([["duplicates", 1]])))[0], "claim"));
    await enqueueComparisons();
    expect(await claimJobs("too early", new Map([["duplicates", 1]]))).toEqual([]);
    const stale = await readStale(10);
    await query`UPDATE job SET lease_until = now() - interval '1 second' WHERE status = 'running'`;
    await reapJobs();
    await compare();
    const before = await readDuplicateProgress();
    await expect(writeFingerprints(zombie, stale, [])).rejects.toThrow(JobLost);
    expect(await readDuplicateProgress()).toEqual(before);
    await expectTrueGroups();
  });

  it("are whole after workers were killed in the middle, again and again", async () => {
    const bases = Array.from({ length: 150 }, () => [words(8), words(60), words(8), words(60)]);
    const runId = must(run, "run").id;
    for (let copy = 0; copy < 8; copy++)
      for (let from = 0; from < bases.length; from += 50)
        await insertEnded(
          runId,
          bases.slice(from, from + 50).map((texts) => texts.map((text) => changed(text, copy % 3))),
        );
    const waiting = async () => (await readDuplicateProgress()).waiting;
    expect(await waiting()).toBeGreaterThanOrEqual(1_200);
    let kills = 0;
    for (let left = await waiting(); left > 0; left = await waiting()) {
      const worker = await startWorkerProcess();
      // On a slow machine a worker that lives as short as the last one would never get anything done.
      const until = performance.now() + 100 + random() * 250 * (1 + kills / 4);
      while (performance.now() < until && (await waiting()) > 0) await sleep(5);
      await worker.end("SIGKILL");
      if (left > 0 && (await waiting()) > 0) kills++;
      await query`UPDATE job SET lease_until = now() - interval '1 second', failures = 0 WHERE status = 'running'`;
    }
    expect(kills).toBeGreaterThan(0);
    await expectTrueGroups();
    expect((await groups()).length).toBeGreaterThanOrEqual(150);
  });
});

async function insertEnded(runId: string, dialogues: string[][]): Promise<void> {
  const rows = dialogues.map((texts) => ({
    id: newId("dialogue"),
    turns: texts.map((text) => ({ id: newId("turn"), text })),
  }));
  const turns = rows.flatMap(({ id, turns: path }) =>
    path.map((turn, i) => ({
      ...turn,
      dialogue_id: id,
      parent_id: path[i - 1]?.id ?? null,
      speaker: i % 2 ? "assistant" : "user",
      version: i,
    })),
  );
  await query`
    INSERT INTO dialogue (id, run_id, number, status, context_limit, head_id)
    SELECT id, ${runId}, (SELECT coalesce(max(number), 0) FROM dialogue WHERE run_id = ${runId}) + row_number() OVER (),
      'ended', 2048, head_id FROM json_to_recordset(${JSON.stringify(
        rows.map(({ id, turns: path }) => ({ id, head_id: path.at(-1)?.id })),
      )}::json) AS d(id text, head_id text)`;
  await query`
    INSERT INTO turn (id, dialogue_id, parent_id, speaker, text, origin, version)
    SELECT id, dialogue_id, parent_id, speaker, text, 'model', version FROM json_to_recordset(${JSON.stringify(turns)}::json)
      AS t(id text, dialogue_id text, parent_id text, speaker text, text text, version int)`;
}
