import { expect, it } from "vitest";
import { pairOf, specOfPair } from "./pair-of-runs";

const run = (id: string, simulatorId: string, more: object = {}, status = "done") => {
  const setUp = { assistantId: "a", seedSetId: "s", dialogues: 20 };
  return { id, status, createdAt: `2026-11-28T0${id}:00:00Z`, spec: { name: id, simulatorId, ...setUp, ...more } };
};

it("finds the newest two runs that differ in their simulator alone", () => {
  const runs = [
    run("1", "own"),
    run("2", "base"),
    run("3", "base", { dialogues: 5 }),
    run("4", "own"),
    run("5", "third"),
  ];
  expect(pairOf(runs, "own", "base")).toMatchObject({ own: { id: "4" }, other: { id: "2" }, isOver: true });
  expect(pairOf([run("1", "own"), run("3", "base", { assistantId: "b" })], "own", "base")).toBeNull();
  expect(pairOf([run("1", "own"), run("2", "base", { seedSetId: null })], "own", "base")).toBeNull();
});

it("says whether they can be judged: both are over, and begin with the same questions", () => {
  const open = { seedSetId: null };
  expect(pairOf([run("1", "own"), run("2", "base", {}, "running")], "own", "base")).toMatchObject({ isOver: false });
  expect(pairOf([run("1", "own", open), run("2", "base", open)], "own", "base")).toMatchObject({ isMatched: false });
});

it("begins both under one seed", () => {
  const setUp = { assistantId: "a", seedSetId: "s", dialogues: 20 };
  const [one, two] = ["own", "base"].map((id) => specOfPair(setUp, { id, name: id }, "Asker"));
  expect(one).toEqual({ ...two, simulatorId: "own", name: "Judging Asker: own" });
});
