import { seedPosition } from "../seed-set";
import type { ClusterKey } from "./leaks";
import { drawnOf, inOrderDrawn } from "./seeded-order";
import { type SplitPart, type SplitShares, type SplitSpec, splitPartSchema } from "./split-spec";

type Cluster = { ids: string[]; first: string; drawn: number };
type Options = Pick<SplitSpec, "seed" | "shares"> & {
  /** Parts of an earlier split: what stood in one stays there. */
  earlier?: ReadonlyMap<string, SplitPart>;
};

/**
 * The part of each dialogue: whole clusters, in no part more than its share as far as clusters allow. Large clusters come
 * first, and each is drawn into one of the parts that have room for it, with a chance as large as that room; where none
 * has, it goes where there is most. So single dialogues are a plain random sample of exactly the size that was asked for,
 * no part gets small clusters alone, and neither the order of rows nor the machine matters. Goes in small steps, so that others
 * can be let in between.
 */
export function* assignParts(
  clusterOf: ReadonlyMap<string, number>,
  options: Options,
): Generator<void, Map<string, SplitPart>> {
  const parts = new Map<string, SplitPart>();
  const room = wanted(clusterOf.size, options.shares);
  const place = ({ ids }: Cluster, part: SplitPart) => {
    for (const id of ids) parts.set(id, part);
    room[part] -= ids.length;
  };
  const free: Cluster[] = [];
  for (const cluster of yield* gather(clusterOf, options.seed)) {
    const kept = stoodIn(cluster, options.earlier);
    if (kept) place(cluster, kept);
    else free.push(cluster);
    yield;
  }
  for (const cluster of free) {
    place(cluster, draw(cluster, room, options.seed));
    yield;
  }
  return parts;
}

function* gather(clusterOf: ReadonlyMap<string, number>, seed: number): Generator<void, Cluster[]> {
  const clusters = new Map<number, Cluster>();
  for (const [id, number] of clusterOf) {
    const drawn = drawnOf(id, seed, "cluster");
    const cluster = clusters.get(number);
    if (!cluster) clusters.set(number, { ids: [id], first: id, drawn });
    else {
      cluster.ids.push(id);
      // One member stands for all: a cluster that grows mostly keeps its draw.
      if (drawn < cluster.drawn || (drawn === cluster.drawn && id < cluster.first))
        Object.assign(cluster, { first: id, drawn });
    }
    yield;
  }
  return yield* largestFirst(clusters.values());
}

function* largestFirst(clusters: Iterable<Cluster>): Generator<void, Cluster[]> {
  const bySize = new Map<number, Cluster[]>();
  for (const cluster of clusters) {
    const size = cluster.ids.length;
    const same = bySize.get(size);
    if (same) same.push(cluster);
    else bySize.set(size, [cluster]);
    yield;
  }
  const ordered: Cluster[] = [];
  for (const [, same] of [...bySize].sort(([a], [b]) => b - a)) {
    for (const cluster of inOrderDrawn(
      same,
      ({ drawn }) => drawn,
      ({ first }) => first,
    ))
      ordered.push(cluster);
    yield;
  }
  return ordered;
}

/** Where most of the cluster stood before; of two parts with as many the first, and null where none of it was there. */
function stoodIn({ ids }: Cluster, earlier: ReadonlyMap<string, SplitPart> = new Map()): SplitPart | null {
  const counts = { train: 0, validation: 0, test: 0 };
  for (const id of ids) {
    const part = earlier.get(id);
    if (part) counts[part]++;
  }
  const [most] = splitPartSchema.options.toSorted((a, b) => counts[b] - counts[a]);
  return most && counts[most] > 0 ? most : null;
}

function draw(cluster: Cluster, room: Record<SplitPart, number>, seed: number): SplitPart {
  const { options: parts } = splitPartSchema;
  const [widest = "train"] = parts.toSorted((a, b) => room[b] - room[a]);
  const fitting = parts.filter((part) => room[part] >= cluster.ids.length);
  let at = drawnOf(cluster.first, seed, "part") * fitting.reduce((sum, part) => sum + room[part], 0);
  for (const part of fitting) {
    at -= room[part];
    if (at < 0) return part;
  }
  return widest;
}

/** The sizes nearest to the shares that make up all: whole numbers, what is left over by the largest remainder. */
function wanted(total: number, shares: SplitShares): Record<SplitPart, number> {
  const exact = splitPartSchema.options.map((part) => ({ part, size: (total * shares[part]) / 100 }));
  const sizes = { train: 0, validation: 0, test: 0 };
  for (const { part, size } of exact) sizes[part] = Math.floor(size);
  let left = total - sizes.train - sizes.validation - sizes.test;
  for (const { part } of exact.toSorted((a, b) => (b.size % 1) - (a.size % 1))) if (left-- > 0) sizes[part]++;
  return sizes;
}

/** Where a dialogue comes from and what it is like, as far as that may tie it to others. */
export type Ties = {
  /** Of an import: who the user was, as a hash. */
  sourceUser: string | null;
  importId: string | null;
  /** As its file calls it. */
  givenId: string | null;
  /** As a file of ours tells it. */
  givenSeed: string | null;
  /** Of a run with seeds: which of these it began from follows from its number. */
  seeds: { setId: string; size: number; randomSeed: number; number: number } | null;
  /** Near-duplicates by all that they say, and by their first questions. */
  duplicateGroup: number | null;
  openingGroup: number | null;
  tags: readonly string[];
};

export function clusterKeysOf(ties: Ties, topics: ReadonlySet<string>): ClusterKey[] {
  const { sourceUser, importId, givenId, givenSeed, seeds, duplicateGroup, openingGroup, tags } = ties;
  const keys: (ClusterKey | false)[] = [
    sourceUser !== null && { kind: "source_user", value: sourceUser },
    givenSeed !== null && { kind: "seed", value: givenSeed },
    seeds !== null && {
      kind: "seed",
      value: `${seeds.setId} ${seedPosition(seeds.number, seeds.size, seeds.randomSeed)}`,
    },
    importId !== null && givenId !== null && { kind: "conversation", value: `${importId} ${withoutPiece(givenId)}` },
    duplicateGroup !== null && { kind: "duplicate", value: String(duplicateGroup) },
    openingGroup !== null && { kind: "opening", value: String(openingGroup) },
    ...tags.filter((tag) => topics.has(tag)).map((tag): ClusterKey => ({ kind: "topic", value: tag })),
  ];
  return keys.filter((key) => key !== false);
}

/** ShareGPT's ids have seven characters; where its cleaning cut a conversation in pieces, they go on with the place where the piece begins. */
function withoutPiece(id: string): string {
  return id.replace(/^([A-Za-z0-9]{7})_\d+$/, "$1");
}
