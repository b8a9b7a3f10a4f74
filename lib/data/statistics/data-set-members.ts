import { all, first } from "../door/execute";
import { sql } from "../door/fragment";
import { int, text } from "../door/row";
import { statement } from "../door/statement";
import { readingPool } from "../pool";

/** Dialogues of a data set that its figures hold, those of which training would be given nothing left out. */
const held = (dataSetId: string) =>
  sql`FROM data_set_path x WHERE x.data_set_id = ${dataSetId} AND x.head_id IS NOT NULL`;

const count = statement(
  "dataSetMembers.count",
  { dialogues: int },
  (dataSetId: string) => sql`SELECT count(*)::int AS dialogues ${held(dataSetId)}`,
);

const draw = statement(
  "dataSetMembers.draw",
  { id: text },
  (dataSetId: string, seed: number, most: number) => sql`
    SELECT x.dialogue_id AS id ${held(dataSetId)}
    ORDER BY md5(x.dialogue_id || ':' || ${String(seed)}), x.dialogue_id LIMIT ${most}::int`,
);

/**
 * Draws up to so many dialogues of a data set in an order that the seed gives each by its id: fewer are the first of more, and
 * whoever comes or goes leaves the others in their order.
 */
export async function drawMembers(
  dataSetId: string,
  { seed, most }: { seed: number; most: number },
): Promise<{ of: number; drawn: string[] }> {
  const [counted, rows] = await Promise.all([
    first(count(dataSetId), readingPool()),
    all(draw(dataSetId, seed, most), readingPool()),
  ]);
  return { of: counted?.dialogues ?? 0, drawn: rows.map(({ id }) => id) };
}

const drawHeads = statement(
  "dataSetMembers.drawHeads",
  { id: text },
  (dataSetId: string, seed: number, most: number) => sql`
    SELECT x.head_id AS id ${held(dataSetId)}
    ORDER BY md5(x.dialogue_id || ':' || ${String(seed)}), x.dialogue_id LIMIT ${most}::int`,
);

/** The same draw, each dialogue by the last turn that training would be given of it. */
export async function drawLastTurns(
  dataSetId: string,
  { seed, most }: { seed: number; most: number },
): Promise<string[]> {
  return (await all(drawHeads(dataSetId, seed, most), readingPool())).map(({ id }) => id);
}

const listWriters = statement(
  "dataSetMembers.listWriters",
  { id: text, writer: text },
  (dialogueIds: readonly string[]) => sql`
    SELECT d.id, coalesce(s.name, i.name, '') AS writer
    FROM dialogue d LEFT JOIN run r ON r.id = d.run_id LEFT JOIN model s ON s.id = r.simulator_id LEFT JOIN import i ON i.id = d.import_id
    WHERE d.id = ANY (${dialogueIds}::text[])`,
);

/** Who wrote the user's side of these dialogues: a simulator's model, or the file that it came in. */
export async function writersOfDialogues(dialogueIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await all(listWriters(dialogueIds), readingPool());
  return new Map(rows.map(({ id, writer }) => [id, writer]));
}
