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

const open = statement(
  "watchedFigures.openQueues",
  { id: text },
  () => sql`
  SELECT q.id FROM review_queue q WHERE q.status <> 'archived'`,
);

/** Review queues that are open or paused. */
export async function listQueuesAtWork(): Promise<string[]> {
  return (await all(open())).map(({ id }) => id);
}
