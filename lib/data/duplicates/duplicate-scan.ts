import { must } from "@/lib/base/assert";
import type { DuplicateSubject } from "@/lib/domain/duplicates";
import { all, execute, first } from "../door/execute";
import { sql } from "../door/fragment";
import { float, int, ints, orNull, text, word } from "../door/row";
import { statement } from "../door/statement";
import { enqueueJob } from "../jobs/enqueue";
import { type JobClaim, whileHeld } from "../jobs/job-claim";
import { acrossProjects, inProject } from "../project-at-work";
import { type Queryable, transaction } from "../sql";

/** What a batch of fingerprints is compared with: each with at most so many. */
const mostLikelyPairs = 2_000;

const listUnlinked = statement(
  "wordingLinks.listUnlinked",
  { id: int },
  (limit: number) => sql`
    SELECT id FROM text_fingerprint WHERE group_id IS NULL ORDER BY id LIMIT ${limit}::int`,
);

const listQueueable = statement(
  "wordingLinks.listQueueable",
  { id: int, otherId: int, otherGroupId: orNull(int), bands: ints, otherBands: ints },
  (batch: number[]) => sql`
    SELECT w.id, o.id AS "otherId", o.group_id AS "otherGroupId", w.bands, o.bands AS "otherBands"
    FROM text_fingerprint w CROSS JOIN LATERAL (
      SELECT c.id, c.group_id, c.bands, c.subject FROM text_fingerprint c
      WHERE c.bands && w.bands AND c.id <> w.id
        AND (c.group_id IS NOT NULL OR (c.id < w.id AND c.id = ANY(${batch}::int[])))
      LIMIT ${mostLikelyPairs}
    ) o WHERE w.id = ANY(${batch}::int[]) AND o.subject = w.subject`,
);

const listPlaces = statement(
  "wordingLinks.listPlaces",
  { id: int, subject: word<DuplicateSubject>(), turnId: text },
  (ids: number[]) => sql`
    SELECT DISTINCT ON (fingerprint_id) fingerprint_id AS id, subject, turn_id AS "turnId" FROM dialogue_fingerprint
    WHERE fingerprint_id = ANY(${ids}::int[]) ORDER BY fingerprint_id`,
);

const insert = statement(
  "wordingLinks.insert",
  {},
  (links: FingerprintLink[]) => sql`
      INSERT INTO fingerprint_link (from_id, to_id, similarity) SELECT * FROM unnest(
        ${links.map(({ fromId }) => fromId)}::int[], ${links.map(({ toId }) => toId)}::int[],
        ${links.map(({ similarity }) => similarity)}::float8[])
      ON CONFLICT DO NOTHING`,
);

const mergeGroups = statement(
  "wordingLinks.mergeGroups",
  {},
  (merged: Map<number, number>) => sql`
        UPDATE text_fingerprint w SET group_id = m.into FROM unnest(${[...merged.keys()]}::int[], ${[...merged.values()]}::int[])
          AS m(group_id, "into") WHERE w.group_id = m.group_id`,
);

const setGroups = statement(
  "wordingLinks.setGroups",
  {},
  (groupOf: Map<number, number>) => sql`
      UPDATE text_fingerprint w SET group_id = g.group_id FROM unnest(${[...groupOf.keys()]}::int[], ${[...groupOf.values()]}::int[])
        AS g(id, group_id) WHERE w.id = g.id AND w.group_id IS NULL`,
);

/** The right to compare: the job that is held, and the threshold with the number that grows with each change of it. */
export type DuplicateScan = { job: Pick<JobClaim, "id" | "fence">; fence: number; threshold: number };

/** Under one key, so that one worker at a time compares. */
const key = "duplicates";

const listDue = statement(
  "duplicateScan.listDue",
  { projectId: text },
  () => sql`
    SELECT p.id AS "projectId" FROM project p
    WHERE p.archived_at IS NULL AND (EXISTS (SELECT FROM stale_fingerprint s WHERE s.project_id = p.id)
        OR EXISTS (SELECT FROM text_fingerprint f WHERE f.project_id = p.id AND f.group_id IS NULL))
      AND NOT EXISTS (SELECT FROM job j WHERE j.project_id = p.id AND j.key = ${key} AND (j.status IN ('waiting', 'running')
        OR j.status IN ('failed', 'cancelled') AND j.ended_at > now() - interval '15 minutes'))
      AND NOT EXISTS (SELECT FROM job i WHERE i.project_id = p.id AND i.kind = 'dialogue_import' AND i.status = 'running')`,
);

/**
 * Asks for the job where there is something to compare and it is not asked for yet. Found by looking, so that nobody who
 * ends a dialogue waits for it. One that a person cancelled, or that failed for good, is left alone for a while. While a
 * file is taken in its dialogues wait: comparing them as they come would take what taking them in needs.
 */
export async function enqueueComparisons(): Promise<void> {
  const due = await acrossProjects(() => all(listDue()));
  for (const { projectId } of due)
    await inProject(projectId, () => transaction((tx) => enqueueJob(tx, { kind: "duplicates", payload: {}, key })));
}

const findSetting = statement(
  "duplicateScan.findSetting",
  { fence: int, threshold: float },
  () => sql`
    SELECT fence, threshold FROM duplicate_setting`,
);

export async function readComparison(job: DuplicateScan["job"]): Promise<DuplicateScan> {
  const row = await first(findSetting());
  return { job, ...must(row, "the setting of duplicates") };
}

const lockSetting = statement(
  "duplicateScan.lockSetting",
  {},
  (fence: number) => sql`
    SELECT FROM duplicate_setting WHERE fence = ${fence}::int FOR UPDATE`,
);

/**
 * Does `work` in a transaction in which nobody else takes the job over; false, with nothing written, when the threshold
 * was changed. The row of the setting stays locked to the end, so two never write at once.
 */
export async function whileScanning(
  { job, fence }: DuplicateScan,
  work: (tx: Queryable) => Promise<void>,
): Promise<boolean> {
  return whileHeld(job, async (tx) => {
    const same = await first(lockSetting(fence), tx);
    if (same) await work(tx);
    return same !== null;
  });
}

export type DuplicateProgress = {
  threshold: number;
  /** Ended dialogues that have been compared with all others. */
  compared: number;
  /** Those that are yet to be. */
  waiting: number;
};

const countProgress = statement(
  "duplicateScan.countProgress",
  { threshold: float, waiting: int, compared: int },
  () => sql`
    WITH unlinked AS (
      SELECT DISTINCT dw.dialogue_id FROM text_fingerprint w JOIN dialogue_fingerprint dw ON dw.fingerprint_id = w.id
      WHERE w.group_id IS NULL
    ), waiting AS (
      SELECT dialogue_id FROM unlinked UNION SELECT dialogue_id FROM stale_fingerprint
    )
    SELECT threshold, (SELECT count(*) FROM waiting)::int AS waiting,
      (SELECT count(*) FROM dialogue_fingerprint dw WHERE subject = 'dialogue'
        AND NOT EXISTS (SELECT FROM waiting w WHERE w.dialogue_id = dw.dialogue_id))::int AS compared
    FROM duplicate_setting`,
);

export async function readDuplicateProgress(): Promise<DuplicateProgress> {
  const row = await first(countProgress());
  return must(row, "the setting of duplicates");
}

const setThreshold = statement(
  "duplicateScan.setThreshold",
  { fence: int },
  (threshold: number) => sql`
      UPDATE duplicate_setting SET threshold = ${threshold}::float8, fence = fence + 1
      WHERE threshold <> ${threshold}::float8 RETURNING fence`,
);

const forgetAll = statement(
  "duplicateScan.forgetAll",
  {},
  () => sql`
    DELETE FROM text_fingerprint`,
);

const noteAll = statement(
  "duplicateScan.noteAll",
  {},
  () => sql`
      INSERT INTO stale_fingerprint (dialogue_id)
      SELECT id FROM dialogue WHERE status = 'ended' AND deleted_at IS NULL ORDER BY id`,
);

/** Another threshold needs other bands: everything is compared anew. The same one again changes nothing. */
export async function updateDuplicateThreshold(threshold: number): Promise<void> {
  await transaction(async (tx) => {
    const changed = await first(setThreshold(threshold), tx);
    if (!changed) return;
    await execute(forgetAll(), tx);
    await execute(noteAll(), tx);
    await enqueueJob(tx, { kind: "duplicates", payload: {}, key });
  });
}

/** Fingerprints that share a band: worth comparing word for word. */
export type LikelyPair = {
  id: number;
  otherId: number;
  /** The other's group; null when it is in the same batch. */
  otherGroupId: number | null;
  /** Bands that they share. */
  shared: number;
};

/** The next fingerprints that nobody has compared yet. */
export async function readUnlinked(limit: number): Promise<number[]> {
  const rows = await all(listUnlinked(limit));
  return rows.map(({ id }) => id);
}

/**
 * Pairs that share a band, of one in the batch and one that is compared already or in the batch, too. The
 * subject is looked at last: half of all fingerprints have it, and its index must not be read beside that of the bands.
 */
export async function readLikelyPairs(batch: number[]): Promise<LikelyPair[]> {
  const rows = await all(listQueueable(batch));
  return rows.map(({ bands, otherBands, ...pair }) => ({ ...pair, shared: countShared(bands, otherBands) }));
}

/** Where each fingerprint stands written: any of its holders' turns. */
export async function readPlaces(ids: number[]): Promise<{ id: number; subject: DuplicateSubject; turnId: string }[]> {
  return all(listPlaces(ids));
}

export type FingerprintLink = { fromId: number; toId: number; similarity: number };

type Grouping = { links: FingerprintLink[]; groupOf: Map<number, number>; merged: Map<number, number> };

/** Writes what a batch's comparison found: links, the group of each of the batch, older groups that are one now. */
export async function writeLinks(claim: DuplicateScan, { links, groupOf, merged }: Grouping): Promise<boolean> {
  return whileScanning(claim, async (tx) => {
    await execute(insert(links), tx);
    if (merged.size > 0) await execute(mergeGroups(merged), tx);
    await execute(setGroups(groupOf), tx);
  });
}

function countShared(a: number[], b: number[]): number {
  return a.reduce((count, band, i) => count + (band === b[i] ? 1 : 0), 0);
}
