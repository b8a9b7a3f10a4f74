import { leaseSeconds } from "./engine/claim";
import { query } from "./sql";

export type WorkerHealth = {
  /** Workers that gave a sign of life within the time of a lease. */
  alive: number;
  /** Seconds since the last sign of life of any worker; null when there never was one. */
  secondsSinceSeen: number | null;
};

/** How the workers are, by the database's own clock; null when the database does not answer. */
export async function readWorkerHealth(): Promise<WorkerHealth | null> {
  try {
    const [row] = await query<WorkerHealth>`
      SELECT count(*) FILTER (WHERE seen_at > now() - make_interval(secs => ${leaseSeconds}))::int AS alive,
        round(extract(epoch FROM now() - max(seen_at)), 1)::float8 AS "secondsSinceSeen" FROM worker`;
    return row ?? null;
  } catch {
    return null;
  }
}
