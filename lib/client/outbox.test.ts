import { describe, expect, it } from "vitest";
import { ClientError, type ClientErrorCode } from "./client-error";
import { type AnswerOutcome, createOutbox, type OutboxPorts, type OutgoingAnswer } from "./outbox";

function answer(id: string): OutgoingAnswer {
  const body = { answerId: `answer-${id}`, guidelineVersion: 1, headId: "t", answer: { verdict: "accepted" as const } };
  return { assignmentId: `asg-${id}`, queueId: "q", body };
}

/** A studio that refuses the next sendings with the codes given, then takes everything. */
function studio(...refusals: ClientErrorCode[]) {
  let stored: OutgoingAnswer[] = [];
  const taken: string[] = [];
  const waiting: (() => void)[] = [];
  const ports: OutboxPorts = {
    load: () => stored,
    save: (answers) => {
      stored = answers;
    },
    send: async ({ body }) => {
      const code = refusals.shift();
      if (code) throw new ClientError(code, `refused: ${code}`);
      taken.push(body.answerId);
      return {} as AnswerOutcome;
    },
    later: (work) => waiting.push(work),
    alone: (work) => work(),
  };
  return { ports, taken, waiting, stored: () => stored };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe("the outbox", () => {
  it("keeps answers through a lost network and sends them in order when it is back", async () => {
    const there = studio("offline", "offline");
    const box = createOutbox(there.ports);
    box.put(answer("1"));
    await settled();
    box.put(answer("2"));
    await settled();
    expect(box.view()).toMatchObject({ state: "offline", answers: [{}, {}] });
    expect(there.stored()).toHaveLength(2);
    there.waiting.pop()?.();
    await settled();
    expect(there.taken).toEqual(["answer-1", "answer-2"]);
    expect(box.view()).toMatchObject({ state: "idle", answers: [] });
    expect(box.view().savedAt).not.toBeNull();
  });

  it("waits for a sign-in, and a new tab finds what waits", async () => {
    const there = studio("unauthenticated");
    const box = createOutbox(there.ports);
    box.put(answer("1"));
    await settled();
    expect(box.view().state).toBe("signed_out");
    const after = createOutbox(there.ports);
    await after.flush();
    expect(there.taken).toEqual(["answer-1"]);
    expect(there.stored()).toEqual([]);
  });

  it("holds what was refused with its reason, and sends the others", async () => {
    const there = studio("conflict");
    const box = createOutbox(there.ports);
    box.put(answer("1"));
    box.put(answer("2"));
    await settled();
    expect(there.taken).toEqual(["answer-2"]);
    expect(box.view().answers).toMatchObject([{ assignmentId: "asg-1", problem: "refused: conflict" }]);
    expect(box.takeOut("asg-1")).toMatchObject({ assignmentId: "asg-1" });
    expect(box.takeOut("asg-1")).toBeUndefined();
  });

  it("replaces an answer that has not gone by a newer one about the same item", async () => {
    const there = studio("offline");
    const box = createOutbox(there.ports);
    box.put(answer("1"));
    await settled();
    box.put({ ...answer("1"), body: { ...answer("1").body, answerId: "answer-new" } });
    await box.flush();
    expect(there.taken).toEqual(["answer-new"]);
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
