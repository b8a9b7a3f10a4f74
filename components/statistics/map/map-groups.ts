import { seededRandom } from "@/lib/base/random";
import { goneCode, type MapPoints, packedEnds, packedVerdicts } from "@/lib/domain/statistics/packed-map";
import type { TopicMap } from "@/lib/domain/statistics/topic-map";
import { endReasonWords, verdictWords } from "../../transcript/dialogue-words";
import type { MapClusters } from "./map-clusters";
import { hidden } from "./paint-points";

export const colourings = [
  { value: "source", label: "Source" },
  { value: "decision", label: "Decision" },
  { value: "ending", label: "End reason" },
  { value: "cluster", label: "Cluster" },
] as const;
export type Colouring = (typeof colourings)[number]["value"];

/** Points of one colour. `tint`: which of the eight of charts; null for grey. */
export type MapGroup = { name: string; tint: number | null; count: number };
export type GroupedPoints = { groups: Uint8Array; named: MapGroup[] };

/** Runs and imports with a colour of their own; all others share one. */
const mostOrigins = 6;

type Facts = Pick<TopicMap, "own" | "people" | "origins">;

/** The group of each point under a colouring; points whose dialogue is in the trash have none. */
export function groupsOf(points: MapPoints, map: Facts, by: Exclude<Colouring, "cluster">): GroupedPoints {
  return grouped(points, by === "source" ? bySource(points, map) : byCode(points, by));
}

/** The same by clusters, each called by its words. */
export function groupsOfClusters(points: MapPoints, { of }: MapClusters, words: readonly string[]): GroupedPoints {
  const named = words.map((name, i) => ({ name, tint: i + 1 }));
  return grouped(points, { named, of: (point) => of[point] ?? 0 });
}

function grouped(points: MapPoints, { named, of }: Named): GroupedPoints {
  const groups = new Uint8Array(points.count).fill(hidden);
  const counts = named.map(() => 0);
  for (let point = 0; point < points.count; point++) {
    if (points.verdicts[point] === goneCode) continue;
    const group = of(point);
    groups[point] = group;
    counts[group] = (counts[group] ?? 0) + 1;
  }
  return { groups, named: named.map((group, i) => ({ ...group, count: counts[i] ?? 0 })) };
}

type Named = { named: Omit<MapGroup, "count">[]; of: (point: number) => number };

/** People of the reference are one; what is of the snapshot, by its run or import, the largest first. */
function bySource({ origins, count }: MapPoints, { own, people, origins: all }: Facts): Named {
  const sizes = all.map(() => 0);
  for (let point = 0; point < Math.min(own, count); point++) {
    const origin = origins[point] as number;
    sizes[origin] = (sizes[origin] ?? 0) + 1;
  }
  const shown = all
    .map((origin, at) => ({ ...origin, at, size: sizes[at] ?? 0 }))
    .filter(({ size }) => size > 0)
    .sort((a, b) => b.size - a.size || a.at - b.at);
  const alone = shown.slice(0, shown.length > mostOrigins + 1 ? mostOrigins : shown.length);
  const named: Omit<MapGroup, "count">[] = alone.map(({ kind, name }, i) => ({
    name: `${kind === "run" ? "Run" : "Import"} ${name}`,
    tint: i === 0 ? 1 : i + 2,
  }));
  const groupOf = new Map(alone.map(({ at }, i) => [at, i]));
  const others = named.length;
  if (shown.length > alone.length) named.push({ name: "Other runs and imports", tint: null });
  const ofPeople = named.length;
  if (people) named.push({ name: "People", tint: 2 });
  return { named, of: (point) => (point >= own ? ofPeople : (groupOf.get(origins[point] as number) ?? others)) };
}

function byCode({ verdicts, ends }: MapPoints, by: "decision" | "ending"): Named {
  if (by === "decision")
    return {
      named: [
        { name: "Not judged", tint: null },
        ...packedVerdicts.map((verdict, i) => ({ name: verdictWords[verdict], tint: [3, 4][i] ?? null })),
      ],
      of: (point) => verdicts[point] as number,
    };
  return {
    named: [
      { name: "As it came", tint: null },
      ...packedEnds.map((end, i) => ({ name: endReasonWords[end].label, tint: i + 1 })),
    ],
    of: (point) => ends[point] as number,
  };
}

/** An order in which no group covers another; the same each time. */
export function shuffledOrder(count: number): Int32Array {
  const order = Int32Array.from({ length: count }, (_, i) => i);
  const random = seededRandom(1);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
  return order;
}

/** With some groups left out of sight. */
export function withoutGroups(groups: Uint8Array, off: ReadonlySet<number>): Uint8Array {
  return off.size === 0 ? groups : groups.map((group) => (off.has(group) ? hidden : group));
}

/** Points of one group. */
export function pointsOfGroup(groups: Uint8Array, wanted: number): number[] {
  const found = [];
  for (let point = 0; point < groups.length; point++) if (groups[point] === wanted) found.push(point);
  return found;
}
