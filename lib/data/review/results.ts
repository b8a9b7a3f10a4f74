import { reviewAnswerSchema } from "@/lib/domain/review/answer";
import { all, first } from "../door/execute";
import { sql } from "../door/fragment";
import { columns, float, int, json, moment, type RowOf, text } from "../door/row";
import { statement } from "../door/statement";
import type { Queryable } from "../sql";

const given = columns("Assignment", "a", "itemId", "personId", "answer");
const givenShape = { ...given.row, answer: json(reviewAnswerSchema), personName: text };
export type GivenAnswer = RowOf<typeof givenShape>;

const sharedShape = { ...givenShape, opening: text, answeredAt: moment };
export type SharedAnswer = RowOf<typeof sharedShape>;

const listShared = statement(
  "reviewResults.listSharedAnswers",
  sharedShape,
  (queueId: string) => sql`
    SELECT ${given}, u.name AS "personName", d.opening, a.answered_at AS "answeredAt"
    FROM assignment a JOIN review_item i ON i.id = a.item_id JOIN dialogue d ON d.id = i.dialogue_id
      JOIN "user" u ON u.id = a.person_id
    WHERE a.queue_id = ${queueId} AND a.status = 'answered' AND i.gold IS NULL AND i.needed > 1
    ORDER BY i.position, a.id`,
);

/** Answers that count, of items that several people judge; gold items apart. In the order of their items. */
export async function listSharedAnswers(queueId: string, on?: Queryable): Promise<SharedAnswer[]> {
  return all(listShared(queueId), on);
}

const listVerdicts = statement(
  "reviewResults.listSharedVerdicts",
  { personId: text, others: int, same: int },
  (days: number) => sql`
    SELECT a.person_id AS "personId", count(*)::int AS others,
      (count(*) FILTER (WHERE o.answer ->> 'verdict' = a.answer ->> 'verdict'))::int AS same
    FROM assignment a JOIN review_item i ON i.id = a.item_id
      JOIN assignment o ON o.item_id = a.item_id AND o.person_id <> a.person_id AND o.status = 'answered'
    WHERE a.status = 'answered' AND a.answered_at > now() - ${days} * interval '1 day' AND i.gold IS NULL
    GROUP BY a.person_id, a.item_id`,
);

export type SharedVerdict = { personId: string; same: number; others: number };

/**
 * Of each person and each shared item that they judged in the last `days` days, in whatever queue: how many others
 * judged it, and how many of them the same way. Gold items apart.
 */
export async function listSharedVerdicts(days: number): Promise<SharedVerdict[]> {
  return all(listVerdicts(days));
}

const goldShape = { ...givenShape, known: json(reviewAnswerSchema) };
export type GoldAnswer = RowOf<typeof goldShape>;

const listGold = statement(
  "reviewResults.listGoldAnswers",
  goldShape,
  (queueId: string, personId: string | null) => sql`
    SELECT ${given}, u.name AS "personName", i.gold AS known
    FROM assignment a JOIN review_item i ON i.id = a.item_id JOIN "user" u ON u.id = a.person_id
    WHERE a.queue_id = ${queueId} AND a.status IN ('answered', 'late') AND i.gold IS NOT NULL
      AND (${personId}::text IS NULL OR a.person_id = ${personId})
    ORDER BY u.name, u.id`,
);

/** Answers to gold items, with what is known; of one person when `personId` is given. */
export async function listGoldAnswers(queueId: string, personId: string | null): Promise<GoldAnswer[]> {
  return all(listGold(queueId, personId));
}

const findPace = statement(
  "reviewResults.readPace",
  { answersLeft: int, lastWeek: int, days: float },
  (queueId: string) => sql`
    SELECT
      (SELECT coalesce(sum(greatest(0, i.needed - (SELECT count(*) FROM assignment a
          WHERE a.item_id = i.id AND a.status IN ('answered', 'sent_back')))), 0)::int
        FROM review_item i JOIN dialogue d ON d.id = i.dialogue_id
        WHERE i.queue_id = q.id AND i.gold IS NULL AND i.status = 'open' AND d.deleted_at IS NULL) AS "answersLeft",
      (SELECT count(*)::int FROM assignment a JOIN review_item i ON i.id = a.item_id
        WHERE a.queue_id = q.id AND i.gold IS NULL AND a.status = 'answered'
          AND a.answered_at > now() - interval '7 days') AS "lastWeek",
      greatest(1, least(7, extract(epoch FROM now() - q.created_at) / 86400))::float8 AS days
    FROM review_queue q WHERE q.id = ${queueId}`,
);

/**
 * Answers that are still to come, and those of the last `days` days: seven, or since the queue was made, but no less
 * than one, since nobody works on at the pace of the first hour. Gold items apart.
 */
export async function readPace(queueId: string): Promise<{ answersLeft: number; lastWeek: number; days: number }> {
  return (await first(findPace(queueId))) ?? { answersLeft: 0, lastWeek: 0, days: 0 };
}
