import type { Presence } from "@/lib/domain/presence";
import { presenceEndsMs } from "@/lib/domain/presence-times";
import { query } from "./sql";

type Beat = { dialogueId: string; personId: string; doing: Presence["doing"] };

/** Notes that a person has a dialogue before them; returns who else has, by name. */
export async function beatPresence({ dialogueId, personId, doing }: Beat): Promise<Presence[]> {
  await query`
    INSERT INTO presence (dialogue_id, person_id, doing, seen_at) VALUES (${dialogueId}, ${personId}, ${doing}, now())
    ON CONFLICT (dialogue_id, person_id) DO UPDATE SET doing = EXCLUDED.doing, seen_at = EXCLUDED.seen_at`;
  return query<Presence>`
    SELECT p.person_id AS "personId", u.name, p.doing FROM presence p JOIN "user" u ON u.id = p.person_id
    WHERE p.dialogue_id = ${dialogueId} AND p.person_id <> ${personId}
      AND p.seen_at > now() - ${presenceEndsMs} * interval '1 millisecond'
    ORDER BY u.name, u.id`;
}

/** Forgets people who have left. */
export async function sweepPresence(): Promise<void> {
  await query`DELETE FROM presence WHERE seen_at < now() - ${presenceEndsMs} * interval '1 millisecond'`;
}
