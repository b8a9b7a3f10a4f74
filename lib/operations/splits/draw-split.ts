import { setImmediate as nextTurn } from "node:timers/promises";
import { readSplitMembers, readSplitParts } from "@/lib/data/snapshots/splits";
import { assignParts } from "@/lib/domain/training/assign-parts";
import { type SplitFacts, type SplitMember, splitFacts } from "@/lib/domain/training/split";
import type { AskedSplit, ClusterKind, SplitPart } from "@/lib/domain/training/split-spec";
import { clustersByKey } from "@/lib/stats/union-find";
import { inSlices } from "../in-slices";

/** What lets others in while it works, and hears how many dialogues were read. */
export type SplitTools = { rest?: (workedMs: number) => Promise<void>; onRead?: (dialogues: number) => Promise<void> };

export type DrawnSplit = {
  parts: Map<string, SplitPart>;
  facts: SplitFacts;
  snapshots: { snapshotId: string; members: SplitMember[] }[];
};

/** The part of each dialogue by what is known of it now. Stores nothing. */
export async function drawSplit(
  { spec, snapshotIds, earlierId }: AskedSplit,
  { rest, onRead }: SplitTools = {},
): Promise<DrawnSplit> {
  const snapshots = await readMembers(snapshotIds, spec.topics, onRead);
  const earlier = earlierId === null ? new Map<string, SplitPart>() : await readSplitParts(earlierId);
  const members = once(snapshots);
  const clusters = await inSlices(clustersByKey(keysOf(members, new Set(spec.together))), rest);
  const clusterOf = new Map(members.map(({ id }, i) => [id, clusters[i] ?? i]));
  await nextTurn();
  const parts = await inSlices(assignParts(clusterOf, { seed: spec.seed, shares: spec.shares, earlier }), rest);
  const facts = await inSlices(splitFacts({ members, clusterOf, parts, earlier }), rest);
  return { parts, snapshots, facts };
}

function* keysOf(members: readonly SplitMember[], kept: ReadonlySet<ClusterKind>): Generator<string[]> {
  for (const { keys } of members) yield keys.flatMap(({ kind, value }) => (kept.has(kind) ? [`${kind} ${value}`] : []));
}

export async function readMembers(
  snapshotIds: readonly string[],
  topics: readonly string[],
  onRead: SplitTools["onRead"] = async () => undefined,
): Promise<DrawnSplit["snapshots"]> {
  const found: DrawnSplit["snapshots"] = [];
  let read = 0;
  for (const snapshotId of new Set(snapshotIds)) {
    const members: SplitMember[] = [];
    for await (const batch of readSplitMembers(snapshotId, new Set(topics))) {
      members.push(...batch);
      read += batch.length;
      await onRead(read);
    }
    found.push({ snapshotId, members });
  }
  return found;
}

/** Each dialogue once, with what it has in common with others in any of the snapshots. */
export function once(snapshots: DrawnSplit["snapshots"]): SplitMember[] {
  const found = new Map<string, SplitMember>();
  for (const { members } of snapshots)
    for (const member of members) {
      const before = found.get(member.id);
      found.set(member.id, before ? { ...before, keys: [...before.keys, ...member.keys] } : member);
    }
  return [...found.values()];
}
