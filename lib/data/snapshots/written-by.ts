import { type Fragment, sql } from "../door/fragment";

/**
 * Of a turn that a person wrote, what made it an edit: the act that put this text in place of another. An act and what it
 * wrote are of one statement, and so of one moment.
 */
const editOf = (turn: Fragment) => sql`
  SELECT FROM decision x WHERE x.dialogue_id = ${turn}.dialogue_id AND x.created_at = ${turn}.created_at
    AND (x.kind = 'edit' AND x.act ->> 'text' = ${turn}.text
      OR x.kind = 'amend' AND x.act -> 'turns' @> jsonb_build_array(jsonb_build_object('text', ${turn}.text)))`;

const ownOrigin = (turn: Fragment) => sql`
  CASE WHEN ${turn}.origin = 'person' AND EXISTS (${editOf(turn)}) THEN 'edited'
    WHEN ${turn}.origin = 'imported' THEN coalesce(${turn}.given ->> 'by', 'imported') ELSE ${turn}.origin END`;

const source = sql`o.id, o.dialogue_id, o.text, o.origin, o.kept_from_id, o.created_at, o.given`;

/**
 * Who wrote what `turn t` says (domain/training/written-by.ts); of one that came with a file of our own, as that says. Costs
 * nothing of turns that models, seeds or files gave.
 */
export const writtenBy = sql`(CASE WHEN t.origin IN ('person', 'imported') THEN ${ownOrigin(sql`t`)} WHEN t.origin = 'kept' THEN coalesce((
  WITH RECURSIVE source AS (
    SELECT ${source} FROM turn o WHERE o.id = t.kept_from_id
    UNION ALL SELECT ${source} FROM source c JOIN turn o ON o.id = c.kept_from_id WHERE c.origin = 'kept'
  ) SELECT ${ownOrigin(sql`c`)} FROM source c WHERE c.origin <> 'kept'), 'model') ELSE t.origin END)`;
