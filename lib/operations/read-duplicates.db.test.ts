import { describe, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { listDialogues } from "@/lib/data/dialogues";
import { listDuplicateGroups, readDuplicatesOf } from "@/lib/data/duplicates/duplicate-groups";
import { enqueueComparisons } from "@/lib/data/duplicates/duplicate-scan";
import type { DuplicateFilter } from "@/lib/domain/duplicates";
import type { Viewer } from "@/lib/domain/viewer";
import { makeDialogue, makeRun, makeUser } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { doDueJobs } from "@/lib/testing/job-runner";
import { query } from "@/lib/testing/query";
import { actOnDialogue } from "./act-on-dialogue";
import { readDuplicates } from "./read-duplicates";

withDatabase();

async function compare(): Promise<void> {
  await enqueueComparisons();
  await doDueJobs();
}
const text = (topic: string) => Array.from({ length: 40 }, (_, i) => `${topic}${i}`).join(" ");

async function act(id: string, kind: "accept" | "reject"): Promise<void> {
  const user: Viewer = { ...(await makeUser()), roles: ["lead"] };
  const [row] = await query<{ headId: string }>`SELECT head_id AS "headId" FROM dialogue WHERE id = ${id}`;
  const { headId } = must(row, "dialogue");
  const wanted = kind === "accept" ? { kind, headId } : { kind, headId, reasons: [] };
  await actOnDialogue(user, { dialogueId: id, act: wanted });
}

describe("duplicates", () => {
  it("are listed by what is left to decide, with the one to keep first; filters keep one of each", async () => {
    const run = await makeRun({ dialogues: 1 });
    const said = async (...texts: string[]) =>
      (await makeDialogue({ runId: run.id, status: "ended", texts })).dialogue.id;
    const tea = [
      await said("How do I make tea?", text("tea")),
      await said("How do I make tea?", `${text("tea")} sugar`),
      await said("How do I make tea?", text("tea")),
    ] as const;
    const sky = [await said("Why is it blue?", text("sky")), await said("why is it blue", text("sky"))] as const;
    const alone = await said("How do I make tea?", text("pot"));
    await compare();

    const list = (options: object = {}) =>
      listDuplicateGroups({ subject: "dialogue", state: "open", limit: 10, ...options });
    const { items } = await list();
    expect(items).toMatchObject([
      { size: 3, open: 3, keptId: tea[0], opening: "How do I make tea?" },
      { size: 2, open: 2, keptId: sky[0], loosest: 1 },
    ]);
    expect(items[0]?.loosest).toBeGreaterThan(0.9);
    expect(items[0]?.loosest).toBeLessThan(1);
    const first = await list({ limit: 1 });
    const second = await list({ limit: 1, cursor: must(first.nextCursor, "cursor") });
    expect([...first.items, ...second.items]).toEqual(items);
    expect(second.nextCursor).toBeNull();
    await expect(list({ cursor: "nonsense" })).rejects.toThrow("cursor");
    expect((await list({ subject: "opening" })).items).toMatchObject([{ size: 4 }, { size: 2 }]);

    const group = must(items[0], "group");
    const members = await readDuplicates(group.id);
    expect(members).toMatchObject({ subject: "dialogue", size: 3 });
    expect(members.items.map(({ id, similarity }) => [id, similarity])).toEqual([
      [tea[0], 1],
      [tea[1], group.loosest],
      [tea[2], 1],
    ]);
    for (const id of ["0", "x", "99999999999999"]) await expect(readDuplicates(id)).rejects.toThrow("no such group");

    expect(await readDuplicatesOf(tea[2], "dialogue")).toMatchObject({
      count: 2,
      items: [{ id: tea[0] }, { id: tea[1] }],
    });
    expect(await readDuplicatesOf(alone, "dialogue")).toEqual({ count: 0, items: [] });
    expect(await readDuplicatesOf(alone, "opening")).toMatchObject({ count: 3 });

    const filtered = async (duplicates: DuplicateFilter) =>
      (await listDialogues({ duplicates, sort: "oldest", limit: 20 })).items.map(({ id }) => id);
    expect(await filtered("like_dialogue")).toEqual([...tea, ...sky]);
    expect(await filtered("one_of_dialogue")).toEqual([tea[0], sky[0], alone]);
    expect(await filtered("one_of_opening")).toEqual([tea[0], sky[0]]);

    // What people decided says which one stands for its group, and when a group is settled.
    await act(tea[2], "accept");
    await act(sky[0], "reject");
    expect((await list()).items).toMatchObject([{ keptId: tea[2], size: 3, open: 3 }]);
    expect((await list({ state: "all" })).items).toMatchObject([
      { keptId: tea[2] },
      { keptId: sky[1], size: 2, open: 1 },
    ]);
    expect(await filtered("one_of_dialogue")).toEqual([tea[2], sky[1], alone]);
  });
});
