import type { WatchedFigure } from "@/lib/domain/statistics/alert";
import { all } from "../door/execute";
import { sql } from "../door/fragment";
import { int, text } from "../door/row";
import { statement } from "../door/statement";

const shares = statement(
  "watchedFigures.ofRuns",
  { runId: text, decided: int, rejected: int, begun: int, slipped: int },
  () => sql`
    SELECT r.id AS "runId", (count(*) FILTER (WHERE d.verdict IS NOT NULL))::int AS decided,
      (count(*) FILTER (WHERE d.verdict = 'rejected'))::int AS rejected,
      (count(*) FILTER (WHERE d.rounds > 0))::int AS begun,
      (count(*) FILTER (WHERE d.rounds > 0 AND 'answers_like_assistant' = ANY(d.flags)))::int AS slipped
    FROM run r JOIN dialogue d ON d.run_id = r.id
    WHERE (r.status IN ('running', 'paused') OR r.ended_at > now() - interval '7 days') AND d.deleted_at IS NULL
    GROUP BY r.id`,
);

/**
 * Of each run that is under way or ended in the last week: the share of its dialogues that were rejected, of those with a
 * verdict; and of those in which the user's side answered like an assistant, of those that were begun.
 */
export async function readRunShares(): Promise<WatchedFigure[]> {
  const share = (count: number, of: number) => (of === 0 ? null : count / of);
  return (await all(shares())).flatMap(({ runId: id, decided, rejected, begun, slipped }): WatchedFigure[] => {
    const subject = { kind: "run", id } as const;
    return [
      { measure: "rejects", subject, value: share(rejected, decided), counted: decided },
      { measure: "role_slips", subject, value: share(slipped, begun), counted: begun },
    ];
  });
}

const verdicts = statement(
  "watchedFigures.verdictsOfQueues",
  { queueId: text, accepted: int, rejected: int, items: int },
  () => sql`
    SELECT k.queue_id AS "queueId", k.accepted, k.rejected, count(*)::int AS items FROM (
      SELECT a.queue_id, (count(*) FILTER (WHERE a.answer ->> 'verdict' = 'accepted'))::int AS accepted,
        (count(*) FILTER (WHERE a.answer ->> 'verdict' = 'rejected'))::int AS rejected
      FROM assignment a JOIN review_item i ON i.id = a.item_id JOIN review_queue q ON q.id = a.queue_id
      WHERE q.status <> 'archived' AND a.status = 'answered' AND i.gold IS NULL AND i.needed > 1
      GROUP BY a.queue_id, a.item_id
    ) k GROUP BY k.queue_id, k.accepted, k.rejected`,
);

/**
 * Of each review queue that is open or paused, of the items that several people judge: how many were accepted by so many
 * and rejected by so many. Gold items apart, as on the queue's page of results.
 */
export function countSharedVerdicts(): Promise<
  { queueId: string; accepted: number; rejected: number; items: number }[]
> {
  return all(verdicts());
}
