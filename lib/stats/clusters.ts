import { UnionFind } from "./union-find";

/**
 * Who belongs together: members that have a key in common, directly or by way of others. For each member the place of the
 * first one of its cluster; a member without keys stands alone.
 */
export function clustersByKey(keysOf: readonly (readonly string[])[]): number[] {
  const clusters = new UnionFind();
  const holders = new Map<string, number>();
  keysOf.forEach((keys, member) => {
    for (const key of keys) {
      const holder = holders.get(key);
      if (holder === undefined) holders.set(key, member);
      else clusters.unite(holder, member);
    }
  });
  return keysOf.map((_, member) => clusters.find(member));
}
