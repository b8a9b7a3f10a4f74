import type { BehindDialogues, DialogueFacts } from "@/lib/domain/statistics/corpus-figures";
import type { Measured } from "@/lib/domain/statistics/measured";
import { all, first } from "../door/execute";
import { type Fragment, sql } from "../door/fragment";
import { float, int, orNull, text, texts } from "../door/row";
import { statement } from "../door/statement";
import { readingPool } from "../pool";
import { trainablePaths } from "../snapshots/trainable-paths";

type Kind = Measured["kind"];

/** CTEs that give `member (dialogue_id, turn_ids)`: as they were pinned, or as training would be given them now. */
function members(kind: Kind, id: string): Fragment {
  if (kind === "snapshot")
    return sql`member AS (SELECT m.dialogue_id, m.turn_ids FROM snapshot_dialogue m WHERE m.snapshot_id = ${id})`;
  return sql`chosen AS (
      SELECT d.id, d.head_id, d.end_mark_id, d.untrained FROM data_set_path x JOIN dialogue d ON d.id = x.dialogue_id
      WHERE x.data_set_id = ${id} AND x.head_id IS NOT NULL
    ), ${trainablePaths({ hashed: false })}, member AS (
      SELECT k.dialogue_id, k.ids[:k.n] AS turn_ids FROM trainable k WHERE k.reason IS NULL)`;
}

/**
 * The dialogue `d` of `member m`, looked up by its key. A plain join is planned as if there were one member, and then goes
 * through all of them for each dialogue of the project.
 */
const dialogueOfMember = sql`CROSS JOIN LATERAL (SELECT o.* FROM dialogue o WHERE o.id = m.dialogue_id OFFSET 0) d`;

/** Whether a dialogue is one of them: by an index, since it is asked for each that is like another. */
function isMember(kind: Kind, id: string, dialogueId: Fragment): Fragment {
  return kind === "snapshot"
    ? sql`EXISTS (SELECT FROM snapshot_dialogue o WHERE o.dialogue_id = ${dialogueId} AND o.snapshot_id = ${id})`
    : sql`EXISTS (SELECT FROM data_set_path o
        WHERE o.data_set_id = ${id} AND o.dialogue_id = ${dialogueId} AND o.head_id IS NOT NULL)`;
}

const examples: [Kind, string][] = [
  ["snapshot", "s"],
  ["data_set", "d"],
];

const count = statement(
  "dialogueFacts.count",
  {
    edited: int,
    alike: int,
    roleSlips: int,
    cost: float,
    contextMean: orNull(float),
    contextMost: orNull(float),
    contextDialogues: int,
  },
  (kind: Kind, id: string) => sql`
    WITH RECURSIVE ${members(kind, id)}
    SELECT count(*) FILTER (WHERE t.by_people)::int AS edited, count(*) FILTER (WHERE f.is_alike)::int AS alike,
      count(*) FILTER (WHERE t.slips)::int AS "roleSlips", coalesce(sum(d.cost), 0)::float8 AS cost,
      avg(c.share)::float8 AS "contextMean", max(c.share)::float8 AS "contextMost", count(c.share)::int AS "contextDialogues"
    FROM member m ${dialogueOfMember}
    CROSS JOIN LATERAL (SELECT CASE WHEN d.context_limit > 0 THEN d.context_tokens::float8 / d.context_limit END AS share) c
    CROSS JOIN LATERAL (
      SELECT coalesce(bool_or(t.origin = 'person'), false) AS by_people,
        coalesce(bool_or('answers_like_assistant' = ANY (t.flags)), false) AS slips
      FROM turn t WHERE t.dialogue_id = m.dialogue_id AND t.id = ANY (m.turn_ids)) t
    CROSS JOIN LATERAL (
      SELECT EXISTS (
        SELECT FROM dialogue_fingerprint own JOIN text_fingerprint ow ON ow.id = own.fingerprint_id
          JOIN text_fingerprint w ON w.group_id = ow.group_id JOIN dialogue_fingerprint dw ON dw.fingerprint_id = w.id
        WHERE own.dialogue_id = d.id AND own.subject = 'dialogue' AND dw.dialogue_id <> d.id
          AND ${isMember(kind, id, sql`dw.dialogue_id`)}) AS is_alike) f`,
  { examples },
);

const listEnds = statement(
  "dialogueFacts.listEnds",
  { name: text, dialogues: int },
  (kind: Kind, id: string) => sql`
    WITH RECURSIVE ${members(kind, id)}
    SELECT coalesce(d.end_reason, '') AS name, count(*)::int AS dialogues
    FROM member m ${dialogueOfMember} GROUP BY 1 ORDER BY 2 DESC, 1`,
  { examples },
);

/** Who and what is behind the dialogues, as it is now. */
export async function countDialogueFacts({ kind, id }: Measured): Promise<DialogueFacts> {
  const [counted, endReasons, behind] = await Promise.all([
    first(count(kind, id), readingPool()),
    all(listEnds(kind, id), readingPool()),
    kind === "snapshot" ? null : readBehind(id),
  ]);
  const { contextMean, contextMost, contextDialogues, edited = 0, alike = 0, roleSlips = 0, cost = 0 } = counted ?? {};
  const context =
    contextMean == null || contextMost == null || !contextDialogues
      ? null
      : { mean: contextMean, most: contextMost, dialogues: contextDialogues };
  return { endReasons, edited, alike, roleSlips, cost, context, behind };
}

const behind = statement(
  "dialogueFacts.behind",
  {
    users: texts,
    assistants: texts,
    userPrompts: int,
    assistantPrompts: int,
    files: int,
    accepted: int,
    rejected: int,
  },
  (dataSetId: string) => sql`
    WITH origin AS (
      SELECT d.run_id, d.import_id, count(*) FILTER (WHERE d.verdict = 'accepted') AS accepted,
        count(*) FILTER (WHERE d.verdict = 'rejected') AS rejected
      FROM data_set_path x JOIN dialogue d ON d.id = x.dialogue_id
      WHERE x.data_set_id = ${dataSetId} AND x.head_id IS NOT NULL GROUP BY 1, 2
    )
    SELECT coalesce(array_agg(DISTINCT u.name) FILTER (WHERE u.name IS NOT NULL), '{}') AS users,
      coalesce(array_agg(DISTINCT a.name) FILTER (WHERE a.name IS NOT NULL), '{}') AS assistants,
      (count(DISTINCT coalesce(r.spec ->> 'simulatorPrompt', '')) FILTER (WHERE r.id IS NOT NULL))::int AS "userPrompts",
      (count(DISTINCT coalesce(r.spec ->> 'assistantPrompt', '')) FILTER (WHERE r.id IS NOT NULL))::int AS "assistantPrompts",
      count(DISTINCT o.import_id)::int AS files, coalesce(sum(o.accepted), 0)::int AS accepted,
      coalesce(sum(o.rejected), 0)::int AS rejected
    FROM origin o LEFT JOIN run r ON r.id = o.run_id LEFT JOIN model u ON u.id = r.simulator_id
      LEFT JOIN model a ON a.id = r.assistant_id`,
);

const listLanguages = statement(
  "dialogueFacts.listLanguages",
  { language: text, dialogues: int },
  (dataSetId: string) => sql`
    SELECT d.given ->> 'language' AS language, count(*)::int AS dialogues
    FROM data_set_path x JOIN dialogue d ON d.id = x.dialogue_id
    WHERE x.data_set_id = ${dataSetId} AND x.head_id IS NOT NULL AND d.given ->> 'language' <> ''
    GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 50`,
);

/** What a snapshot knows of its moment, of a data set as it is now. */
async function readBehind(dataSetId: string): Promise<BehindDialogues> {
  const [row, languages] = await Promise.all([
    first(behind(dataSetId), readingPool()),
    all(listLanguages(dataSetId), readingPool()),
  ]);
  const none = { users: [], assistants: [], userPrompts: 0, assistantPrompts: 0, files: 0, accepted: 0, rejected: 0 };
  return Object.assign({}, row ?? none, { languages });
}
