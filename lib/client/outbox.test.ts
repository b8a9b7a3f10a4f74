import { describe, expect, it } from "vitest";
import { type EntryOf, type EntryOutcome, subjectOf } from "./browser-outbox";
import { ClientError, type ClientErrorCode } from "./client-error";
import { createOutbox, type OutboxPorts } from "./outbox";
import { firstProject } from "./project-here";

type Answer = EntryOf<"answer">;

let clock = 0;

function answer(id: string, about = id): Answer {
  const body = { answerId: `answer-${id}`, guidelineVersion: 1, headId: "t", answer: { verdict: "accepted" as const } };
  return { id, kind: "answer", assignmentId: `asg-${about}`, queueId: "q", at: ++clock, project: firstProject, body };
}

/** A studio that refuses the next sendings with the codes given, then takes everything; and a browser's storage. */
function studio(...refusals: ClientErrorCode[]) {
  const stored = new Map<string, Answer>();
  const taken: string[] = [];
  const waiting: (() => void)[] = [];
  const there = { isFull: false, hold: null as Promise<void> | null };
  const ports: OutboxPorts<Answer, EntryOutcome> = {
    placeOf: subjectOf,
    load: () => [...stored.values()],
    keep: (one) => {
      if (there.isFull) throw new Error("QuotaExceededError");
      stored.set(one.id, one);
    },
    forget: (id) => stored.delete(id),
    send: async ({ id }) => {
      await there.hold;
      const code = refusals.shift();
      if (code) throw new ClientError(code, `refused: ${code}`);
      taken.push(id);
      return {} as EntryOutcome;
    },
    later: (work) => waiting.push(work),
    alone: (work) => work(),
  };
  return { ports, taken, waiting, stored, there };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe("the outbox", () => {
  it("keeps answers through a lost network and sends them in order when it is back", async () => {
    const { ports, stored, waiting, taken } = studio("offline", "offline");
    const box = createOutbox(ports);
    box.put(answer("1"));
    await settled();
    box.put(answer("2"));
    await settled();
    expect(box.view()).toMatchObject({ state: "offline", waiting: [{}, {}] });
    expect(stored.size).toBe(2);
    waiting.pop()?.();
    await settled();
    expect(taken).toEqual(["1", "2"]);
    expect(box.view()).toMatchObject({ state: "idle", waiting: [] });
    expect(box.view().savedAt).not.toBeNull();
  });

  it("waits for a sign-in, and the page after it finds what waits", async () => {
    const { ports, stored, taken } = studio("unauthenticated");
    const box = createOutbox(ports);
    box.put(answer("1"));
    await settled();
    expect(box.view().state).toBe("signed_out");
    await createOutbox(ports).flush();
    expect(taken).toEqual(["1"]);
    expect(stored.size).toBe(0);
  });

  it("holds what was refused with its reason, and sends the others", async () => {
    const { ports, taken } = studio("conflict");
    const box = createOutbox(ports);
    box.put(answer("1"));
    box.put(answer("2"));
    await settled();
    expect(taken).toEqual(["2"]);
    expect(box.view().waiting).toMatchObject([{ assignmentId: "asg-1", problem: "refused: conflict" }]);
    expect(await box.takeOut("asg-1")).toMatchObject({ assignmentId: "asg-1" });
    expect(await box.takeOut("asg-1")).toBeUndefined();
  });

  it("replaces what has not gone by something newer about the same item", async () => {
    const { ports, stored, taken } = studio("offline");
    const box = createOutbox(ports);
    box.put(answer("1"));
    await settled();
    box.put(answer("newer", "1"));
    expect([...stored.keys()]).toEqual(["newer"]);
    await box.flush();
    expect(taken).toEqual(["newer"]);
  });

  it("takes out what is under way only once it is known whether it arrived", async () => {
    const { ports, there, taken } = studio();
    let arrive = () => {};
    there.hold = new Promise((resolve) => {
      arrive = resolve;
    });
    const box = createOutbox(ports);
    box.put(answer("1"));
    await settled();
    const out = box.takeOut("asg-1");
    arrive();
    expect(await out).toBeUndefined();
    expect(taken).toEqual(["1"]);
  });

  it("says of what it takes out whether the studio may have it", async () => {
    const box = createOutbox(studio("offline").ports);
    box.put(answer("1"));
    expect(await box.takeOut("asg-1")).toMatchObject({ unsure: true });
  });

  it("sends nothing that another tab has sent or taken out, and what another tab has put there", async () => {
    const { ports, stored, taken } = studio("offline", "offline");
    const box = createOutbox(ports);
    box.put(answer("1"));
    await settled();
    stored.delete("1");
    stored.set("2", answer("2"));
    await box.flush();
    await box.flush();
    expect(taken).toEqual(["2"]);
  });

  it("sends from memory what the browser refuses to keep", async () => {
    const { ports, there, waiting, taken } = studio("offline");
    there.isFull = true;
    const box = createOutbox(ports);
    box.put(answer("1"));
    await settled();
    waiting.pop()?.();
    await settled();
    expect(taken).toEqual(["1"]);
  });

  it("tells listeners what was taken", async () => {
    const box = createOutbox(studio().ports);
    const heard: string[] = [];
    box.onSent(({ assignmentId }) => heard.push(assignmentId));
    box.put(answer("1"));
    await settled();
    expect(heard).toEqual(["asg-1"]);
  });
});
