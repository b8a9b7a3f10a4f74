import type { PinnedState } from "@/lib/domain/act-plan";
import type { Verdict } from "@/lib/domain/dialogue";
import type {
  ChangedPart,
  ChangeKind,
  PinnedPath,
  PinnedTurn,
  SnapshotChange,
  SnapshotDifference,
} from "@/lib/domain/training/snapshot-change";
import { all, first } from "../door/execute";
import { sql } from "../door/fragment";
import { columns, int, made, orNull, text, texts, word, words } from "../door/row";
import { statement } from "../door/statement";
import { type PageOf, type PageQuery, placeAfter, toPage } from "../page";
import type { Queryable } from "../sql";

/** Two snapshots: the one before and the one after. */
export type Two = { from: string; to: string };

const side = (snapshotId: string) => sql`
  (SELECT m.dialogue_id, m.position, m.turn_ids, m.untrained, m.verdict, m.tags, m.labels, m.digest FROM snapshot_dialogue m
    WHERE m.snapshot_id = ${snapshotId})`;
const digests = (snapshotId: string) => sql`
  (SELECT o.digest FROM snapshot_dialogue o WHERE o.snapshot_id = ${snapshotId})`;

/**
 * `compared (kind, parts, position, dialogue_id, root_id)`: every dialogue of either. One that only one of them holds is in
 * both if the other says the very same under another id; it is then counted with the one after.
 */
const compared = ({ from, to }: Two) => sql`
  both_sides AS (
    SELECT coalesce(b.dialogue_id, a.dialogue_id) AS dialogue_id, coalesce(b.position, a.position) AS position,
      coalesce(b.turn_ids, a.turn_ids) AS turn_ids, a.dialogue_id AS before_id, b.dialogue_id AS after_id,
      CASE WHEN a.dialogue_id IS NULL OR b.dialogue_id IS NULL THEN '{}' ELSE array_remove(ARRAY[
        CASE WHEN a.digest <> b.digest AND a.turn_ids <> b.turn_ids THEN 'turns' END,
        CASE WHEN a.digest <> b.digest AND a.untrained <> b.untrained THEN 'mask' END,
        CASE WHEN a.verdict IS DISTINCT FROM b.verdict THEN 'verdict' END,
        CASE WHEN NOT (a.tags @> b.tags AND b.tags @> a.tags) THEN 'tags' END,
        CASE WHEN a.labels IS DISTINCT FROM b.labels THEN 'labels' END], NULL) END AS parts,
      a.digest IN ${digests(to)} AS stayed, b.digest IN ${digests(from)} AS was_there
    FROM ${side(from)} a FULL JOIN ${side(to)} b ON b.dialogue_id = a.dialogue_id
  ), compared AS (
    SELECT s.dialogue_id, s.position, s.turn_ids[1] AS root_id, s.parts, CASE
      WHEN s.before_id IS NULL THEN CASE WHEN s.was_there THEN 'same' ELSE 'added' END
      WHEN s.after_id IS NULL THEN CASE WHEN s.stayed THEN NULL ELSE 'removed' END
      WHEN s.parts = '{}' THEN 'same' ELSE 'changed' END AS kind FROM both_sides s
  )`;

const count = statement(
  "snapshotChanges.count",
  { kind: orNull(word<keyof SnapshotDifference>()), n: int },
  (two: Two) => sql`WITH ${compared(two)} SELECT c.kind, count(*)::int AS n FROM compared c GROUP BY 1`,
);

export async function countChanges(two: Two): Promise<SnapshotDifference> {
  const difference: SnapshotDifference = { same: 0, added: 0, removed: 0, changed: 0 };
  for (const { kind, n } of await all(count(two))) if (kind !== null) difference[kind] = n;
  return difference;
}

const list = statement(
  "snapshotChanges.list",
  { dialogueId: text, position: int, opening: text, parts: words<ChangedPart>() },
  (two: Two, kind: ChangeKind, after: string | null, limit: number) => sql`
    WITH ${compared(two)}
    SELECT c.dialogue_id AS "dialogueId", c.position, left(t.text, 280) AS opening, c.parts
    FROM compared c JOIN turn t ON t.id = c.root_id
    WHERE c.kind = ${kind} AND (${after}::int IS NULL OR c.position > ${after}::int) ORDER BY c.position LIMIT ${limit}::int`,
);

/** In the order of the snapshot that holds them; of what changed, of the one after. */
export async function listChanges(
  two: Two,
  { kind, cursor, limit }: PageQuery & { kind: ChangeKind },
): Promise<PageOf<SnapshotChange>> {
  const rows = await all(list(two, kind, placeAfter(cursor, "int")[0], limit + 1));
  const { items, nextCursor } = toPage(rows, limit, ({ position, dialogueId }) => [position, dialogueId]);
  return { items: items.map(({ position: _, ...change }) => change), nextCursor };
}

const findPath = statement(
  "snapshotChanges.findPath",
  { turns: made<PinnedTurn[]>(), verdict: orNull(word<Verdict>()), tags: texts },
  (snapshotId: string, dialogueId: string) => sql`
    SELECT m.verdict, m.tags, (SELECT json_agg(json_build_object('id', t.id, 'speaker', t.speaker, 'text', t.text,
        'origin', t.origin, 'trained', t.id <> ALL (m.untrained)) ORDER BY i.place)
      FROM unnest(m.turn_ids) WITH ORDINALITY AS i (id, place) JOIN turn t ON t.id = i.id) AS turns
    FROM snapshot_dialogue m WHERE m.snapshot_id = ${snapshotId} AND m.dialogue_id = ${dialogueId}`,
);

/** A dialogue as a snapshot has it; null where it does not hold it. */
export async function findPinnedPath(snapshotId: string, dialogueId: string): Promise<PinnedPath | null> {
  return first(findPath(snapshotId, dialogueId));
}

const pinned = columns("SnapshotDialogue", "m", "headId", "turnIds", "endMarkId", "untrained", "tags");

const findState = statement(
  "snapshotChanges.findState",
  { ...pinned.row, verdict: orNull(word<Verdict>()) },
  (snapshotId: string, dialogueId: string) => sql`
    SELECT ${pinned}, m.verdict FROM snapshot_dialogue m
    WHERE m.snapshot_id = ${snapshotId} AND m.dialogue_id = ${dialogueId}`,
);

/** How a dialogue stood in a snapshot; null where that does not hold it. */
export async function findPinned(tx: Queryable, snapshotId: string, dialogueId: string): Promise<PinnedState | null> {
  return first(findState(snapshotId, dialogueId), tx);
}
