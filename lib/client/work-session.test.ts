import { expect, it } from "vitest";
import type { ServedItem } from "@/lib/contract/endpoints/assignments";
import { createWorkSession } from "./work-session";

function served(id: string): ServedItem {
  return { assignment: { id } } as ServedItem;
}

/** A queue with these items; claims are remembered, and fail while `broken`. */
function queueOf(...ids: string[]) {
  const queue = { claims: [] as string[][], broken: false };
  const session = createWorkSession({
    placeOf: (item: ServedItem) => item.assignment.id,
    claim: async (holding) => {
      if (queue.broken) throw new Error("no network");
      queue.claims.push(holding);
      const id = ids.find((candidate) => !holding.includes(candidate) && !done.has(candidate));
      return id ? { item: served(id), reason: null } : { item: null, reason: "all_done" };
    },
  });
  const done = new Set<string>();
  const at = () => [
    session.view().current?.assignment.id,
    ...session.view().ahead.map(({ assignment }) => assignment.id),
  ];
  return { queue, session, done, at };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

it("has the next item before it is asked for, and goes to it at once", async () => {
  const { session, at, done } = queueOf("a", "b", "c", "d");
  expect(session.view().isWaiting).toBe(true);
  await session.start();
  expect(at()).toEqual(["a", "b", "c"]);
  done.add("a");
  session.advance();
  expect(at()).toEqual(["b", "c"]);
  await settled();
  expect(at()).toEqual(["b", "c", "d"]);
});

it("never takes an item again whose answer may still be under way", async () => {
  const { session, queue, at } = queueOf("a", "b");
  await session.start();
  session.advance();
  session.advance();
  await settled();
  expect(queue.claims.at(-1)).toEqual(["b", "a"]);
  expect(at()).toEqual([undefined]);
  expect(session.view()).toMatchObject({ reason: "all_done", isWaiting: false });
});

it("comes back to an item, and what was there waits behind it", async () => {
  const { session, at } = queueOf("a", "b", "c");
  await session.start();
  session.advance();
  session.goTo(served("a"));
  expect(at()).toEqual(["a", "b", "c"]);
});

it("goes on without a network for as many items as it holds", async () => {
  const { session, queue, at } = queueOf("a", "b", "c", "d");
  await session.start();
  queue.broken = true;
  session.advance();
  session.advance();
  await settled();
  expect(at()).toEqual(["c"]);
  session.advance();
  await settled();
  expect(session.view()).toMatchObject({ current: null, error: { message: "no network" } });
  queue.broken = false;
  session.retry();
  await settled();
  expect(queue.claims.at(-1)).toEqual(["d", "c", "b", "a"]);
  expect(at()).toEqual(["d"]);
});

it("lets go of an item behind the current one whose place was lost, and fetches another", async () => {
  const { session, at, done } = queueOf("a", "b", "c", "d");
  await session.start();
  done.add("b");
  session.drop("b");
  await settled();
  expect(at()).toEqual(["a", "c", "d"]);
});

it("says that it could not fetch, and goes on when it can", async () => {
  const { session, queue, at } = queueOf("a", "b");
  queue.broken = true;
  await session.start();
  expect(session.view()).toMatchObject({ current: null, isWaiting: false, error: { message: "no network" } });
  queue.broken = false;
  session.retry();
  await settled();
  expect(at()).toEqual(["a", "b"]);
});
