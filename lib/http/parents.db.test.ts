import { expect, it } from "vitest";
import { newId } from "@/lib/base/ids";
import { pool } from "@/lib/data/pool";
import { prisma } from "@/lib/data/prisma";
import { makeModel, makeSeedSet, makeUser } from "@/lib/testing/builders";
import { callRoute, giveToken } from "@/lib/testing/call-route";
import { withDatabase } from "@/lib/testing/database";
import { queryAsOwner } from "@/lib/testing/query";

withDatabase();

/** Until some statement waits for a lock that another transaction holds. */
async function untilBlocked(): Promise<void> {
  for (;;) {
    const blocked = await queryAsOwner`
      SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    if (blocked.length > 0) return;
  }
}

it("says that a seed set is gone which was deleted between the check of a run and its making", async () => {
  const token = await giveToken((await makeUser()).id);
  const seedSet = await makeSeedSet([{ question: "Why?" }]);
  const [simulatorId, assistantId] = [(await makeModel()).id, (await makeModel()).id];
  const body = { name: "A run", dialogues: 1, simulatorId, assistantId, seedSetId: seedSet.id, launch: false };
  const deleting = await pool().connect();
  try {
    await deleting.query("begin");
    await deleting.query("DELETE FROM seed_set WHERE id = $1", [seedSet.id]);
    const asked = callRoute("createRun", { token, body });
    await untilBlocked();
    await deleting.query("commit");
    const answer = await asked;
    expect(answer.status).toBe(410);
    expect(await answer.json()).toMatchObject({ code: "gone", detail: expect.stringContaining("The seed set") });
  } finally {
    deleting.release();
  }
  expect(await prisma.run.count()).toBe(0);
});

it("keeps what was taken into use between the check and the deletion, and says so", async () => {
  const token = await giveToken((await makeUser()).id);
  const seedSet = await makeSeedSet([{ question: "Why?" }]);
  const [simulatorId, assistantId] = [(await makeModel()).id, (await makeModel()).id];
  const making = await pool().connect();
  try {
    await making.query("begin");
    await making.query(
      `INSERT INTO run (id, name, status, spec, total, concurrency, simulator_id, assistant_id, seed_set_id)
       VALUES ($1, 'A run', 'draft', '{}', 1, 1, $2, $3, $4)`,
      [newId("run"), simulatorId, assistantId, seedSet.id],
    );
    const asked = callRoute("deleteSeedSet", { token, params: { seedSetId: seedSet.id } });
    await untilBlocked();
    await making.query("commit");
    const answer = await asked;
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ code: "conflict" });
  } finally {
    making.release();
  }
  expect(await prisma.seedSet.count({ where: { id: seedSet.id } })).toBe(1);
});
