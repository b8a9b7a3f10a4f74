import { type Queryable, query, sql, transaction } from "../sql";

/** The right to compare, held by one worker at a time. Under an older fence nothing is written. */
export type DuplicateScan = { fence: number; threshold: number };

const leaseSeconds = 30;

/** Takes the right to compare when there is something to compare and nobody is at it; null otherwise. */
export async function claimDuplicateScan(workerId: string): Promise<DuplicateScan | null> {
  const [claim] = await query<DuplicateScan>`
    UPDATE duplicate_setting SET fence = fence + 1, lease_worker = ${workerId},
      lease_until = now() + make_interval(secs => ${leaseSeconds})
    WHERE (lease_until IS NULL OR lease_until < now())
      AND (EXISTS (SELECT FROM stale_fingerprint) OR EXISTS (SELECT FROM text_fingerprint WHERE group_id IS NULL))
    RETURNING fence, threshold`;
  return claim ?? null;
}

/** Gives the right back, if it is still held. */
export async function releaseDuplicateScan({ fence }: DuplicateScan): Promise<void> {
  await query`UPDATE duplicate_setting SET lease_worker = NULL, lease_until = NULL WHERE fence = ${fence}::int`;
}

/**
 * Does `work` in a transaction that renews the lease; false, with nothing written, when somebody else compares now or
 * the threshold was changed. The renewed row stays locked to the end, so two never write at once.
 */
export async function whileScanning(
  { fence }: DuplicateScan,
  work: (tx: Queryable) => Promise<void>,
): Promise<boolean> {
  return transaction(async (tx) => {
    const [held] = await sql(tx)`
      UPDATE duplicate_setting SET lease_until = now() + make_interval(secs => ${leaseSeconds})
      WHERE fence = ${fence}::int RETURNING id`;
    if (held) await work(tx);
    return held !== undefined;
  });
}

export type DuplicateProgress = {
  threshold: number;
  /** Ended dialogues that have been compared with all others. */
  compared: number;
  /** Those that are yet to be. */
  waiting: number;
};

export async function readDuplicateProgress(): Promise<DuplicateProgress> {
  const [row] = await query<DuplicateProgress>`
    WITH unlinked AS (
      SELECT DISTINCT dw.dialogue_id FROM text_fingerprint w JOIN dialogue_fingerprint dw ON dw.fingerprint_id = w.id
      WHERE w.group_id IS NULL
    ), waiting AS (
      SELECT dialogue_id FROM unlinked UNION SELECT dialogue_id FROM stale_fingerprint
    )
    SELECT threshold, (SELECT count(*) FROM waiting)::int AS waiting,
      (SELECT count(*) FROM dialogue_fingerprint dw WHERE subject = 'dialogue'
        AND NOT EXISTS (SELECT FROM waiting w WHERE w.dialogue_id = dw.dialogue_id))::int AS compared
    FROM duplicate_setting`;
  if (!row) throw new Error("The setting of duplicates is gone");
  return row;
}

/** Another threshold needs other bands: everything is compared anew. The same one again changes nothing. */
export async function updateDuplicateThreshold(threshold: number): Promise<void> {
  await transaction(async (tx) => {
    const [changed] = await sql(tx)`
      UPDATE duplicate_setting SET threshold = ${threshold}::float8, fence = fence + 1, lease_worker = NULL,
        lease_until = NULL WHERE threshold <> ${threshold}::float8 RETURNING id`;
    if (!changed) return;
    await sql(tx)`TRUNCATE text_fingerprint, dialogue_fingerprint, fingerprint_link RESTART IDENTITY`;
    await sql(tx)`
      INSERT INTO stale_fingerprint (dialogue_id)
      SELECT id FROM dialogue WHERE status = 'ended' AND deleted_at IS NULL ORDER BY id`;
  });
}
