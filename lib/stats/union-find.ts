/** Who belongs together, told pair by pair (Tarjan 1975, path halving). Everybody begins alone. */
export class UnionFind {
  readonly #parents = new Map<number, number>();

  /** The one that stands for the group of `x`: its smallest member. */
  find(x: number): number {
    let at = x;
    for (;;) {
      const parent = this.#parents.get(at) ?? at;
      if (parent === at) return at;
      const above = this.#parents.get(parent) ?? parent;
      this.#parents.set(at, above);
      at = above;
    }
  }

  /** Puts the groups of both together; false when they were one already. */
  unite(a: number, b: number): boolean {
    const [low, high] = [this.find(a), this.find(b)].sort((x, y) => x - y) as [number, number];
    if (low === high) return false;
    this.#parents.set(high, low);
    return true;
  }
}

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
