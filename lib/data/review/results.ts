import type { ReviewAnswer } from "@/lib/domain/review/answer";
import { query } from "../sql";

export type GivenAnswer = { itemId: string; personId: string; personName: string; answer: ReviewAnswer };

/** Answers that count, of items that several people judge; gold items apart. In the order of their items. */
export async function listSharedAnswers(queueId: string): Promise<GivenAnswer[]> {
  return query<GivenAnswer>`
    SELECT a.item_id AS "itemId", a.person_id AS "personId", u.name AS "personName", a.answer
    FROM assignment a JOIN review_item i ON i.id = a.item_id JOIN "user" u ON u.id = a.person_id
    WHERE a.queue_id = ${queueId} AND a.status = 'answered' AND i.gold IS NULL AND i.needed > 1
    ORDER BY i.position, a.id`;
}

export type GoldAnswer = GivenAnswer & { known: ReviewAnswer };

/** Answers to gold items, with what is known; of one person when `personId` is given. */
export async function listGoldAnswers(queueId: string, personId: string | null): Promise<GoldAnswer[]> {
  return query<GoldAnswer>`
    SELECT a.item_id AS "itemId", a.person_id AS "personId", u.name AS "personName", a.answer, i.gold AS known
    FROM assignment a JOIN review_item i ON i.id = a.item_id JOIN "user" u ON u.id = a.person_id
    WHERE a.queue_id = ${queueId} AND a.status IN ('answered', 'late') AND i.gold IS NOT NULL
      AND (${personId}::text IS NULL OR a.person_id = ${personId})
    ORDER BY u.name, u.id`;
}

/**
 * Answers that are still to come, and those of the last `days` days: seven, or since the queue was made, but no less
 * than one, since nobody works on at the pace of the first hour. Gold items apart.
 */
export async function readPace(queueId: string): Promise<{ answersLeft: number; lastWeek: number; days: number }> {
  const [row] = await query<{ answersLeft: number; lastWeek: number; days: number }>`
    SELECT
      (SELECT coalesce(sum(greatest(0, i.needed - (SELECT count(*) FROM assignment a
          WHERE a.item_id = i.id AND a.status IN ('answered', 'sent_back')))), 0)::int
        FROM review_item i JOIN dialogue d ON d.id = i.dialogue_id
        WHERE i.queue_id = q.id AND i.gold IS NULL AND i.status = 'open' AND d.deleted_at IS NULL) AS "answersLeft",
      (SELECT count(*)::int FROM assignment a JOIN review_item i ON i.id = a.item_id
        WHERE a.queue_id = q.id AND i.gold IS NULL AND a.status = 'answered'
          AND a.answered_at > now() - interval '7 days') AS "lastWeek",
      greatest(1, least(7, extract(epoch FROM now() - q.created_at) / 86400))::float8 AS days
    FROM review_queue q WHERE q.id = ${queueId}`;
  return row ?? { answersLeft: 0, lastWeek: 0, days: 0 };
}
