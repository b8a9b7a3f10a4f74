import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { OutboxEntry } from "./outbox-entry";

/** A browser whose storage outlives its pages, and a studio that can be reached or not. */
const browser = { stored: new Map<string, string>(), isOnline: true, sent: [] as string[] };

beforeEach(() => {
  Object.assign(browser, { stored: new Map(), isOnline: true, sent: [] });
  // Keys of a Storage are its own properties, as Object.keys reads them.
  const storage = {
    getItem: (key: string) => browser.stored.get(key) ?? null,
    setItem: (key: string, value: string) => browser.stored.set(key, value),
    removeItem: (key: string) => browser.stored.delete(key),
  };
  vi.stubGlobal(
    "localStorage",
    new Proxy(storage, {
      ownKeys: () => [...browser.stored.keys()],
      getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
    }),
  );
  vi.stubGlobal("window", { addEventListener: () => {} });
  vi.stubGlobal("document", { addEventListener: () => {} });
  vi.stubGlobal("navigator", {});
  vi.stubGlobal("fetch", async (url: string, init: { method: string; body?: string }) => {
    if (!browser.isOnline) throw new TypeError("no network");
    browser.sent.push(`${init.method} ${url} ${init.body}`);
    return Response.json({});
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** The outbox of a page that was opened now: nothing but storage is left of the one before. */
async function openPage() {
  vi.resetModules();
  const { outboxOf } = await import("./browser-outbox");
  return outboxOf("ada");
}

const skip: OutboxEntry = {
  id: "s1",
  at: 1,
  kind: "skip_ballot",
  ballotId: "b1",
  evaluationId: "e1",
  body: { reason: "Both cut off.", seconds: 12 },
};

it("keeps a skipped comparison through a lost network and a reload, and sends it then", async () => {
  browser.isOnline = false;
  const before = await openPage();
  before.put(skip);
  await vi.waitFor(() => expect(before.view().state).toBe("offline"));
  expect(browser.sent).toEqual([]);

  browser.isOnline = true;
  const after = await openPage();
  expect(after.view().waiting).toMatchObject([{ kind: "skip_ballot", ballotId: "b1" }]);
  await vi.waitFor(() => expect(after.view().waiting).toEqual([]));
  expect(browser.sent).toEqual(['POST /api/v1/ballots/b1/skip {"reason":"Both cut off.","seconds":12}']);
});

it("sends what waited as a vote in the outbox that votes once had", async () => {
  const vote = { id: "v1", at: 1, ballotId: "b1", evaluationId: "e1", body: { voteId: "v1", vote: { kind: "pair" } } };
  browser.stored.set("realchat.votes.ada.v1", JSON.stringify(vote));
  const outbox = await openPage();
  await vi.waitFor(() => expect(browser.sent).toHaveLength(1));
  expect(browser.sent[0]).toContain("/api/v1/ballots/b1/vote");
  await vi.waitFor(() => expect(outbox.view().waiting).toEqual([]));
  expect(browser.stored.size).toBe(0);
});

it("leaves what it cannot read where it is, and sends nothing of it", async () => {
  const broken = { id: "x", at: 1, kind: "answer", assignmentId: "a1", queueId: "q1", body: "no answer" };
  browser.stored.set("realchat.outbox.ada.x", JSON.stringify(broken));
  browser.stored.set("realchat.outbox.ada.y", "{");
  browser.stored.set("realchat.outbox.ada.s1", JSON.stringify(skip));
  const outbox = await openPage();
  await vi.waitFor(() => expect(outbox.view()).toMatchObject({ waiting: [], state: "idle" }));
  expect(browser.sent).toHaveLength(1);
  expect([...browser.stored.keys()]).toEqual(["realchat.outbox.ada.x", "realchat.outbox.ada.y"]);
});
