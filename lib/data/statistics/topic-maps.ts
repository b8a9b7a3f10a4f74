import { packedEnds } from "@/lib/domain/statistics/packed-map";
import type { MapChoice, MapPoint, TopicMap } from "@/lib/domain/statistics/topic-map";
import { all, execute, first } from "../door/execute";
import { sql } from "../door/fragment";
import { columns, int, made, orNull, text, texts } from "../door/row";
import { statement } from "../door/statement";
import { readingPool } from "../pool";
import type { Queryable } from "../sql";

/** A map of a snapshot, as it was drawn by this version. */
export type WhichMap = MapChoice & { snapshotId: string; version: number };

const isIt = ({ snapshotId, subject, vectoriser, version }: WhichMap) => sql`
  m.snapshot_id = ${snapshotId} AND m.subject = ${subject} AND m.vectoriser = ${vectoriser} AND m.version = ${version}::int`;
const example: WhichMap = { snapshotId: "s", subject: "openings", vectoriser: "own", version: 1 };
const examples = { examples: [[example]] as [WhichMap][] };

const card = columns("TopicMap", "m", "own", "texts", "skipped", "vectors", "tookMs", "createdAt");

const find = statement(
  "topicMaps.find",
  {
    ...card.row,
    points: int,
    people: orNull(made<NonNullable<TopicMap["people"]>>()),
    referenceId: orNull(text),
    origins: made<TopicMap["origins"]>(),
  },
  (which: WhichMap) => sql`
    SELECT ${card}, cardinality(m.dialogue_ids) AS points, r.snapshot_id AS "referenceId",
      CASE WHEN p.id IS NOT NULL THEN json_build_object('snapshotId', p.id, 'dataSetName', s.name, 'number', p.number) END AS people,
      coalesce((SELECT json_agg(json_build_object('id', o.id, 'kind', CASE WHEN n.id IS NULL THEN 'import' ELSE 'run' END,
          'name', coalesce(n.name, i.name, '')) ORDER BY o.place)
        FROM unnest(m.origin_ids) WITH ORDINALITY AS o (id, place) LEFT JOIN run n ON n.id = o.id LEFT JOIN import i ON i.id = o.id), '[]') AS origins
    FROM topic_map m LEFT JOIN snapshot p ON p.id = m.people_id LEFT JOIN data_set s ON s.id = p.data_set_id
      LEFT JOIN human_reference r ON true
    WHERE ${isIt(which)}`,
  examples,
);

/** What is told of a map, beside its points; null where it was not drawn. */
export async function findTopicMap(which: WhichMap): Promise<TopicMap | null> {
  const found = await first(find(which));
  if (!found) return null;
  const { createdAt, referenceId, ...kept } = found;
  const wanted = referenceId === which.snapshotId ? null : referenceId;
  return { ...kept, hasReference: wanted === (kept.people?.snapshotId ?? null), at: createdAt.toISOString() };
}

const points = columns("TopicMap", "m", "places", "origins");

// A letter a point: of what may change since it was drawn, in one text each, which is read in no time.
const findPoints = statement(
  "topicMaps.findPoints",
  { ...points.row, verdicts: text, ends: text },
  (which: WhichMap) => sql`
    SELECT ${points}, l.verdicts, l.ends FROM topic_map m CROSS JOIN LATERAL (
      SELECT coalesce(string_agg(CASE WHEN d.id IS NULL OR d.deleted_at IS NOT NULL THEN 'x' WHEN d.verdict = 'accepted' THEN 'a'
          WHEN d.verdict = 'rejected' THEN 'r' ELSE 'n' END, '' ORDER BY o.place), '') AS verdicts,
        coalesce(string_agg(chr(97 + coalesce(array_position(${[...packedEnds]}::text[], d.end_reason), 0)), '' ORDER BY o.place), '') AS ends
      FROM unnest(m.dialogue_ids) WITH ORDINALITY AS o (id, place) LEFT JOIN dialogue d ON d.id = o.id) l
    WHERE ${isIt(which)}`,
  examples,
);

/** What a page draws a map from. `verdicts` and `ends`: a letter a point, as the dialogue stands now. */
export async function findMapPoints(
  which: WhichMap,
): Promise<{ places: Uint8Array; origins: Uint8Array; verdicts: string; ends: string } | null> {
  return first(findPoints(which), readingPool());
}

const tell = statement(
  "topicMaps.tellPoints",
  { point: int, dialogueId: text, text },
  (which: WhichMap, asked: readonly number[]) => sql`
    SELECT a.point, m.dialogue_ids[a.point + 1] AS "dialogueId", left(t.text, 280) AS text
    FROM topic_map m CROSS JOIN LATERAL unnest(${[...asked]}::int[]) AS a (point)
      JOIN turn t ON t.id = m.turn_ids[a.point + 1] WHERE ${isIt(which)} ORDER BY a.point`,
  { examples: [[example, [0]]] },
);

/** What these points say. */
export async function tellMapPoints(which: WhichMap, asked: readonly number[]): Promise<MapPoint[]> {
  return all(tell(which, asked), readingPool());
}

const listDialogues = statement(
  "topicMaps.listDialogues",
  { ids: texts },
  (which: WhichMap, asked: readonly number[]) => sql`
    SELECT coalesce(array_agg(DISTINCT m.dialogue_ids[a.point + 1]) FILTER (WHERE m.dialogue_ids[a.point + 1] IS NOT NULL), '{}') AS ids
    FROM topic_map m CROSS JOIN LATERAL unnest(${[...asked]}::int[]) AS a (point) WHERE ${isIt(which)}`,
  { examples: [[example, [0]]] },
);

/** The dialogues of these points, each once. */
export async function listMapDialogues(which: WhichMap, asked: readonly number[]): Promise<string[]> {
  return (await first(listDialogues(which, asked), readingPool()))?.ids ?? [];
}

const ground = columns("TopicMap", "m", "places", "axes", "flat");

const findGroundOf = statement(
  "topicMaps.findGround",
  ground.row,
  (which: WhichMap) => sql`SELECT ${ground} FROM topic_map m WHERE ${isIt(which)}`,
  examples,
);

/** What others are placed by. */
export async function findGround(
  which: WhichMap,
): Promise<{ places: Uint8Array; axes: Uint8Array; flat: Uint8Array } | null> {
  return first(findGroundOf(which), readingPool());
}

export type DrawnMap = Pick<TopicMap, "own" | "texts" | "skipped" | "vectors" | "tookMs"> & {
  peopleId: string | null;
  dialogueIds: readonly string[];
  turnIds: readonly string[];
  originIds: readonly string[];
  origins: Buffer;
  places: Buffer;
  axes: Buffer;
  flat: Buffer;
};

const write = statement(
  "topicMaps.write",
  {},
  ({ snapshotId, subject, vectoriser, version }: WhichMap, map: DrawnMap) => sql`
    INSERT INTO topic_map AS m (snapshot_id, subject, vectoriser, version, people_id, own, texts, skipped, vectors, dialogue_ids,
      turn_ids, origin_ids, origins, places, axes, flat, took_ms)
    VALUES (${snapshotId}, ${subject}, ${vectoriser}, ${version}::int, ${map.peopleId}, ${map.own}::int, ${map.texts}::int,
      ${map.skipped}::int, ${map.vectors}, ${[...map.dialogueIds]}::text[], ${[...map.turnIds]}::text[], ${[...map.originIds]}::text[],
      ${map.origins}, ${map.places}, ${map.axes}, ${map.flat}, ${map.tookMs}::int)
    ON CONFLICT (snapshot_id, subject, vectoriser) DO UPDATE SET version = excluded.version, people_id = excluded.people_id,
      own = excluded.own, texts = excluded.texts, skipped = excluded.skipped, vectors = excluded.vectors,
      dialogue_ids = excluded.dialogue_ids, turn_ids = excluded.turn_ids, origin_ids = excluded.origin_ids, origins = excluded.origins,
      places = excluded.places, axes = excluded.axes, flat = excluded.flat, took_ms = excluded.took_ms, created_at = now()
      WHERE m.version <= excluded.version`,
);

/** Keeps a map in place of the one before; a worker of an older version takes nothing away from a newer one. */
export async function writeTopicMap(tx: Queryable, which: WhichMap, map: DrawnMap): Promise<void> {
  await execute(write(which, map), tx);
}
