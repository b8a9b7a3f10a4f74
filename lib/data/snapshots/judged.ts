import * as z from "zod";
import type { Speaker, TurnOrigin, Verdict } from "@/lib/domain/dialogue";
import { roundSchema } from "@/lib/domain/judging/candidate";
import { outcomeSchema, type Vote, voteSchema } from "@/lib/domain/judging/vote";
import type { JudgedDialogue, JudgedTurn, JudgingAct } from "@/lib/domain/training/judged-dialogue";
import type { JudgedComparison } from "@/lib/domain/training/signals-of-votes";
import type { WrittenBy } from "@/lib/domain/training/written-by";
import { all, first } from "../door/execute";
import { sql } from "../door/fragment";
import { bool, columns, float, int, json, made, orNull, text, texts, word } from "../door/row";
import { statement } from "../door/statement";
import { leftOutOf } from "../judging/rulings";
import { readingPool } from "../pool";
import type { Queryable } from "../sql";
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

const ballotsSchema = z.array(z.object({ vote: voteSchema, isSwapped: z.boolean() }));
const importedSchema = z.array(z.object({ outcome: outcomeSchema, turn: z.number() }));

// What counts is what had been voted and ruled when the snapshot was made: the histories of both are append-only.
const list = statement(
  "judgedComparisons.list",
  {
    id: text,
    dialogueId: text,
    system: text,
    first: json(z.array(roundSchema)),
    second: json(z.array(roundSchema)),
    ballots: json(ballotsSchema),
    imported: json(importedSchema),
    evaluationId: text,
    openNamesLeftOut: bool,
  },
  (snapshotId: string, after: string) => sql`
    WITH asked AS (
      SELECT i.id AS item_id, min(m.dialogue_id) AS dialogue_id
      FROM snapshot_dialogue m JOIN turn t ON t.dialogue_id = m.dialogue_id AND t.id = m.turn_ids[1]
        JOIN evaluation_item i ON i.turns[1] = t.text
      WHERE m.snapshot_id = ${snapshotId} GROUP BY i.id
    )
    SELECT c.id, a.dialogue_id AS "dialogueId", f.rounds AS first, s.rounds AS second,
      CASE WHEN cf.source ->> 'system' = cs.source ->> 'system' THEN cf.source ->> 'system' ELSE '' END AS system,
      coalesce((SELECT json_agg(json_build_object('vote', v.vote, 'isSwapped', b.is_swapped) ORDER BY b.id)
        FROM ballot b JOIN LATERAL (SELECT w.vote, w.event FROM vote_version w
          WHERE w.ballot_id = b.id AND w.created_at <= p.created_at ORDER BY w.version DESC LIMIT 1) v ON true
        WHERE b.comparison_id = c.id AND b.repeats_id IS NULL AND v.event IN ('voted', 'changed')
          AND b.person_id <> ALL (${leftOutOf(sql`c.evaluation_id`, sql`p.created_at`)})), '[]') AS ballots,
      coalesce((SELECT json_agg(json_build_object('turn', v.turn, 'outcome', CASE WHEN v.first_id = c.first_id
          OR v.outcome NOT IN ('first', 'second') THEN v.outcome WHEN v.outcome = 'first' THEN 'second' ELSE 'first' END)
          ORDER BY v.id)
        FROM imported_vote v WHERE v.item_id = c.item_id AND v.created_at <= p.created_at
          AND (v.first_id, v.second_id) IN ((c.first_id, c.second_id), (c.second_id, c.first_id))
          AND coalesce(v.import_id, '') <> ALL (${leftOutOf(sql`c.evaluation_id`, sql`p.created_at`)})), '[]') AS imported,
      c.evaluation_id AS "evaluationId",
      c.evaluation_id = ANY (${leftOutOf(sql`c.evaluation_id`, sql`p.created_at`)}) AS "openNamesLeftOut"
    FROM asked a JOIN comparison c ON c.item_id = a.item_id JOIN evaluation e ON e.id = c.evaluation_id
      JOIN snapshot p ON p.id = ${snapshotId}
      JOIN candidate_response f ON f.item_id = c.item_id AND f.candidate_id = c.first_id AND f.status = 'ready'
      JOIN candidate_response s ON s.item_id = c.item_id AND s.candidate_id = c.second_id AND s.status = 'ready'
      JOIN candidate cf ON cf.id = c.first_id JOIN candidate cs ON cs.id = c.second_id
    WHERE e.spec ->> 'kind' = 'answers' AND c.id > ${after}
      AND (SELECT count(*) FROM unnest(c.gold_moments) AS g (ms)
        WHERE g.ms <= extract(epoch FROM p.created_at) * 1000) % 2 = 0
    ORDER BY c.id LIMIT ${batch}`,
);

/**
 * Votes of people on two answers to a question with which a dialogue of the snapshot begins, in the same words. Not those
 * on whole dialogues, which are about many turns at once, and not those of model judges.
 */
export async function* readJudgedComparisons(snapshotId: string): AsyncGenerator<JudgedComparison> {
  for (let after = ""; ; ) {
    const rows = await all(list(snapshotId, after), readingPool());
    for (const { id: _, ballots, ...row } of rows) yield { ...row, ballots: ballots.flatMap(ofPair) };
    const last = rows.at(-1);
    if (!last || rows.length < batch) return;
    after = last.id;
  }
}

const findHolding = statement(
  "judgedComparisons.findHolding",
  { dataSetName: text, number: int },
  (importId: string) => sql`
    SELECT s.name AS "dataSetName", p.number FROM imported_vote v JOIN evaluation e ON e.id = v.evaluation_id
      JOIN evaluation_item i ON i.id = v.item_id JOIN turn t ON t.text = i.turns[1]
      JOIN snapshot_dialogue m ON m.dialogue_id = t.dialogue_id AND m.turn_ids[1] = t.id
      JOIN snapshot p ON p.id = m.snapshot_id AND p.created_at >= v.created_at JOIN data_set s ON s.id = p.data_set_id
    WHERE v.import_id = ${importId} AND e.spec ->> 'kind' = 'answers' ORDER BY p.created_at LIMIT 1`,
);

/** The first snapshot that counts votes of a file; null where none does. */
export function findSnapshotOfVotes(
  tx: Queryable,
  importId: string,
): Promise<{ dataSetName: string; number: number } | null> {
  return first(findHolding(importId), tx);
}

function ofPair({ vote, isSwapped }: { vote: Vote; isSwapped: boolean }): JudgedComparison["ballots"] {
  return vote.kind === "pair" ? [{ choice: vote.choice, rounds: vote.rounds, isSwapped }] : [];
}

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

/** Turns of dialogues that were accepted without a word about any turn: what all of these give, by side, without their texts. */
export async function countPlainlyAccepted(snapshotId: string): Promise<Record<Speaker, number>> {
  const rows = await all(countPlain(snapshotId), readingPool());
  const of = (speaker: Speaker) => rows.find((row) => row.speaker === speaker)?.turns ?? 0;
  return { assistant: of("assistant"), user: of("user") };
}
