import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { withDatabase } from "@/lib/testing/database";
import { makeViewer } from "@/lib/testing/review";
import { writeRows } from "./write-rows";

withDatabase();

it("writes a row again that failed and came due while it was asked what is next", async () => {
  await makeViewer("Lea", ["lead"]);
  const due = new Set(["odd"]);
  let tries = 0;
  const outcome = await writeRows<string>(
    {
      lane: 0,
      lanes: 1,
      idOf: (row) => row,
      next: async (busy) => {
        // The row that is at work fails meanwhile.
        await sleep(busy.length > 0 ? 10 : 0);
        return [...due].filter((row) => !busy.includes(row));
      },
      count: async () => ({ written: 1 - due.size, failed: 0, total: 1, nextMs: due.size === 0 ? null : 1_000 }),
      write: async () => {
        if (++tries === 3) due.clear();
      },
    },
    { signal: new AbortController().signal, report: async () => {}, note: async () => {} },
  );
  expect([tries, outcome]).toEqual([3, { kind: "done", result: { done: 1, failed: 0 } }]);
});
