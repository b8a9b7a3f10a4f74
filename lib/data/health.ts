import { first } from "./door/execute";
import { sql } from "./door/fragment";
import { float, int, orNull } from "./door/row";
import { statement } from "./door/statement";
import { leaseSeconds } from "./engine/claim";
import { firstProjectId } from "./memberships";
import { prisma } from "./prisma";
import { inProject } from "./project-at-work";

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

let isSetUp = false;

/** Whether the studio's own models are in the catalogue, which the first worker puts there: without them no run can begin. */
export async function hasOwnModels(): Promise<boolean> {
  isSetUp ||= await inProject(
    firstProjectId,
    async () => (await prisma.model.count({ where: { kind: "embedded" } })) > 0,
  );
  return isSetUp;
}
