import { seedPosition } from "../seed-set";
import type { ClusterKey } from "./leaks";

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
