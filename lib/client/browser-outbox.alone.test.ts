import { beforeEach, expect, it, vi } from "vitest";
import { fakeStorage } from "@/lib/testing/fake-storage";
import type { OutboxEntry } from "./browser-outbox";

/** A browser whose storage outlives its pages, and a studio that can be reached or not. */
const browser = {
  stored: new Map<string, string>(),
  isOnline: true,
  sent: [] as string[],
  /** Ids of the projects that the person is in. */
  projects: ["prj_a", "prj_b"],
};

// Never taken back: what a page left to be done later may still come, as in a browser.
beforeEach(() => {
  Object.assign(browser, { stored: new Map(), isOnline: true, sent: [], projects: ["prj_a", "prj_b"] });
  vi.stubGlobal("localStorage", fakeStorage(browser.stored));
  vi.stubGlobal("window", { addEventListener: () => {} });
  vi.stubGlobal("document", { addEventListener: () => {} });
  vi.stubGlobal("navigator", {});
  vi.stubGlobal("fetch", async (url: string, init: { method: string; body?: string }) => {
    if (!browser.isOnline) throw new TypeError("no network");
    if (url === "/api/v1/session")
      return Response.json({ viewer: {}, projects: browser.projects.map((id) => ({ project: { id } })) });
    const project = /^\/api\/v1\/projects\/([^/]+)/.exec(url)?.[1];
    if (project !== undefined && !browser.projects.includes(project))
      return Response.json({ code: "not_found", detail: "There is no such project.", requestId: "r" }, { status: 404 });
    browser.sent.push(`${init.method} ${url} ${init.body}`);
    return Response.json({});
  });
});

/** The outbox of a page that was opened now in a project: nothing but storage is left of the one before. */
async function openPage(project = "prj_a") {
  vi.resetModules();
  const { nameProject } = await import("./project-here");
  nameProject({ id: project, name: project }, "ada");
  const { outboxOf } = await import("./browser-outbox");
  return outboxOf("ada");
}

const skip: OutboxEntry = {
  id: "s1",
  at: 1,
  kind: "skip_ballot",
  ballotId: "b1",
  evaluationId: "e1",
  project: { id: "prj_a", name: "Medical" },
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
  expect(browser.sent).toEqual(['POST /api/v1/projects/prj_a/ballots/b1/skip {"reason":"Both cut off.","seconds":12}']);
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

it("sends what was done in one project there, also when another one is open by then", async () => {
  browser.isOnline = false;
  const before = await openPage("prj_a");
  before.put(skip);
  await vi.waitFor(() => expect(before.view().state).toBe("offline"));
  browser.isOnline = true;
  const after = await openPage("prj_b");
  await vi.waitFor(() => expect(after.view().waiting).toEqual([]));
  expect(browser.sent.map((line) => line.split(" ")[1])).toEqual(["/api/v1/projects/prj_a/ballots/b1/skip"]);
});

it("sends what a version kept that knew one project to the one that its person came into first", async () => {
  const { project: _, ...old } = skip;
  browser.stored.set("realchat.outbox.ada.s1", JSON.stringify(old));
  const outbox = await openPage("prj_b");
  await vi.waitFor(() => expect(outbox.view().waiting).toEqual([]));
  expect(browser.sent.map((line) => line.split(" ")[1])).toEqual(["/api/v1/ballots/b1/skip"]);
});

it("keeps what was done in a project that its person was taken out of, and says so, through reloads", async () => {
  browser.projects = ["prj_b"];
  const told = [{ id: "s1", body: skip.body, problem: "You are no longer in Medical; this was not sent: copy it." }];
  const before = await openPage("prj_b");
  before.put(skip);
  await vi.waitFor(() => expect(before.view()).toMatchObject({ state: "idle", waiting: told }));
  expect((await openPage("prj_b")).view().waiting).toMatchObject(told);
  expect(browser.sent).toEqual([]);
});

it("tells what is gone in a project from a project that is gone", async () => {
  vi.stubGlobal("fetch", async (url: string) =>
    url === "/api/v1/session"
      ? Response.json({ viewer: {}, projects: [{ project: { id: "prj_a" } }] })
      : Response.json({ code: "not_found", detail: "There is no such ballot.", requestId: "r" }, { status: 404 }),
  );
  const outbox = await openPage("prj_a");
  outbox.put(skip);
  await vi.waitFor(() => expect(outbox.view().waiting).toMatchObject([{ problem: "There is no such ballot." }]));
});
