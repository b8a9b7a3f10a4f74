import type { Speaker } from "@/lib/domain/dialogue";
import type { DuplicateSubject } from "@/lib/domain/duplicates";
import { all, execute } from "../door/execute";
import { sql } from "../door/fragment";
import { bigint, bool, int, made, orNull, text } from "../door/row";
import { statement } from "../door/statement";
import type { Queryable } from "../sql";
import { type DuplicateScan, whileScanning } from "./duplicate-scan";

export type Stale = { noteIds: string[]; dialogues: { id: string; headId: string | null }[] };

const listStale = statement(
  "fingerprints.listStale",
  { id: bigint, dialogueId: text, headId: orNull(text) },
  (limit: number) => sql`
    SELECT s.id, s.dialogue_id AS "dialogueId",
      CASE WHEN d.status = 'ended' AND d.deleted_at IS NULL THEN d.head_id END AS "headId"
    FROM (SELECT * FROM stale_fingerprint ORDER BY id LIMIT ${limit}::int) s LEFT JOIN dialogue d ON d.id = s.dialogue_id`,
);

/** The next dialogues to be looked at: their heads, null for those that have no fingerprint (any more). */
export async function readStale(limit: number): Promise<Stale> {
  const notes = await all(listStale(limit));
  const heads = new Map(notes.map(({ dialogueId, headId }) => [dialogueId, headId]));
  return { noteIds: notes.map(({ id }) => id), dialogues: [...heads].map(([id, headId]) => ({ id, headId })) };
}

export type ComparedPath = { id: string; speaker: Speaker; text: string }[];

const listPaths = statement(
  "fingerprints.listPaths",
  { lastId: text, path: made<ComparedPath>() },
  (turnIds: string[]) => sql`
    WITH RECURSIVE path AS (
      SELECT t.id AS last_id, t.id, t.parent_id, t.speaker, t.text, 0 AS back FROM turn t
      WHERE t.id = ANY(${turnIds}::text[])
      UNION ALL
      SELECT p.last_id, t.id, t.parent_id, t.speaker, t.text, p.back + 1 FROM path p JOIN turn t ON t.id = p.parent_id
    )
    SELECT last_id AS "lastId", json_agg(json_build_object('id', id, 'speaker', speaker, 'text', text)
      ORDER BY back DESC) AS path FROM path GROUP BY last_id`,
);

/** What was said up to each of these turns, root first. */
export async function readPathsTo(turnIds: string[]): Promise<Map<string, ComparedPath>> {
  const rows = await all(listPaths(turnIds));
  return new Map(rows.map(({ lastId, path }) => [lastId, path]));
}

export type FoundFingerprint = {
  dialogueId: string;
  subject: DuplicateSubject;
  /** Where it ends. */
  turnId: string;
  /** In hex. */
  digest: string;
  bands: number[];
};

const listBefore = statement(
  "fingerprints.listBefore",
  { id: int },
  (dialogueIds: string[]) => sql`
      SELECT DISTINCT fingerprint_id AS id FROM dialogue_fingerprint WHERE dialogue_id = ANY(${dialogueIds}::text[])`,
);

const insertNew = statement(
  "fingerprints.insert",
  {},
  (given: string) => sql`
      INSERT INTO text_fingerprint (subject, digest, bands)
      SELECT DISTINCT ON (subject, digest) subject, decode(digest, 'hex'), bands
      FROM json_to_recordset(${given}::json) AS g(subject text, digest text, bands int[])
      WHERE NOT EXISTS (SELECT FROM text_fingerprint w WHERE w.subject = g.subject AND w.digest = decode(g.digest, 'hex'))`,
);

const hold = statement(
  "fingerprints.hold",
  {},
  (given: string) => sql`
      INSERT INTO dialogue_fingerprint (dialogue_id, subject, fingerprint_id, turn_id)
      SELECT g."dialogueId", g.subject, w.id, g."turnId"
      FROM json_to_recordset(${given}::json) AS g("dialogueId" text, subject text, digest text, "turnId" text)
      JOIN text_fingerprint w ON w.subject = g.subject AND w.digest = decode(g.digest, 'hex')
      ON CONFLICT (dialogue_id, subject) DO UPDATE SET fingerprint_id = EXCLUDED.fingerprint_id, turn_id = EXCLUDED.turn_id`,
);

const letGo = statement(
  "fingerprints.letGo",
  {},
  (dialogueIds: string[], given: string) => sql`
      DELETE FROM dialogue_fingerprint dw WHERE dialogue_id = ANY(${dialogueIds}::text[]) AND NOT EXISTS (
        SELECT FROM json_to_recordset(${given}::json) AS g("dialogueId" text, subject text)
        WHERE g."dialogueId" = dw.dialogue_id AND g.subject = dw.subject)`,
);

const forgetStale = statement(
  "fingerprints.forgetStale",
  {},
  (noteIds: string[]) => sql`
    DELETE FROM stale_fingerprint WHERE id = ANY(${noteIds}::bigint[])`,
);

/**
 * Makes `found` what these dialogues say, and takes the notes away. A fingerprint that nobody says any more goes; where it
 * held others together, these are to be compared again.
 */
export async function writeFingerprints(
  claim: DuplicateScan,
  stale: Stale,
  found: FoundFingerprint[],
): Promise<boolean> {
  return whileScanning(claim, async (tx) => {
    const ids = stale.dialogues.map(({ id }) => id);
    const before = await all(listBefore(ids), tx);
    const given = JSON.stringify(found);
    await execute(insertNew(given), tx);
    await execute(hold(given), tx);
    await execute(letGo(ids, given), tx);
    const left = before.map(({ id }) => id);
    if (left.length > 0) await dropUnheld(tx, left);
    await execute(forgetStale(stale.noteIds), tx);
  });
}

const listUnheld = statement(
  "fingerprints.listUnheld",
  { id: int, groupId: orNull(int), isLeaf: bool },
  (ids: number[]) => sql`
    SELECT w.id, w.group_id AS "groupId",
      (SELECT count(*) < 2 FROM fingerprint_link l WHERE l.from_id = w.id OR l.to_id = w.id) AS "isLeaf"
    FROM text_fingerprint w WHERE w.id = ANY(${ids}::int[])
      AND NOT EXISTS (SELECT FROM dialogue_fingerprint dw WHERE dw.fingerprint_id = w.id)`,
);

const remove = statement(
  "fingerprints.delete",
  {},
  (ids: number[]) => sql`
    DELETE FROM text_fingerprint WHERE id = ANY(${ids}::int[])`,
);

const breakGroups = statement(
  "fingerprints.breakGroups",
  {},
  (groupIds: number[]) => sql`
    WITH member AS (UPDATE text_fingerprint SET group_id = NULL WHERE group_id = ANY(${groupIds}::int[]) RETURNING id)
    DELETE FROM fingerprint_link WHERE from_id IN (SELECT id FROM member)`,
);

async function dropUnheld(tx: Queryable, ids: number[]): Promise<void> {
  const unheld = await all(listUnheld(ids), tx);
  const broken = unheld.flatMap(({ groupId, isLeaf }) => (isLeaf || groupId === null ? [] : [groupId]));
  const gone = unheld.map(({ id }) => id);
  await execute(remove(gone), tx);
  if (broken.length === 0) return;
  await execute(breakGroups(broken), tx);
}
