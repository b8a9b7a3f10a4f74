import { newId } from "@/lib/base/ids";
import { type HostAbilities, hostAbilitiesSchema, hostAwayMs, type TrainerHost } from "@/lib/domain/training-job/host";
import { all, first } from "../door/execute";
import { sql } from "../door/fragment";
import { columns, json, text } from "../door/row";
import { statement } from "../door/statement";

const row = columns("TrainerHost", "h", "id", "name", "startedAt", "seenAt");

const list = statement(
  "trainerHosts.list",
  { ...row.row, abilities: json(hostAbilitiesSchema) },
  () => sql`SELECT ${row}, h.abilities FROM trainer_host h ORDER BY h.seen_at DESC, h.id LIMIT 100`,
);

/** Those that were heard of last first; they serve every project of this server. */
export async function listTrainerHosts(): Promise<TrainerHost[]> {
  const now = Date.now();
  return (await all(list())).map(({ startedAt, seenAt, ...kept }) => ({
    ...kept,
    startedAt: startedAt.toISOString(),
    seenAt: seenAt.toISOString(),
    isAway: now - seenAt.getTime() > hostAwayMs,
  }));
}

type Beat = { name: string; workerId: string; abilities: HostAbilities };
const beat = statement(
  "trainerHosts.beat",
  { id: text },
  (id: string, { name, workerId, abilities }: Beat) => sql`
    INSERT INTO trainer_host (id, name, abilities, worker_id) VALUES (${id}, ${name}, ${abilities}::jsonb, ${workerId})
    ON CONFLICT (name) DO UPDATE SET abilities = excluded.abilities, seen_at = now(), worker_id = excluded.worker_id,
      started_at = CASE WHEN trainer_host.worker_id = excluded.worker_id THEN trainer_host.started_at ELSE now() END
    RETURNING id`,
);

/** Says that a host is there and what it has; its id, the same for the same name. */
export async function beatHost(given: Beat): Promise<string> {
  const found = await first(beat(newId("trainerHost"), given));
  if (!found) throw new Error("A host was neither made nor found");
  return found.id;
}
