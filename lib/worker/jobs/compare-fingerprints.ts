import { createHash } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import { must } from "@/lib/base/assert";
import {
  type DuplicateScan,
  type FingerprintLink,
  type LikelyPair,
  readComparison,
  readDuplicateProgress,
  readLikelyPairs,
  readPlaces,
  readUnlinked,
  writeLinks,
} from "@/lib/data/duplicates/duplicate-scan";
import {
  type ComparedPath,
  type FoundFingerprint,
  readPathsTo,
  readStale,
  writeFingerprints,
} from "@/lib/data/duplicates/fingerprints";
import { comparedTextOf, type DuplicateSubject, duplicateSubjectSchema, shingleSizes } from "@/lib/domain/duplicates";
import { type Banding, bandingFor, bandsOf, jaccard, shinglesOf } from "@/lib/stats/shingles";
import { UnionFind } from "@/lib/stats/union-find";
import type { JobHandler } from "./job-handler";

/** Dialogues, or fingerprints, at a time: bounds memory, and how long a change of the threshold waits. */
const batchSize = 128;
/** Pairs whose texts are read at a time. */
const pairsAtATime = 512;
/** Shingles kept for the next pairs of a batch: 4 bytes each. */
const keptShingles = 4_000_000;

/**
 * Brings fingerprints and groups of near-duplicates up to date with the ended dialogues, batch by batch, until nothing is
 * left or the job is to stop. Each batch is written whole or not at all, so work that was cut anywhere goes on from there.
 */
export const compareFingerprints: JobHandler<"duplicates"> = async (job, { signal, report, rest }) => {
  let comparison = await readComparison(job);
  const { waiting } = await readDuplicateProgress();
  let done = 0;
  while (!signal.aborted) {
    const began = performance.now();
    const outcome = (await takeStale(comparison)) ?? (await linkNext(comparison));
    if (outcome === null) return { kind: "done", result: {} };
    if (outcome === "changed") comparison = await readComparison(job);
    else done += batchSize;
    // Each dialogue comes by twice: when it is read, and when what it says is compared.
    await report({ done: Math.min(Math.floor(done / 2), waiting), total: waiting });
    await rest(performance.now() - began);
  }
  return { kind: "later", delayMs: 0 };
};

/** `changed`: the threshold was, so everything is compared anew. */
type Outcome = "written" | "changed";

/** What the next stale dialogues say now. Null when none is stale. */
async function takeStale(claim: DuplicateScan): Promise<Outcome | null> {
  const stale = await readStale(batchSize);
  if (stale.noteIds.length === 0) return null;
  const paths = await readPathsTo(stale.dialogues.flatMap(({ headId }) => headId ?? []));
  const banding = bandingFor(claim.threshold);
  const found: FoundFingerprint[] = [];
  for (const { id, headId } of stale.dialogues) {
    const path = headId === null ? undefined : paths.get(headId);
    if (path) found.push(...fingerprintsIn(path, banding).map((fingerprint) => ({ dialogueId: id, ...fingerprint })));
    await nextTurn(); // streams of dialogues in flight come first
  }
  return (await writeFingerprints(claim, stale, found)) ? "written" : "changed";
}

function fingerprintsIn(path: ComparedPath, banding: Banding): Omit<FoundFingerprint, "dialogueId">[] {
  return duplicateSubjectSchema.options.flatMap((subject) => {
    const set = setOf(subject, path);
    if (set.length === 0) return [];
    const digest = createHash("sha256").update(set).digest("hex");
    const turnId = must(comparedTextOf(subject, path).turnId, "the turn it ends with");
    return [{ subject, turnId, digest, bands: bandsOf(set, banding) }];
  });
}

function setOf(subject: DuplicateSubject, path: ComparedPath): Uint32Array {
  return shinglesOf(comparedTextOf(subject, path).text, shingleSizes[subject]);
}

/** Compares the next fingerprints with all others that are like them by their bands. Null when none is left. */
async function linkNext(claim: DuplicateScan): Promise<Outcome | null> {
  const batch = await readUnlinked(batchSize);
  if (batch.length === 0) return null;
  const pairs = (await readLikelyPairs(batch)).sort((a, b) => b.shared - a.shared);
  const groups = new UnionFind();
  const links: FingerprintLink[] = [];
  const setsOf = keepSets();
  const nodeOf = ({ otherId, otherGroupId }: LikelyPair) => otherGroupId ?? otherId;
  const apart = (pair: LikelyPair) => groups.find(pair.id) !== groups.find(nodeOf(pair));
  for (let at = 0; at < pairs.length; at += pairsAtATime) {
    // Two that others have brought together already need no link of their own.
    const open = pairs.slice(at, at + pairsAtATime).filter(apart);
    const sets = await setsOf(open.flatMap(({ id, otherId }) => [id, otherId]));
    for (const pair of open) {
      const [a, b] = [sets.get(pair.id), sets.get(pair.otherId)];
      if (!a || !b || !apart(pair)) continue;
      const similarity = jaccard(a, b);
      if (similarity < claim.threshold) continue;
      groups.unite(pair.id, nodeOf(pair));
      links.push({ fromId: pair.id, toId: pair.otherId, similarity });
    }
  }
  const olds = pairs.flatMap(({ otherGroupId }) => otherGroupId ?? []);
  const merged = new Map(olds.map((old) => [old, groups.find(old)] as const).filter(([old, now]) => old !== now));
  const groupOf = new Map(batch.map((id) => [id, groups.find(id)]));
  return (await writeLinks(claim, { links, groupOf, merged })) ? "written" : "changed";
}

/** Reads the shingles of fingerprints from the turns where they stand, and keeps those it has read, up to a limit. */
function keepSets() {
  const kept = new Map<number, Uint32Array>();
  let size = 0;
  return async (ids: number[]): Promise<Map<number, Uint32Array>> => {
    if (size > keptShingles) {
      kept.clear();
      size = 0;
    }
    const missing = [...new Set(ids)].filter((id) => !kept.has(id));
    const places = missing.length > 0 ? await readPlaces(missing) : [];
    const paths = await readPathsTo(places.map(({ turnId }) => turnId));
    for (const { id, subject, turnId } of places) {
      const path = must(paths.get(turnId), "the path of a fingerprint");
      const set = setOf(subject, path);
      kept.set(id, set);
      size += set.length;
      await nextTurn();
    }
    return kept;
  };
}
