import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import { readSplitMembers } from "@/lib/data/snapshots/split-members";
import { findSplit, insertSplit, readSplitParts } from "@/lib/data/snapshots/splits";
import { transaction } from "@/lib/data/sql";
import { assignParts } from "@/lib/domain/training/assign-parts";
import { countLeaks, type Leaks } from "@/lib/domain/training/leaks";
import { type Split, type SplitFacts, type SplitMember, splitFacts } from "@/lib/domain/training/split";
import type { ClusterKind, SplitPart, SplitSpec } from "@/lib/domain/training/split-spec";
import { clustersByKey } from "@/lib/stats/clusters";

/** A split that is asked for: of these snapshots, following an earlier one where there is one. */
export type AskedSplit = { spec: SplitSpec; snapshotIds: readonly string[]; earlierId: string | null };

/** What a split would come to. Nothing is stored. */
export async function previewSplit(asked: AskedSplit): Promise<SplitFacts> {
  return (await makeParts(asked)).facts;
}

/** Makes a split and stores the part of each dialogue: it stays as it is, whatever is found to be alike later. */
export async function createSplit({ id: personId }: { id: string }, asked: AskedSplit): Promise<Split> {
  const { parts, facts, snapshots } = await makeParts(asked);
  const id = newId("split");
  const { spec, earlierId } = asked;
  await transaction((tx) =>
    insertSplit(
      tx,
      { id, spec, earlierId, facts, personId },
      snapshots.map(({ snapshotId, members }) => ({
        snapshotId,
        parts: members.map((member) => must(parts.get(member.id), "the part of a dialogue")),
      })),
    ),
  );
  return must(await findSplit(id), "the split that was made");
}

type Made = {
  parts: Map<string, SplitPart>;
  facts: SplitFacts;
  snapshots: { snapshotId: string; members: SplitMember[] }[];
};

async function makeParts({ spec, snapshotIds, earlierId }: AskedSplit): Promise<Made> {
  const snapshots = await readMembers(snapshotIds, spec.topics);
  const earlier = earlierId === null ? new Map<string, SplitPart>() : await readSplitParts(earlierId);
  const members = once(snapshots);
  const keys = keysOf(members, new Set(spec.together));
  await breathe();
  const clusters = clustersByKey(keys);
  const clusterOf = new Map(members.map(({ id }, i) => [id, clusters[i] ?? i]));
  await breathe();
  const parts = assignParts(clusterOf, { seed: spec.seed, shares: spec.shares, earlier });
  await breathe();
  return { parts, snapshots, facts: splitFacts({ members, clusterOf, parts, earlier }) };
}

function keysOf(members: readonly SplitMember[], kept: ReadonlySet<ClusterKind>): string[][] {
  return members.map(({ keys }) => keys.flatMap(({ kind, value }) => (kept.has(kind) ? [`${kind} ${value}`] : [])));
}

async function readMembers(snapshotIds: readonly string[], topics: readonly string[]): Promise<Made["snapshots"]> {
  const found: Made["snapshots"] = [];
  for (const snapshotId of new Set(snapshotIds)) {
    found.push({ snapshotId, members: await readSplitMembers(snapshotId, new Set(topics)) });
    await breathe();
  }
  return found;
}

/** Each dialogue once, with what it has in common with others in any of the snapshots. */
function once(snapshots: Made["snapshots"]): SplitMember[] {
  const found = new Map<string, SplitMember>();
  for (const { members } of snapshots)
    for (const member of members) {
      const before = found.get(member.id);
      found.set(member.id, before ? { ...before, keys: [...before.keys, ...member.keys] } : member);
    }
  return [...found.values()];
}

/** What leaks by what is known today: groups of near-duplicates may have grown together since a split was made. */
export async function checkSplit(splitId: string): Promise<{ leaks: Leaks; uncompared: number }> {
  const split = must(await findSplit(splitId), "the split");
  const members = once(
    await readMembers(
      split.snapshots.map(({ id }) => id),
      split.topics,
    ),
  );
  const parts = await readSplitParts(splitId);
  const uncompared = members.filter(({ isCompared }) => !isCompared).length;
  return { leaks: countLeaks(members, (id) => parts.get(id)), uncompared };
}

/** Lets other requests in between two steps of a long calculation. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
