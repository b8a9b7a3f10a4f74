import { expect, it } from "vitest";
import { goneCode, type MapPoints } from "@/lib/domain/statistics/packed-map";
import { groupsOf, pointsOfGroup, shuffledOrder, withoutGroups } from "./map-groups";
import { hidden } from "./paint-points";

const points: MapPoints = {
  count: 5,
  places: new Uint16Array(10),
  origins: Uint16Array.of(1, 0, 1, 0, 2),
  verdicts: Uint8Array.of(0, 1, 2, goneCode, 0),
  ends: Uint8Array.of(4, 0, 3, 4, 0),
};
const origins = [
  { id: "a", kind: "run" as const, name: "A" },
  { id: "b", kind: "run" as const, name: "B" },
  { id: "c", kind: "import" as const, name: "C" },
];
const people = { snapshotId: "s", dataSetName: "Real", number: 1 };

it("tells people, runs and imports apart, the largest first, and leaves out what is in the trash", () => {
  const { groups, named } = groupsOf(points, { own: 4, people, origins }, "source");
  expect(named.map(({ name, count }) => [name, count])).toEqual([
    ["Run A", 1],
    ["Run B", 2],
    ["People", 1],
  ]);
  expect([...groups]).toEqual([1, 0, 1, hidden, 2]);
  expect(pointsOfGroup(groups, 1)).toEqual([0, 2]);
  expect([...withoutGroups(groups, new Set([1]))]).toEqual([hidden, 0, hidden, hidden, 2]);
});

it("tells decisions and end reasons apart", () => {
  const decisions = groupsOf(points, { own: 5, people: null, origins }, "decision");
  expect(decisions.named.map(({ name, count }) => [name, count])).toEqual([
    ["Not judged", 2],
    ["Accepted", 1],
    ["Rejected", 1],
  ]);
  const ends = groupsOf(points, { own: 5, people: null, origins }, "ending").named;
  expect(ends.filter(({ count }) => count > 0).map(({ name }) => name)).toEqual(["As it came", "Round cap", "Goodbye"]);
});

it("gives many runs together one colour", () => {
  const many = Array.from({ length: 40 }, (_, i) => ({ id: `${i}`, kind: "run" as const, name: `${i}` }));
  const wide = {
    ...points,
    count: 40,
    origins: Uint16Array.from({ length: 40 }, (_, i) => i),
    verdicts: new Uint8Array(40),
  };
  const { named } = groupsOf(wide, { own: 40, people: null, origins: many }, "source");
  expect(named).toHaveLength(7);
  expect(named.at(-1)).toMatchObject({ name: "Other runs and imports", count: 34 });
});

it("draws every point once, in an order that is the same each time", () => {
  expect([...shuffledOrder(50)].sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i));
  expect(shuffledOrder(50)).toEqual(shuffledOrder(50));
  expect(shuffledOrder(0)).toHaveLength(0);
});
