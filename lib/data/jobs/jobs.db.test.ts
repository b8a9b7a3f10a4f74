import { describe, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import type { JobKind } from "@/lib/domain/job";
import { withDatabase } from "@/lib/testing/database";
import { query } from "@/lib/testing/query";
import { transaction } from "../sql";
import { enqueueJob, type NewJob } from "./enqueue";
import { claimJobs, heldJobs, holdJob, type JobClaim, JobLost, renewJobs, whileHeld } from "./job-claim";
import { endCancelled, failJob, finishJob, noteLine, reapJobs, releaseJob, writeProgress } from "./job-course";
import { cancelJob, findJob, listJobLines, listJobs, retryJob } from "./jobs";

withDatabase();

const test = (modelId: string, more: Partial<NewJob<"connection_test">> = {}) =>
  transaction((tx) => enqueueJob(tx, { kind: "connection_test", payload: { modelId }, ...more }));
const take = async (worker = "w", room = 1, kind: JobKind = "connection_test") =>
  claimJobs(worker, new Map([[kind, room]]));
const takeOne = async (worker = "w") => must((await take(worker))[0], "a job") as JobClaim<"connection_test">;
const statusOf = async (id: string) => (await findJob(id))?.status;
const result = { text: "Hello", firstTokenMs: 1, totalMs: 2 };
const expire = () => query`UPDATE job SET lease_until = now() - interval '1 second' WHERE status = 'running'`;

describe("a job", () => {
  it("is asked for once under one key, however many ask at once, and once more while it runs", async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => test("m", { key: "k" })));
    expect(new Set(ids).size).toBe(1);
    const claim = await takeOne();
    await Promise.all(Array.from({ length: 5 }, () => test("m2", { key: "k" })));
    expect(await take()).toEqual([]);
    await finishJob(claim, result);
    expect(await statusOf(claim.id)).toBe("waiting");
    const second = await takeOne();
    expect(second).toMatchObject({ id: claim.id, payload: { modelId: "m2" } });
    await finishJob(second, result);
    expect(await statusOf(claim.id)).toBe("done");
    expect(await test("m", { key: "k" })).not.toBe(claim.id);
    await finishJob(await takeOne(), result);
  });

  it("never misses what was asked for while it ended", async () => {
    for (let i = 0; i < 30; i++) {
      const first = await test("a", { key: "race" });
      const claim = await takeOne();
      const [again] = await Promise.all([test("b", { key: "race" }), finishJob(claim, result)]);
      const next = await takeOne();
      expect(next.payload.modelId).toBe("b");
      expect([first, again]).toContain(next.id);
      await finishJob(next, result);
    }
  });

  it("is claimed by one worker, those of higher priority and those that wait for longest first", async () => {
    const ids = [];
    for (let i = 0; i < 30; i++) ids.push(await test(`${i}`));
    await query`UPDATE job SET priority = 99 WHERE id = ${ids[7]}`;
    const claimed = (await Promise.all(Array.from({ length: 10 }, (_, i) => take(`w${i}`, 3)))).flat();
    expect(new Set(claimed.map(({ id }) => id)).size).toBe(claimed.length);
    claimed.push(...(await take("last", 100)));
    expect(claimed).toHaveLength(30);
    expect(
      claimed
        .slice(0, 3)
        .map(({ id }) => id)
        .concat(claimed.slice(3).map(({ id }) => id)),
    ).toContain(ids[7]);
    for (const claim of claimed) await finishJob(claim as JobClaim<"connection_test">, result);
  });

  it("takes nothing from a worker that lost it", async () => {
    const id = await test("m");
    const zombie = await takeOne("zombie");
    await writeProgress(zombie, { done: 1, total: 3, sentence: "One" });
    await expire();
    await reapJobs();
    expect(await findJob(id)).toMatchObject({ status: "waiting", progress: { done: 1, total: 3 }, failures: 1 });
    const heir = await takeOne("heir");
    const before = await findJob(id);
    await expect(writeProgress(zombie, { done: 9, total: 9, sentence: "" })).rejects.toThrow(JobLost);
    await expect(whileHeld(zombie, () => query`DELETE FROM job WHERE id = ${id}`)).rejects.toThrow(JobLost);
    for (const write of [
      () => finishJob(zombie, result),
      () => failJob(zombie, { error: "no", retryInMs: null }),
      () => releaseJob(zombie),
      () => endCancelled(zombie),
      () => noteLine(zombie, "I am still here."),
    ])
      await write();
    expect(await renewJobs([zombie])).toEqual([]);
    expect(await heldJobs([zombie])).toEqual([]);
    expect(await findJob(id)).toEqual(before);
    expect((await listJobLines(id)).map(({ text }) => text)).not.toContain("I am still here.");
    await finishJob(heir, result);
  });

  it("is taken back only after whoever writes under it is through", async () => {
    const id = await test("m");
    const claim = await takeOne();
    await expire();
    await transaction(async (tx) => {
      await holdJob(tx, claim);
      await reapJobs();
      expect(await statusOf(id)).toBe("running");
    });
    await reapJobs();
    expect(await statusOf(id)).toBe("waiting");
    await finishJob(await takeOne(), result);
  });

  it("is cancelled at once while it waits, and by its worker while it runs; then it can be asked for again", async () => {
    const waiting = await test("m");
    const cancel = (id: string) => transaction((tx) => cancelJob(tx, { id, personName: "Lea" }));
    const retry = (id: string) => transaction((tx) => retryJob(tx, { id, personName: "Lea" }));
    expect([await cancel(waiting), await cancel(waiting)]).toEqual([true, false]);
    expect(await statusOf(waiting)).toBe("cancelled");
    expect([await retry(waiting), await retry(waiting)]).toEqual([true, false]);

    const claim = await takeOne();
    await cancel(claim.id);
    expect(await renewJobs([claim])).toEqual([{ id: claim.id, cancelRequested: true }]);
    await endCancelled(claim);
    expect(await statusOf(claim.id)).toBe("cancelled");
    expect((await listJobLines(claim.id)).map(({ text }) => text)).toEqual([
      "Lea asked for it to stop.",
      "Lea asked for it again.",
      "Taken up by w.",
      "Lea asked for it to stop.",
      "Cancelled. What was done until then stays.",
    ]);

    // A worker that dies over a job that is to be cancelled cancels it, too.
    await retry(claim.id);
    await takeOne();
    await cancel(claim.id);
    await expire();
    await reapJobs();
    expect(await statusOf(claim.id)).toBe("cancelled");
  });

  it("that kills every worker is left to a person in the end, unless it gets on", async () => {
    const id = await test("m");
    const die = async () => {
      await takeOne();
      await expire();
      await reapJobs();
    };
    await die();
    await writeProgress(await takeOne(), { done: 1, total: 2, sentence: "" });
    await expire();
    await reapJobs();
    expect(await findJob(id)).toMatchObject({ status: "waiting", failures: 1 });
    await die();
    expect(await findJob(id)).toMatchObject({ status: "failed", error: "Each worker that took it up died over it." });
  });

  it("has a version that grows with whatever is seen of it, and not with its lease", async () => {
    const id = await test("m");
    const version = async () => must(await findJob(id), "job").version;
    const seen = [await version()];
    const claim = await takeOne();
    seen.push(await version());
    await renewJobs([claim]);
    expect(await version()).toBe(seen.at(-1));
    await writeProgress(claim, { done: 0, total: 1, sentence: "Asking" });
    seen.push(await version());
    await finishJob(claim, result);
    seen.push(await version());
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
  });
});

it("lists jobs a page at a time, newest first, by status, kind and person", async () => {
  await query`DELETE FROM job`;
  const ids = [];
  for (let i = 0; i < 5; i++) ids.push(await test(`${i}`));
  const wanted = { personId: null, limit: 2 };
  const first = await listJobs(wanted);
  const second = await listJobs({ ...wanted, cursor: first.nextCursor ?? "" });
  const third = await listJobs({ ...wanted, cursor: second.nextCursor ?? "" });
  expect([first, second, third].flatMap(({ items }) => items.map(({ id }) => id))).toEqual(ids.reverse());
  expect(third.nextCursor).toBeNull();
  expect((await listJobs({ personId: "usr_somebody", limit: 10 })).items).toEqual([]);
  expect((await listJobs({ ...wanted, status: "done" })).items).toEqual([]);
  expect((await listJobs({ ...wanted, kind: "bulk_act" })).items).toEqual([]);
});
