import { expect, it } from "vitest";
import { createBulkAct } from "@/lib/operations/bulk/bulk-acts";
import { createDataSet } from "@/lib/operations/data-sets/data-sets";
import { createSnapshot } from "@/lib/operations/data-sets/freeze";
import { makeDialogue } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { makeViewer } from "@/lib/testing/review";
import { listDialogues } from "./dialogues";
import { join, sql, write } from "./door/fragment";
import { enqueueJob } from "./jobs/enqueue";
import { pool } from "./pool";
import { whereSearched } from "./search";
import { makeSearchable, mostFresh } from "./search-index";

withDatabase();

const find = async (q: string) => (await listDialogues({ q, sort: "oldest", limit: 50 })).items.map(({ id }) => id);
const rowOf = async (id: string) =>
  (
    await pool().query<{ letters: string; words: number }>(
      "SELECT letters, length(words) AS words FROM dialogue_search WHERE dialogue_id = $1",
      [id],
    )
  ).rows[0];

async function say(dialogueId: string, text: string, version: number): Promise<void> {
  await pool().query(
    "INSERT INTO turn (id, dialogue_id, speaker, text, origin, version) VALUES ($1, $2, 'user', $3, 'person', $4)",
    [`trn_${dialogueId}_${version}`, dialogueId, text, version],
  );
}

it("adds each turn to the row of its dialogue once, whoever else is at it", async () => {
  const { dialogue } = await makeDialogue({ status: "ended", texts: ["One small step", "for a man"] });
  await Promise.all(Array.from({ length: 4 }, makeSearchable));
  while ((await makeSearchable()) > 0);
  expect((await rowOf(dialogue.id))?.letters).toBe("oneQsmallQstep forQaQman");
  await say(dialogue.id, "And a leap", 3);
  expect(await find("leap step")).toEqual([dialogue.id]);
  expect(await find("step -leap")).toEqual([]);
  await Promise.all(Array.from({ length: 4 }, makeSearchable));
  while ((await makeSearchable()) > 0);
  expect((await rowOf(dialogue.id))?.letters).toBe("oneQsmallQstep forQaQman andQaQleap");
  expect(await find("leap step")).toEqual([dialogue.id]);
  // A phrase is of one turn.
  expect(await find('"man and"')).toEqual([]);
});

it("takes up all that waits of a dialogue together, of whatever many are written at once", async () => {
  const dialogues: string[] = [];
  for (let i = 0; i < 30; i++)
    dialogues.push((await makeDialogue({ status: "ended", texts: [`first${i}`, "Yes"] })).dialogue.id);
  for (let version = 3; version < 40; version++)
    for (const id of dialogues) await say(id, `word${version} of ${dialogues.indexOf(id)}`, version);
  expect(await makeSearchable()).toBe(30 * 39);
  expect((await rowOf(dialogues[7] ?? ""))?.letters).toMatch(/^first7 yes word3QofQ7 word4QofQ7 .* word39QofQ7$/);
});

it("waits for the end of a file that is being taken in", async () => {
  const { dialogue } = await makeDialogue({ status: "ended", texts: ["Patiently", "Yes"] });
  const jobId = await enqueueJob(pool(), { kind: "dialogue_import", payload: { importId: "imp" }, subject: "imp" });
  await pool().query("UPDATE job SET status = 'running' WHERE id = $1", [jobId]);
  expect(await makeSearchable()).toBe(0);
  expect(await find("patiently")).toEqual([dialogue.id]);
  await pool().query("UPDATE job SET status = 'done' WHERE id = $1", [jobId]);
  while ((await makeSearchable()) > 0);
  expect(await rowOf(dialogue.id)).toBeDefined();
});

it("passes over turns that went with their dialogue", async () => {
  const { dialogue } = await makeDialogue({ status: "ended", texts: ["Gone soon", "Yes"] });
  await pool().query("DELETE FROM dialogue WHERE id = $1", [dialogue.id]);
  while ((await makeSearchable()) > 0);
  expect((await pool().query("SELECT FROM unsearched_turn")).rows).toEqual([]);
});

it("keeps what a dialogue was found by where it has more different words than a row holds", async () => {
  const { dialogue } = await makeDialogue({ status: "ended", texts: ["rare beginning", "Yes"] });
  while ((await makeSearchable()) > 0);
  const many = Array.from({ length: 120_000 }, (_, i) => `w${i.toString(36)}x${(i * 7919).toString(36)}`).join(" ");
  await say(dialogue.id, many, 3);
  await say(dialogue.id, "late ending", 4);
  expect(await find("rare beginning")).toEqual([dialogue.id]);
  while ((await makeSearchable()) > 0);
  expect(await find("rare beginning")).toEqual([dialogue.id]);
  expect(await find("ending")).toEqual([dialogue.id]);
});

it("says what a search does not find yet, and lets nobody act on less than is there", async () => {
  const lead = await makeViewer("Lea", ["lead"]);
  const { dialogue } = await makeDialogue({ status: "ended", texts: ["Of interest", "Yes"] });
  const { id: dataSetId } = await createDataSet(lead, {
    name: "Found",
    note: "",
    members: { filter: { q: "interest" } },
  });
  const noteOf = async (q?: string) => (await listDialogues({ q, sort: "oldest", limit: 1 })).note;
  expect(await noteOf("interest")).toBeNull();
  await pool().query(
    `INSERT INTO turn (id, dialogue_id, speaker, text, origin, version)
     SELECT 'trn_many' || n, $1, 'user', 'Of interest', 'person', 10 + n FROM generate_series(1, $2::int) n`,
    [dialogue.id, mostFresh + 1],
  );
  expect(await noteOf("interest")).toMatch(/^\d+ of the turns that were stored last cannot be searched yet\./);
  expect(await noteOf()).toBeNull();
  const refused = { code: "conflict", message: expect.stringContaining("Nothing was done") };
  await expect(createSnapshot(lead, { dataSetId, note: "" })).rejects.toMatchObject(refused);
  await expect(createBulkAct(lead, { filter: { q: "interest" } }, { kind: "tag", tags: ["x"] })).rejects.toMatchObject(
    refused,
  );
  while ((await makeSearchable()) > 0);
  expect(await noteOf("interest")).toBeNull();
  await createSnapshot(lead, { dataSetId, note: "" });
});

it("finds dialogues by the one index, whatever is looked for", async () => {
  const client = await pool().connect();
  try {
    await client.query("BEGIN; SET LOCAL enable_seqscan = off");
    for (const typed of ["word", "begin*", '"exact text"', "数学 word", "-word €"]) {
      const values: unknown[] = [];
      const conditions = join(whereSearched(typed), " AND ");
      const { rows } = await client.query(
        write(sql`EXPLAIN SELECT FROM dialogue d WHERE ${conditions}`, values),
        values,
      );
      const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
      expect(plan, typed).toContain("dialogue_search_terms");
    }
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
});
