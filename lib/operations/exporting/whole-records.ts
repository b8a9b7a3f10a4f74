import { must } from "@/lib/base/assert";
import { oneAhead } from "@/lib/base/one-ahead";
import { readPinnedTrees } from "@/lib/data/snapshots/pinned-trees";
import { findSnapshot } from "@/lib/data/snapshots/snapshots";
import type { PinnedTree } from "@/lib/domain/whole/pinned-tree";
import { Pseudonyms, type Telling, wholeOf } from "@/lib/domain/whole/whole-of-tree";
import type { WholeGiven } from "@/lib/formats/realchat";
import { type From, placesInPart, type WhichOfPart } from "./places-in-part";

/** `met`: where in the part stood whoever was in a dialogue before these, each by the first one. */
export type WhichWhole = WhichOfPart & { met?: readonly number[] };

/** A dialogue with all that is known of it; `isFirst`: it shows somebody who is in none before it. */
type WholeRecord = { tree: PinnedTree; given: WholeGiven; isFirst: boolean };

/** The dialogues of a part with all that is known of them. Whoever appears in several is the same person in all of the file. */
export async function* wholeRecords(
  from: From,
  told: Pick<Telling, "part" | "remarks">,
  { met = [], ...which }: WhichWhole,
): AsyncGenerator<WholeRecord[]> {
  const people = new Pseudonyms();
  const numbered = { ...told, people };
  if (met.length > 0) for await (const some of recordsAt(from, numbered, { at: met })) for (const _ of some);
  for await (const some of recordsAt(from, numbered, which)) yield [...some];
}

async function* recordsAt(
  from: From,
  told: Omit<Telling, "names">,
  which: WhichOfPart,
): AsyncGenerator<Iterable<WholeRecord>> {
  for await (const { snapshotId, ...places } of placesInPart(from, which)) {
    const names = must(await findSnapshot(snapshotId), "the snapshot").facts;
    // The next ones are read while these are told.
    for await (const trees of oneAhead(readPinnedTrees(snapshotId, places))) yield recordsOf(trees, { ...told, names });
  }
}

function* recordsOf(trees: readonly PinnedTree[], telling: Telling): Generator<WholeRecord> {
  const { people } = telling;
  for (const tree of trees) {
    const before = people.count;
    const whole = wholeOf(tree, telling);
    const given = { whole, turnIds: tree.turns.map(({ id }) => id), pathIds: tree.pathIds };
    yield { tree, given, isFirst: people.count > before };
  }
}
