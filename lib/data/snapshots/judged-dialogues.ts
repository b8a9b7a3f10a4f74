import type { Speaker, TurnOrigin, Verdict } from "@/lib/domain/dialogue";
import type { JudgedDialogue, JudgedTurn, JudgingAct } from "@/lib/domain/training/judged-dialogue";
import type { WrittenBy } from "@/lib/domain/training/written-by";
import { all } from "../door/execute";
import { sql } from "../door/fragment";
import { bool, columns, float, int, made, orNull, text, texts, word } from "../door/row";
import { statement } from "../door/statement";
import { readingPool } from "../pool";
import { writtenBy } from "./written-by";

const batch = 200;

/** Kinds of acts that tell what was preferred, and `accept`, which tells by whom. */
const telling = sql`ARRAY['edit', 'regenerate', 'reject_turn', 'branch', 'choose']`;

const member = columns("SnapshotDialogue", "m", "position", "endMarkId");

// Bound by the version that a dialogue had when it was pinned, the log is what it was then, and an append-only log stays so.
const listMembers = statement(
  "judgedDialogues.listMembers",
  {
    ...member.row,
    id: text,
    turnIds: texts,
    untrained: texts,
    verdict: orNull(word<Verdict>()),
    assistantPrompt: text,
    simulatorPrompt: text,
    decisions: made<JudgingAct[]>(),
  },
  (snapshotId: string, after: number, isWhole: boolean) => sql`
    SELECT ${member}, m.dialogue_id AS id, m.turn_ids AS "turnIds", m.verdict,
      m.untrained || ARRAY(SELECT jsonb_array_elements_text(coalesce((
        SELECT x.after -> 'untrained' FROM decision x WHERE x.dialogue_id = m.dialogue_id AND x.version <= m.version
        ORDER BY x.version DESC LIMIT 1), '[]'))) AS untrained,
      coalesce(r.spec ->> 'simulatorPrompt', d.given ->> 'simulatorPrompt', '') AS "simulatorPrompt",
      coalesce(r.spec ->> 'assistantPrompt', d.given ->> 'system', '') AS "assistantPrompt",
      (SELECT coalesce(json_agg(json_build_object('id', x.id, 'kind', x.kind, 'personId', x.person_id,
          'turnId', x.act ->> 'turnId', 'text', x.act ->> 'text',
          'despiteRejection', coalesce((x.act ->> 'despiteRejection')::bool, false), 'headId', x.before ->> 'headId',
          'undoesId', x.undoes_id, 'createdAt', extract(epoch FROM x.created_at)) ORDER BY x.version), '[]')
        FROM decision x WHERE x.dialogue_id = m.dialogue_id AND x.version <= m.version
          AND (x.kind = ANY (${telling}) OR x.kind IN ('accept', 'undo'))) AS decisions
    FROM snapshot_dialogue m JOIN dialogue d ON d.id = m.dialogue_id LEFT JOIN run r ON r.id = d.run_id
    WHERE m.snapshot_id = ${snapshotId} AND m.position > ${after}::int
      AND ((${isWhole}::bool AND m.verdict = 'accepted') OR EXISTS (SELECT FROM decision x
        WHERE x.dialogue_id = m.dialogue_id AND x.version <= m.version AND x.kind = ANY (${telling})))
    ORDER BY m.position LIMIT ${batch}`,
  { examples: [["s", 0, true]] },
);

const turn = columns("Turn", "t", "id", "dialogueId", "parentId", "text", "abandoned", "keptFromId");

const listTurns = statement(
  "judgedDialogues.listTurns",
  {
    ...turn.row,
    abandoned: bool,
    speaker: word<Speaker>(),
    origin: word<TurnOrigin>(),
    createdAt: float,
    writtenBy: word<WrittenBy>(),
  },
  (snapshotId: string, dialogueIds: string[]) => sql`
    SELECT ${turn}, t.speaker, t.origin, extract(epoch FROM t.created_at)::float8 AS "createdAt",
      ${writtenBy} AS "writtenBy"
    FROM turn t JOIN snapshot p ON p.id = ${snapshotId}
    WHERE t.dialogue_id = ANY (${dialogueIds}::text[]) AND t.created_at <= p.created_at ORDER BY t.id`,
);

type Judged = JudgedDialogue & { position: number };

/**
 * The dialogues of a snapshot on which people said what they prefer, in its order, each with its whole tree as it was when
 * the snapshot was made; with `accepted`, also those that were accepted without a word about any turn. The same each time,
 * a batch at a time.
 */
export async function* readJudgedDialogues(
  snapshotId: string,
  { accepted }: { accepted: boolean },
): AsyncGenerator<JudgedDialogue> {
  for (let after = 0; ; ) {
    const dialogues = await readBatch(snapshotId, after, accepted);
    yield* dialogues;
    const last = dialogues.at(-1);
    if (!last || dialogues.length < batch) return;
    after = last.position;
  }
}

async function readBatch(snapshotId: string, after: number, isWhole: boolean): Promise<Judged[]> {
  const members = await all(listMembers(snapshotId, after, isWhole), readingPool());
  if (members.length === 0) return [];
  const ids = members.map(({ id }) => id);
  const turns = new Map(ids.map((id): [string, JudgedTurn[]] => [id, []]));
  for (const { dialogueId, ...row } of await all(listTurns(snapshotId, ids), readingPool()))
    turns.get(dialogueId)?.push(row);
  return members.map(({ turnIds, ...rest }) => ({ ...rest, pathIds: turnIds, turns: turns.get(rest.id) ?? [] }));
}

const countPlain = statement(
  "judgedDialogues.countPlainlyAccepted",
  { speaker: word<Speaker>(), turns: int },
  (snapshotId: string) => sql`
    SELECT t.speaker, count(*)::int AS turns
    FROM snapshot_dialogue m JOIN turn t ON t.dialogue_id = m.dialogue_id AND t.id = ANY (m.turn_ids)
    WHERE m.snapshot_id = ${snapshotId} AND m.verdict = 'accepted' AND t.origin IN ('model', 'imported')
      AND t.id <> ALL (m.untrained) AND NOT EXISTS (SELECT FROM decision x
        WHERE x.dialogue_id = m.dialogue_id AND x.version <= m.version AND x.kind = ANY (${telling}))
    GROUP BY t.speaker`,
);

/** Turns of dialogues that were accepted without a word about any turn: what all of these give, by side, without their texts. */
export async function countPlainlyAccepted(snapshotId: string): Promise<Record<Speaker, number>> {
  const rows = await all(countPlain(snapshotId), readingPool());
  const of = (speaker: Speaker) => rows.find((row) => row.speaker === speaker)?.turns ?? 0;
  return { assistant: of("assistant"), user: of("user") };
}
