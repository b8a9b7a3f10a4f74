import { must } from "@/lib/base/assert";
import { query } from "./sql";

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

export async function readStudioProgress(): Promise<StudioProgress> {
  const [row] = await query<StudioProgress>`
    select count(*) filter (where verdict = 'accepted')::int as accepted,
           count(*) filter (where verdict = 'rejected')::int as rejected,
           count(*) filter (where verdict is null and status = 'ended')::int as undecided,
           count(*) filter (where status = 'parked')::int as parked,
           exists (select from run) as "hasRuns",
           exists (select from model where kind = 'openai' and archived_at is null) as "hasEndpoint"
    from dialogue`;
  return must(row, "the row of an aggregate");
}
