import type { JobKind } from "@/lib/domain/job";
import { first } from "../door/execute";
import { sql } from "../door/fragment";
import { int } from "../door/row";
import { statement } from "../door/statement";
import type { Queryable } from "../sql";

/** More would only be more rows on the Jobs page: a lane works on several things side by side. */
const mostLanes = 4;

const rowsPerLane = 8;

const find = statement(
  "jobs.findLanesAtWork",
  { lanes: int },
  (subject: string, kind: JobKind) => sql`
    SELECT (payload->>'lanes')::int AS lanes FROM job
    WHERE subject_id = ${subject} AND kind = ${kind} AND status IN ('waiting', 'running') LIMIT 1`,
);

/**
 * Into how many jobs work of so many rows is cut; as that which is under way, where some is: what came meanwhile would else
 * belong to two jobs, and be paid for twice.
 */
export async function lanesOf(tx: Queryable, subject: string, kind: JobKind, rows: number): Promise<number> {
  return (await first(find(subject, kind), tx))?.lanes ?? lanesFor(rows);
}

/** Into how many jobs the work on so many rows is cut. A row belongs to one lane, by its id, as long as `lanes` is the same. */
function lanesFor(rows: number): number {
  return Math.min(mostLanes, Math.max(1, Math.ceil(rows / rowsPerLane)));
}
