import { must } from "@/lib/base/assert";
import { first } from "./door/execute";
import { sql } from "./door/fragment";
import { bool, int } from "./door/row";
import { statement } from "./door/statement";
import { isHeld } from "./review/holding";

/** How far the studio's data is: dialogues by what they still need. */
export type StudioProgress = {
  accepted: number;
  rejected: number;
  /** Ended without a verdict. */
  undecided: number;
  /** Of these, those that review queues wait for. */
  inQueues: number;
  parked: number;
  /** Nothing to work with that this person may see: no run, no import, no queue, no evaluation. */
  isEmpty: boolean;
  /** A model of the team's own is connected, beside the embedded ones. */
  hasEndpoint: boolean;
};

const count = statement(
  "progress.read",
  { accepted: int, rejected: int, undecided: int, inQueues: int, parked: int, isEmpty: bool, hasEndpoint: bool },
  () => sql`
    select count(*) filter (where d.verdict = 'accepted')::int as accepted,
           count(*) filter (where d.verdict = 'rejected')::int as rejected,
           count(*) filter (where d.verdict is null and d.status = 'ended')::int as undecided,
           count(*) filter (where d.verdict is null and d.status = 'ended' and ${isHeld})::int as "inQueues",
           count(*) filter (where d.status = 'parked')::int as parked,
           not (exists (select from run) or exists (select from import) or exists (select from review_queue)
             or exists (select from evaluation)) as "isEmpty",
           exists (select from model where kind = 'openai' and archived_at is null) as "hasEndpoint"
    from dialogue d where d.deleted_at is null`,
);

export async function readStudioProgress(): Promise<StudioProgress> {
  const row = await first(count());
  return must(row, "the row of an aggregate");
}
