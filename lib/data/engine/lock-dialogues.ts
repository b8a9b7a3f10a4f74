import { all } from "../door/execute";
import { sql } from "../door/fragment";
import { text } from "../door/row";
import { statement } from "../door/statement";
import type { Queryable } from "../sql";
import { fewKeys } from "./by-keys";

const lock = statement(
  "lockDialogues.lock",
  { id: text },
  (dialogueIds: string[]) => sql`
    SELECT d.id FROM unnest(${dialogueIds}::text[]) AS l (id) JOIN dialogue d ON d.id = l.id WHERE ${fewKeys}
    ORDER BY d.id FOR NO KEY UPDATE OF d`,
);

/** Locks dialogues in the order of their ids. Whoever settles calls begins with this; attempts, budgets and spending follow. */
export async function lockDialogues(tx: Queryable, dialogueIds: string[]): Promise<void> {
  await all(lock([...new Set(dialogueIds)]), tx);
}
