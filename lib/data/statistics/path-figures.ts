import { all, execute } from "../door/execute";
import { sql } from "../door/fragment";
import { int, made, text } from "../door/row";
import { statement } from "../door/statement";
import { trainablePaths } from "../snapshots/trainable-paths";
import type { Queryable } from "../sql";

/** A path of a dialogue, by its turns, as of a version of that dialogue; none where training would be given nothing of it. */
export type DialoguePath = { dialogueId: string; version: number; day: string; turnIds: string[] };
/** The values of each figure. */
type Values = Partial<Record<string, (number | null)[]>>;

/** The day of a dialogue's birth, in UTC. */
const day = sql`to_char(d.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')`;
const pathShape = { dialogueId: text, version: int, day: text, turnIds: text };

const listPaths = statement(
  "paths.list",
  pathShape,
  (ids: string[]) => sql`
    WITH RECURSIVE chosen AS (
      SELECT d.id, d.head_id, d.end_mark_id, d.untrained, d.version, ${day} AS day FROM dialogue d WHERE d.id = ANY(${ids}::text[])
    ), ${trainablePaths({ hashed: false })}
    SELECT c.id AS "dialogueId", c.version, c.day,
      CASE WHEN k.reason IS NULL THEN coalesce(array_to_string(k.ids[:k.n], ' '), '') ELSE '' END AS "turnIds"
    FROM chosen c LEFT JOIN trainable k ON k.dialogue_id = c.id`,
);

/** What training would be given of these dialogues now. */
export async function readPaths(dialogueIds: string[]): Promise<DialoguePath[]> {
  if (dialogueIds.length === 0) return [];
  return (await all(listPaths(dialogueIds))).map(toPath);
}

const listPinned = statement(
  "paths.listPinned",
  pathShape,
  (snapshotId: string, after: number, limit: number) => sql`
    SELECT m.dialogue_id AS "dialogueId", m.version, ${day} AS day, array_to_string(m.turn_ids, ' ') AS "turnIds"
    FROM snapshot_dialogue m JOIN dialogue d ON d.id = m.dialogue_id
    WHERE m.snapshot_id = ${snapshotId} AND m.position > ${after}::int AND m.position <= ${after}::int + ${limit}::int`,
);

/** What a snapshot holds of its dialogues from the one behind `after` on, in any order. */
export async function readPinnedPaths(snapshotId: string, after: number, limit: number): Promise<DialoguePath[]> {
  return (await all(listPinned(snapshotId, after, limit))).map(toPath);
}

function toPath({ turnIds, ...path }: { turnIds: string } & Omit<DialoguePath, "turnIds">): DialoguePath {
  return Object.assign(path, { turnIds: turnIds === "" ? [] : turnIds.split(" ") });
}

const listDays = statement(
  "paths.listMeasured",
  { headId: text, dialogueId: text, seen: int, day: text, values: made<Values>() },
  (headIds: string[], version: number) => sql`
    SELECT p.head_id AS "headId", p.dialogue_id AS "dialogueId", p.seen, ${day} AS day, p.values
    FROM path_figures p JOIN dialogue d ON d.id = p.dialogue_id
    WHERE p.head_id = ANY(${headIds}::text[]) AND p.version = ${version}::int`,
);

/** What was measured by this version of the measures, of the paths that end here. */
export function readMeasured(headIds: string[], version: number) {
  return headIds.length === 0 ? Promise.resolve([]) : all(listDays(headIds, version));
}

const listTexts = statement(
  "paths.listTexts",
  { id: text, text },
  (ids: string[]) => sql`SELECT t.id, t.text FROM turn t WHERE t.id = ANY(${ids}::text[])`,
);

/** Texts of turns by their ids. */
export async function readTexts(turnIds: string[]): Promise<Map<string, string>> {
  return new Map((await all(listTexts(turnIds))).map(({ id, text }) => [id, text]));
}

export type MeasuredPath = { headId: string; dialogueId: string; seen: number; values: Values; bins: string[] };

const write = statement(
  "paths.write",
  {},
  (paths: MeasuredPath[], version: number) => sql`
    INSERT INTO path_figures AS p (head_id, dialogue_id, version, seen, "values", bins)
    SELECT n.head_id, n.dialogue_id, ${version}::int, n.seen, n.measured::jsonb, string_to_array(n.bins, ' ')
    FROM unnest(${paths.map(({ headId }) => headId)}::text[], ${paths.map(({ dialogueId }) => dialogueId)}::text[],
      ${paths.map(({ seen }) => seen)}::int[], ${paths.map(({ values }) => JSON.stringify(values))}::text[],
      ${paths.map(({ bins }) => bins.join(" "))}::text[]) AS n (head_id, dialogue_id, seen, measured, bins)
    ON CONFLICT (head_id) DO UPDATE SET version = excluded.version, seen = greatest(p.seen, excluded.seen),
      "values" = excluded."values", bins = excluded.bins WHERE p.version <= excluded.version`,
);

/** Keeps what was measured of paths; a worker of an older version takes nothing away from a newer one. */
export async function writeMeasured(tx: Queryable, paths: MeasuredPath[], version: number): Promise<void> {
  if (paths.length > 0) await execute(write(paths, version), tx);
}

const see = statement(
  "paths.see",
  {},
  (headIds: string[], versions: number[]) => sql`
    UPDATE path_figures p SET seen = n.seen FROM unnest(${headIds}::text[], ${versions}::int[]) AS n (head_id, seen)
    WHERE p.head_id = n.head_id AND p.seen < n.seen`,
);

/** Notes that these are the paths of their dialogues as of these versions: where somebody went back to one, it counts again. */
export async function seePaths(tx: Queryable, headIds: string[], versions: number[]): Promise<void> {
  if (headIds.length > 0) await execute(see(headIds, versions), tx);
}
