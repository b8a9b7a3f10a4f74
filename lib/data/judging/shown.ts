import { must } from "@/lib/base/assert";
import { type Round, roundSchema } from "@/lib/domain/judging/candidate";
import { first } from "../door/execute";
import { type Fragment, sql } from "../door/fragment";
import { bool, columns, json, orNull, texts } from "../door/row";
import { statement } from "../door/statement";
import { behindTheBlindfold } from "../project-at-work";
import type { Queryable } from "../sql";
import { type BallotRow, ballotColumns, ballotShape, toBallot } from "./ballots";

/** What candidates of an evaluation are called, and their models, runs, files and data sets. */
const namesIn = (evaluationId: Fragment) => sql`
  ARRAY(SELECT DISTINCT n.name FROM candidate k
    LEFT JOIN run r ON k.source->>'kind' = 'run' AND r.id = k.source->>'runId'
    LEFT JOIN snapshot p ON k.source->>'kind' = 'snapshot' AND p.id = k.source->>'snapshotId'
    LEFT JOIN data_set s ON s.id = p.data_set_id
    LEFT JOIN model m ON m.id IN (k.source->>'modelId', r.simulator_id, r.assistant_id)
    CROSS JOIN LATERAL unnest(ARRAY[k.name, m.name, m.upstream_model, r.name, s.name, k.source->>'fileName',
        k.source->>'filterName']
      || k.other_names) AS n (name)
    WHERE k.evaluation_id = ${evaluationId} AND n.name <> '' ORDER BY n.name)`;

const listNames = statement(
  "shownBallots.listNames",
  { names: texts },
  (evaluationId: string) => sql`SELECT ${namesIn(sql`${evaluationId}`)} AS names`,
);

/** What raters are not to read, since it would tell them whom they judge. */
export async function namesToHide(evaluationId: string): Promise<string[]> {
  return must(await behindTheBlindfold(() => first(listNames(evaluationId))), "one row").names;
}

const shownItem = columns("EvaluationItem", "i", "turns", "category");
const rounds = json(roundSchema.array());

const find = statement(
  "shownBallots.find",
  {
    ...ballotShape,
    ...shownItem.row,
    hasReference: bool,
    isPair: bool,
    first: orNull(rounds),
    second: orNull(rounds),
    names: texts,
  },
  (id: string) => sql`
    SELECT ${ballotColumns}, ${shownItem}, i.reference IS NOT NULL AS "hasReference", c.second_id IS NOT NULL AS "isPair",
      (SELECT x.rounds FROM candidate_response x
        WHERE x.item_id = c.item_id AND x.candidate_id = c.first_id AND x.status = 'ready') AS first,
      (SELECT x.rounds FROM candidate_response x
        WHERE x.item_id = c.item_id AND x.candidate_id = c.second_id AND x.status = 'ready') AS second,
      ${namesIn(sql`b.evaluation_id`)} AS names
    FROM ballot b JOIN comparison c ON c.id = b.comparison_id JOIN evaluation_item i ON i.id = c.item_id
    WHERE b.id = ${id}`,
  { prepared: true },
);

/** A ballot with all that is needed to show it, of one moment. `second` is null where one dialogue is looked at alone. */
export type ShownBallot = {
  ballot: BallotRow;
  item: { turns: string[]; category: string; hasReference: boolean };
  first: Round[];
  second: Round[] | null;
  names: string[];
};

export async function findShownBallot(id: string, on?: Queryable): Promise<ShownBallot | null> {
  const row = await behindTheBlindfold(() => first(find(id), on));
  if (!row) return null;
  const { turns, category, hasReference, isPair, first: one, second: other, names, ...ballot } = row;
  return {
    ballot: toBallot(ballot),
    item: { turns, category, hasReference },
    first: one ?? [],
    second: isPair ? (other ?? []) : null,
    names,
  };
}
