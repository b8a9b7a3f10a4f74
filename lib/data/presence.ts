import type { Presence } from "@/lib/domain/presence";
import { presenceEndsMs } from "@/lib/domain/presence-times";
import { all, execute } from "./door/execute";
import { sql } from "./door/fragment";
import { text, word } from "./door/row";
import { statement } from "./door/statement";
import { acrossProjects } from "./project-at-work";

type Beat = { dialogueId: string; personId: string; doing: Presence["doing"] };

const note = statement(
  "presence.note",
  {},
  ({ dialogueId, personId, doing }: Beat) => sql`
    INSERT INTO presence (dialogue_id, person_id, doing, seen_at) VALUES (${dialogueId}, ${personId}, ${doing}, now())
    ON CONFLICT (dialogue_id, person_id) DO UPDATE SET doing = EXCLUDED.doing, seen_at = EXCLUDED.seen_at`,
);

const listOthers = statement(
  "presence.listOthers",
  { personId: text, name: text, doing: word<Presence["doing"]>() },
  ({ dialogueId, personId }: Beat) => sql`
    SELECT p.person_id AS "personId", u.name, p.doing FROM presence p JOIN "user" u ON u.id = p.person_id
    WHERE p.dialogue_id = ${dialogueId} AND p.person_id <> ${personId}
      AND p.seen_at > now() - ${presenceEndsMs} * interval '1 millisecond'
    ORDER BY u.name, u.id`,
);

/** Notes that a person has a dialogue before them; returns who else has, by name. */
export async function beatPresence(here: Beat): Promise<Presence[]> {
  await execute(note(here));
  return all(listOthers(here));
}

const sweep = statement(
  "presence.sweep",
  {},
  () => sql`
    DELETE FROM presence WHERE seen_at < now() - ${presenceEndsMs} * interval '1 millisecond'`,
);

/** Forgets people who have left. */
export async function sweepPresence(): Promise<void> {
  await acrossProjects(() => execute(sweep()));
}
