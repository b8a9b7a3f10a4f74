import { must } from "@/lib/base/assert";
import { all, execute, first } from "../door/execute";
import { sql } from "../door/fragment";
import { float, int, text } from "../door/row";
import { statement } from "../door/statement";
import { enqueueJob } from "../jobs/enqueue";
import { type JobClaim, whileHeld } from "../jobs/job-claim";
import { acrossProjects, inProject } from "../project-at-work";
import { type Queryable, transaction } from "../sql";

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
        OR j.status IN ('failed', 'cancelled') AND j.ended_at > now() - interval '15 minutes'))`,
);

/**
 * Asks for the job where there is something to compare and it is not asked for yet. Found by looking, so that nobody who
 * ends a dialogue waits for it. One that a person cancelled, or that failed for good, is left alone for a while.
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
