import { must } from "@/lib/base/assert";
import { first } from "./door/execute";
import { sql } from "./door/fragment";
import { bool, int } from "./door/row";
import { statement } from "./door/statement";

/** How far the studio's data is: dialogues by what they still need. */
export type StudioProgress = {
  accepted: number;
  rejected: number;
  /** Ended without a verdict. */
  undecided: number;
  parked: number;
  hasRuns: boolean;
  /** A model of the team's own is connected, beside the embedded ones. */
  hasEndpoint: boolean;
};

const count = statement(
  "progress.read",
  { accepted: int, rejected: int, undecided: int, parked: int, hasRuns: bool, hasEndpoint: bool },
  () => sql`
    select count(*) filter (where verdict = 'accepted')::int as accepted,
           count(*) filter (where verdict = 'rejected')::int as rejected,
           count(*) filter (where verdict is null and status = 'ended')::int as undecided,
           count(*) filter (where status = 'parked')::int as parked,
           exists (select from run) as "hasRuns",
           exists (select from model where kind = 'openai' and archived_at is null) as "hasEndpoint"
    from dialogue`,
);

export async function readStudioProgress(): Promise<StudioProgress> {
  const row = await first(count());
  return must(row, "the row of an aggregate");
}
