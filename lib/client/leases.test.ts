import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ClientError } from "./client-error";
import { createLeases } from "./work-session";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A person at work with leases on a and b; `answers` says how the next renewals of an id fail. */
function atWork(answers: Record<string, (Error | null)[]> = {}) {
  const renewed: string[] = [];
  const kept: string[] = [];
  const lost: string[] = [];
  const person = { seconds: 0 };
  const leases = createLeases({
    renew: async (id) => {
      renewed.push(id);
      const error = answers[id]?.shift();
      if (error) throw error;
    },
    seconds: () => person.seconds,
    onKept: (id) => kept.push(id),
    onLost: (id, why) => lost.push(`${id}: ${why}`),
  });
  const until = new Date(Date.now() + 300_000).toISOString();
  const close = leases.open();
  leases.hold([
    { id: "a", until },
    { id: "b", until },
  ]);
  const pass = async (seconds: number, active = seconds) => {
    person.seconds += active;
    await vi.advanceTimersByTimeAsync(seconds * 1_000);
  };
  return { leases, close, renewed, kept, lost, pass };
}

const offline = new ClientError("offline", "No network.");
const taken = new ClientError("conflict", "Somebody else has it.");

it("keeps what was fetched when a renewal does not arrive, and tries again soon", async () => {
  const { renewed, kept, lost, pass } = atWork({ a: [offline], b: [offline, new ClientError("internal", "Broken.")] });
  await pass(20);
  expect({ renewed, kept, lost }).toEqual({ renewed: ["a", "b"], kept: [], lost: [] });
  await pass(5, 0);
  expect({ kept, lost }).toEqual({ kept: ["a"], lost: [] });
  await pass(5, 0);
  expect({ kept, lost }).toEqual({ kept: ["a", "a", "b"], lost: [] });
});

it("tells a loss only when the studio says that somebody else has it, and why", async () => {
  const { lost, kept, pass } = atWork({ b: [taken] });
  await pass(20);
  expect({ kept, lost }).toEqual({ kept: ["a"], lost: ["b: Somebody else has it."] });
});

it("takes nothing from others for a person who is away", async () => {
  const { renewed, pass } = atWork();
  await pass(20);
  await pass(60, 0);
  expect(renewed).toEqual(["a", "b"]);
  await pass(20);
  expect(renewed).toEqual(["a", "b", "a", "b"]);
});

it("renews at once what is about to run out", async () => {
  const { leases, renewed, pass } = atWork();
  leases.hold([{ id: "c", until: new Date(Date.now() + 10_000).toISOString() }]);
  await pass(0);
  expect(renewed).toEqual(["c"]);
});

it("says nothing of what is held no longer, and stops when it is closed", async () => {
  const { leases, close, renewed, lost, pass } = atWork({ a: [taken] });
  const renewing = leases.renewAll();
  leases.hold([]);
  await renewing;
  expect(lost).toEqual([]);
  close();
  await pass(60);
  expect(renewed).toEqual(["a", "b"]);
});
