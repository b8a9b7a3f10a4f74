import { UnionFind } from "./union-find";

/**
 * Who belongs together: members that have a key in common, directly or by way of others. For each member the place of the
 * first one of its cluster; a member without keys stands alone. Goes member by member, so that others can be let in between.
 */
export function* clustersByKey(keysOf: Iterable<readonly string[]>): Generator<void, number[]> {
  const clusters = new UnionFind();
  const holders = new Map<string, number>();
  let members = 0;
  for (const keys of keysOf) {
    for (const key of keys) {
      const holder = holders.get(key);
      if (holder === undefined) holders.set(key, members);
      else clusters.unite(holder, members);
    }
    members++;
    yield;
  }
  return Array.from({ length: members }, (_, member) => clusters.find(member));
}
