import { act, fireEvent, renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { beforeEach, expect, it, vi } from "vitest";
import { outboxOf } from "@/lib/client/browser-outbox";
import { projectHere } from "@/lib/client/project-here";
import { fakeStudio, refusal } from "@/lib/testing/fake-studio";
import { compareWork } from "../compare/compare-work";
import { ViewerProvider } from "../layout/viewer-context";
import { useUndo } from "./use-undo";
import { useWorkSession } from "./use-work-session";

const began = Date.parse("2026-01-05T09:00:00Z");
const leaseMs = 120_000;
let people = 0;

beforeEach(() => {
  vi.useFakeTimers({ now: began });
  people += 1; // each has an outbox of their own, which lives as long as the page
});

const ballot = (n: number) => ({
  id: `b${n}`,
  evaluationId: "eval_1",
  vote: null as unknown,
  seconds: 0,
  leaseUntil: new Date(Date.now() + leaseMs).toISOString(),
});

/** A studio with so many comparisons to hand out, and a person at them. */
async function open(most: number, replies: Parameters<typeof fakeStudio>[0] = {}) {
  const taken = new Set<string>();
  const studio = fakeStudio(
    Object.assign(
      {
        claimBallot: ({ body }: { body: unknown }) => {
          const { holding } = body as { holding: string[] };
          for (let n = 1; n <= most; n++) {
            if (taken.has(`b${n}`) || holding.includes(`b${n}`)) continue;
            taken.add(`b${n}`);
            return { ballot: ballot(n), reason: null };
          }
          return { ballot: null, reason: "all_done" };
        },
        renewBallot: ({ params }: { params: Record<string, string> }) => ballot(Number(params.ballotId?.slice(1))),
      },
      replies,
    ),
  );
  const viewer = { id: `person_${people}`, name: "Ada", email: "ada@example.org", roles: [] };
  const wrapper = ({ children }: { children: ReactNode }) => (
    <ViewerProvider viewer={viewer} rights={[]}>
      {children}
    </ViewerProvider>
  );
  const work = compareWork("eval_1");
  const hook = renderHook(
    () => {
      const { session, view, lost } = useWorkSession(work);
      return { session, view, lost, undo: useUndo(work, session, () => {}) };
    },
    { wrapper },
  );
  await pass(1_000);
  const { result } = hook;
  return {
    studio,
    result,
    now: () => result.current.view.current?.id ?? null,
    ahead: () => result.current.view.ahead.map(({ id }) => id),
    renewed: () => studio.asked.filter(({ name }) => name === "renewBallot").map(({ params }) => params.ballotId),
    async vote(choice: "left" | "right") {
      const item = result.current.view.current;
      if (!item) throw new Error("nothing to vote on");
      const said = { kind: "pair" as const, choice, rounds: [], criteria: {}, strength: null, reason: "" };
      const about = { ballotId: item.id, evaluationId: "eval_1", at: Date.now(), project: projectHere() };
      const id = `${item.id}-${choice}`;
      act(() =>
        result.current.undo.send(
          item,
          Object.assign(about, {
            id,
            kind: "vote" as const,
            body: { voteId: id, vote: said, seconds: 1 },
          }),
        ),
      );
    },
    async undoLast() {
      await act(async () => void result.current.undo.undoLast());
      await pass(500);
    },
  };
}

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

/** The person does something, so that their leases go on. */
const stir = () => fireEvent.keyDown(window, { key: "j" });

it("has the next ones before they are asked for, and goes on at once", async () => {
  const { now, ahead, result } = await open(5);
  expect([now(), ...ahead()]).toEqual(["b1", "b2", "b3"]);
  act(() => result.current.session.advance());
  expect(now()).toBe("b2");
  await pass(1_000);
  expect(ahead()).toEqual(["b3", "b4"]);
});

it("keeps what was fetched when a renewal does not arrive, and says nothing is lost", async () => {
  const { studio, now, ahead, result, renewed } = await open(3);
  studio.line.isUp = false;
  stir();
  await pass(20_000);
  expect([now(), ...ahead(), result.current.lost]).toEqual(["b1", "b2", "b3", null]);
  studio.line.isUp = true;
  stir();
  await pass(5_000);
  expect(renewed()).toEqual(["b1", "b2", "b3"]);
});

it("tells that the one before the person went to somebody else, and fetches another for one behind it", async () => {
  const gone = new Set(["b1", "b2"]);
  const { now, ahead, result } = await open(4, {
    renewBallot: ({ params: { ballotId = "" } }) =>
      gone.has(ballotId) ? refusal("conflict", "Somebody else has it now.") : ballot(Number(ballotId.slice(1))),
  });
  stir();
  await pass(20_000);
  expect(now()).toBe("b1"); // with what was said of it; only the person lets go of it
  expect(result.current.lost).toBe("Somebody else has it now.");
  expect(ahead()).toEqual(["b3", "b4"]);
});

it("asks at once after the laptop slept, instead of at the next turn of a clock that stood still", async () => {
  const { renewed } = await open(3);
  const before = renewed().length;
  vi.setSystemTime(began + 3_600_000); // timers stand still in sleep
  stir();
  fireEvent(document, new Event("visibilitychange"));
  await pass(0);
  expect(renewed().slice(before)).toEqual(["b1", "b2", "b3"]);
});

it("takes nothing from others for a person who went away", async () => {
  const { renewed } = await open(3);
  stir();
  await pass(20_000);
  await pass(20_000); // half a minute counts as reading
  const before = renewed().length;
  await pass(600_000);
  expect(renewed().length).toBe(before);
});

it("goes on when the network comes back, where it could not fetch at all", async () => {
  const { studio, now, result } = await open(2, {
    claimBallot: () => refusal("internal", "The studio is restarting.", 500),
  });
  expect([now(), result.current.view.error?.message]).toEqual([null, "The studio is restarting."]);
  expect(studio.asked.length).toBe(1);
  fireEvent(window, new Event("online"));
  await pass(100);
  expect(studio.asked.length).toBe(2);
});

it("looks again by itself while there is nothing left", async () => {
  const { studio, result } = await open(0);
  expect(result.current.view.reason).toBe("all_done");
  const before = studio.asked.length;
  await pass(15_000);
  expect(studio.asked.length).toBe(before + 1);
});

it("undoes a vote that has not gone yet: it is never sent, and its item is back with what was said", async () => {
  const { studio, now, vote, undoLast } = await open(3, { castVote: () => ballot(1) });
  await vote("left");
  expect(now()).toBe("b2");
  await undoLast();
  expect(now()).toBe("b1");
  expect(studio.bodiesOf("castVote")).toEqual([]);
});

it("undoes without a network a vote whose comparison is still before the person, for the names that come after it", async () => {
  const { studio, now, result } = await open(3, { castVote: () => ballot(1) });
  studio.line.isUp = false;
  const said = { kind: "pair" as const, choice: "left" as const, rounds: [], criteria: {}, strength: null, reason: "" };
  const about = { ballotId: "b1", evaluationId: "eval_1", at: Date.now(), project: projectHere() };
  outboxOf(`person_${people}`).put(
    Object.assign(about, { id: "v1", kind: "vote" as const, body: { voteId: "v1", vote: said, seconds: 1 } }),
  );
  const before = result.current.undo.visit;
  await act(async () => result.current.undo.takeBack("b1"));
  expect([now(), result.current.undo.visit]).toEqual(["b1", before + 1]);
  studio.line.isUp = true;
  fireEvent(window, new Event("online"));
  await pass(60_000);
  expect(studio.bodiesOf("castVote")).toEqual([]);
});

it("undoes a vote that has arrived by asking the studio", async () => {
  const voted = Object.assign(ballot(1), {
    vote: { kind: "pair", choice: "left", rounds: [], criteria: {}, strength: 2, reason: "Kind" },
  });
  const { studio, now, vote, undoLast } = await open(3, {
    castVote: () => voted,
    getBallot: () => voted,
    takeBackVote: () => ballot(1),
  });
  await vote("left");
  await pass(1_000);
  expect(studio.bodiesOf("castVote")).toHaveLength(1);
  await undoLast();
  expect(now()).toBe("b1");
  expect(studio.bodiesOf("takeBackVote")).toHaveLength(1);
});

it("undoes without a network what may have arrived, and tells the studio when it is back", async () => {
  let hears = false;
  const { studio, now, vote, undoLast } = await open(3, {
    castVote: () => {
      if (!hears) throw new TypeError("the reply was lost");
      return ballot(1);
    },
    takeBackVote: () => ballot(1),
  });
  await vote("left");
  await pass(500);
  expect(outboxOf(`person_${people}`).view()).toMatchObject({ state: "offline", waiting: [{ unsure: true }] });
  studio.line.isUp = false;
  await undoLast();
  expect(now()).toBe("b1");
  studio.line.isUp = true;
  hears = true;
  fireEvent(window, new Event("online"));
  await pass(60_000);
  expect(studio.bodiesOf("takeBackVote")).toHaveLength(1);
  expect(outboxOf(`person_${people}`).view()).toMatchObject({ state: "idle", waiting: [] });
});
