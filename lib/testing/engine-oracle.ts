import { pool } from "@/lib/data/pool";

/**
 * What must hold whatever was killed, cut or raced, each as a query for what breaks it. Sums of money and of shares of
 * budgets are compared to a millionth.
 */
const always: Record<string, string> = {
  "a path goes from a root to the head without a hole, alternates, and holds no abandoned turn": `
    WITH RECURSIVE path AS (
      SELECT d.id AS dialogue_id, d.head_id AS want, 0 AS depth, NULL::text AS below FROM dialogue d WHERE d.head_id IS NOT NULL
      UNION ALL
      SELECT p.dialogue_id, t.parent_id, p.depth + 1, t.speaker
      FROM path p JOIN turn t ON t.id = p.want AND t.dialogue_id = p.dialogue_id WHERE p.depth < 10000
    )
    SELECT DISTINCT p.dialogue_id AS id FROM path p LEFT JOIN turn t ON t.id = p.want AND t.dialogue_id = p.dialogue_id
    WHERE p.want IS NOT NULL AND (t.id IS NULL OR t.abandoned OR t.speaker = p.below) OR p.depth >= 10000`,
  "each turn of a model is one call's answer, to the very turn it follows": `
    SELECT t.id FROM turn t LEFT JOIN attempt a ON a.turn_id = t.id
      AND a.outcome = CASE WHEN t.abandoned THEN 'abandoned' ELSE 'used' END
    WHERE t.origin = 'model' GROUP BY t.id
    HAVING count(a.id) <> 1 OR bool_or(a.parent_id IS DISTINCT FROM t.parent_id OR a.speaker <> t.speaker)`,
  "each used call has its turn": `
    SELECT a.id FROM attempt a LEFT JOIN turn t ON t.id = a.turn_id WHERE a.outcome = 'used' AND t.id IS NULL`,
  "a turn says what the prompt of its follower quotes": `
    SELECT t.id FROM turn t JOIN attempt a ON a.turn_id = t.id AND a.outcome = 'used' JOIN turn parent ON parent.id = t.parent_id
    WHERE position(trim(both '"' from to_json(parent.text)::text) IN a.request::text) = 0`,
  "where no person interfered, nothing was answered twice": `
    SELECT t.dialogue_id AS id FROM turn t WHERE NOT t.abandoned
      AND NOT EXISTS (SELECT FROM decision WHERE dialogue_id = t.dialogue_id)
    GROUP BY t.dialogue_id, t.parent_id HAVING count(*) > 1`,
  "the path goes through where the last person put the head (an ended one may have dropped an open question)": `
    WITH RECURSIVE last AS (
      SELECT DISTINCT ON (dialogue_id) dialogue_id, after ->> 'headId' AS want FROM decision
      ORDER BY dialogue_id, version DESC, id DESC
    ), path AS (
      SELECT d.id AS dialogue_id, d.head_id AS turn_id FROM dialogue d JOIN last ON last.dialogue_id = d.id
      UNION ALL
      SELECT p.dialogue_id, t.parent_id FROM path p JOIN turn t ON t.id = p.turn_id
    )
    SELECT d.id FROM dialogue d JOIN last ON last.dialogue_id = d.id LEFT JOIN turn wanted ON wanted.id = last.want
    WHERE last.want IS NOT NULL AND NOT EXISTS (
      SELECT FROM path p WHERE p.dialogue_id = d.id AND (p.turn_id = last.want
        OR d.status = 'ended' AND wanted.speaker = 'user' AND d.head_id IS NOT DISTINCT FROM wanted.parent_id))`,
  "what a dialogue took is the sum of its calls": `
    SELECT d.id FROM dialogue d LEFT JOIN attempt a ON a.dialogue_id = d.id GROUP BY d.id
    HAVING d.input_tokens <> coalesce(sum(a.prompt_tokens), 0) OR d.output_tokens <> coalesce(sum(a.completion_tokens), 0)
      OR abs(d.cost - coalesce(sum(a.cost), 0)) > 1e-6`,
  // A connection test is paid for, and leaves no row of its call.
  "where no connection was tested, what a project spent is the sum of all its calls": `
    WITH paid AS (
      SELECT cost, prompt_tokens + completion_tokens AS tokens FROM attempt
      UNION ALL SELECT cost, prompt_tokens + completion_tokens FROM candidate_response
      UNION ALL SELECT cost, prompt_tokens + completion_tokens FROM judgment
    )
    SELECT what AS id FROM (
    SELECT 'tokens' AS what WHERE (SELECT coalesce(sum(tokens), 0) FROM paid) <> (SELECT coalesce(sum(tokens), 0) FROM spending)
    UNION ALL
    SELECT 'money' WHERE abs((SELECT coalesce(sum(cost), 0) FROM paid) - (SELECT coalesce(sum(money), 0) FROM spending)) > 1e-6
    ) AS wrong WHERE NOT EXISTS (SELECT FROM job WHERE kind = 'connection_test')`,
  "a budget holds back exactly what open calls may take": `
    SELECT r.id FROM run r LEFT JOIN attempt a ON a.run_id = r.id AND a.outcome = 'open' GROUP BY r.id
    HAVING abs(r.budget_reserved - coalesce(sum(a.reserved), 0)) > 1e-6`,
  "a budget is charged exactly what its calls took": `
    SELECT r.id FROM run r LEFT JOIN attempt a ON a.run_id = r.id AND a.outcome <> 'open' WHERE r.spec -> 'budget' ->> 'unit' IS NOT NULL
    GROUP BY r.id
    HAVING abs(r.budget_spent - coalesce(sum(a.reserved + CASE r.spec -> 'budget' ->> 'unit'
      WHEN 'tokens' THEN a.prompt_tokens + a.completion_tokens ELSE a.cost END), 0)) > 1e-6`,
  "no budget is overshot": `
    SELECT id FROM run WHERE budget_spent + budget_reserved > (spec -> 'budget' ->> 'amount')::float8 + 1e-6`,
  "the dialogues of a run are numbered from 1 without a hole": `
    SELECT r.id FROM run r LEFT JOIN dialogue d ON d.run_id = r.id GROUP BY r.id
    HAVING count(d.id) <> r.next_number - 1 OR coalesce(max(d.number), 0) <> r.next_number - 1 OR r.next_number > r.total + 1`,
  "a dialogue's version is at least that of its newest turn": `
    SELECT d.id FROM dialogue d JOIN turn t ON t.dialogue_id = d.id WHERE t.version > d.version`,
  "only a running dialogue is leased": `
    SELECT id FROM dialogue WHERE (status = 'running') <> (lease_worker IS NOT NULL AND lease_until IS NOT NULL)`,
  "an ended dialogue says why and rests on an answer": `
    SELECT d.id FROM dialogue d LEFT JOIN turn t ON t.id = d.head_id
    WHERE d.status = 'ended' AND (d.end_reason IS NULL OR d.ended_at IS NULL OR t.speaker = 'user')`,
};

/** What must hold besides once nothing is going on. */
const whenQuiet: Record<string, string> = {
  "nothing runs": "SELECT id FROM dialogue WHERE status = 'running'",
  "no call is open": "SELECT id FROM attempt WHERE outcome = 'open'",
  "no live text is left": "SELECT DISTINCT dialogue_id AS id FROM live_delta",
};

/** Violations of the engine's invariants, each as a sentence with the first ids; empty when all is well. */
export async function engineViolations({ quiet = false } = {}): Promise<string[]> {
  const found: string[] = [];
  for (const [law, violations] of Object.entries(quiet ? { ...always, ...whenQuiet } : always)) {
    const { rows } = await pool().query<{ id: string }>(violations);
    const ids = rows.slice(0, 3).map(({ id }) => id);
    if (rows.length > 0) found.push(`${rows.length}× not so: ${law} (${ids.join(", ")})`);
  }
  return found;
}
