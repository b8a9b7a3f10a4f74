import { expect, test } from "vitest";
import { must } from "@/lib/base/assert";
import { makeDialogue } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { makeEndedDialogues } from "@/lib/testing/review";
import { readExportedPaths } from "./exports";
import { pool, readingPool } from "./pool";
import { prisma } from "./prisma";

withDatabase();

/** More than two batches. */
const many = 450;
const everything = { verdict: "any" } as const;

async function idsOf(paths: AsyncIterable<{ id: string }>): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of paths) ids.push(id);
  return ids;
}

test("an export is one moment in time, whatever is edited, deleted or made while it is read", async () => {
  const ids = (await makeEndedDialogues(many)).toSorted();
  const paths = readExportedPaths(everything);
  const read = [must((await paths.next()).value, "the first")];
  const [edited = "", deleted = ""] = ids.slice(-2);
  await prisma.turn.create({
    data: { id: "new", dialogueId: edited, speaker: "user", text: "Something else?", origin: "person", version: 3 },
  });
  await prisma.dialogue.update({ where: { id: edited }, data: { headId: "new" } });
  await prisma.dialogue.update({ where: { id: deleted }, data: { deletedAt: new Date() } });
  await makeEndedDialogues(10);
  for await (const path of paths) read.push(path);
  expect(read.map(({ id }) => id)).toEqual(ids);
  expect(read.find(({ id }) => id === edited)?.turns.at(-1)?.text).toMatch(/^Answer/);
  // The next one is of its own moment.
  expect(await idsOf(readExportedPaths(everything))).toHaveLength(many + 10 - 2);
});

test("slow readers take nothing from pages, and whoever stops reading makes room", async () => {
  const slow = Array.from({ length: readingPool().options.max }, () => readExportedPaths(everything));
  for (const paths of slow) await paths.next();
  const last = readExportedPaths(everything);
  const another = last.next();
  expect((await pool().query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
  expect(await Promise.race([another.then(() => "read"), pool().query("SELECT pg_sleep(0.3)")])).not.toBe("read");
  await slow[0]?.return(undefined);
  expect((await another).done).toBe(false);
  await Promise.all([...slow, last].map((paths) => paths.return(undefined)));
  expect(readingPool().idleCount).toBe(readingPool().totalCount);
});

test("a rejected turn leaves with nothing that follows it, whatever was asked for", async () => {
  const { dialogue, turns } = await makeDialogue({
    status: "ended",
    texts: ["Why?", "Because.", "And?", "So.", "Ah?", "Yes."],
  });
  const rejected = must(turns[3], "the second answer");
  await prisma.turn.update({ where: { id: rejected.id }, data: { flags: ["near_empty", "rejected_by_person"] } });
  await prisma.dialogue.update({ where: { id: dialogue.id }, data: { tags: ["rejected"] } });
  const read = [];
  for await (const path of readExportedPaths({ verdict: "any", tag: "rejected" })) read.push(path.turns);
  const bare = { reasoning: null, trained: true, origin: "model", asides: [] };
  expect(read).toEqual([
    [
      { ...bare, id: turns[0]?.id, speaker: "user", text: "Why?" },
      { ...bare, id: turns[1]?.id, speaker: "assistant", text: "Because." },
    ],
  ]);
  await prisma.turn.update({ where: { id: must(turns[1], "the first").id }, data: { flags: ["rejected_by_person"] } });
  expect(await idsOf(readExportedPaths({ verdict: "any", tag: "rejected" }))).toEqual([]);
});
