import { first } from "./door/execute";
import { sql } from "./door/fragment";
import { float, int, orNull } from "./door/row";
import { statement } from "./door/statement";
import { leaseSeconds } from "./engine/claim";

export type WorkerHealth = {
  /** Workers that gave a sign of life within the time of a lease. */
  alive: number;
  /** Seconds since the last sign of life of any worker; null when there never was one. */
  secondsSinceSeen: number | null;
};

const find = statement(
  "health.read",
  { alive: int, secondsSinceSeen: orNull(float) },
  () => sql`
      SELECT count(*) FILTER (WHERE seen_at > now() - make_interval(secs => ${leaseSeconds}))::int AS alive,
        round(extract(epoch FROM now() - max(seen_at)), 1)::float8 AS "secondsSinceSeen" FROM worker`,
);

/** How the workers are, by the database's own clock; null when the database does not answer. */
export async function readWorkerHealth(): Promise<WorkerHealth | null> {
  try {
    return await first(find());
  } catch {
    return null;
  }
}
