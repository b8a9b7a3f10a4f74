import type { TurnOrigin } from "@/lib/domain/dialogue";
import type { Author, AuthoredTurn } from "@/lib/domain/training/authored-spans";
import { all } from "./door/execute";
import { sql } from "./door/fragment";
import { columns, orNull, type RowOf, text, word } from "./door/row";
import { statement } from "./door/statement";
import { readingPool } from "./pool";

const turn = columns("Turn", "t", "id", "keptFromId", "modelId", "personId");
const shape = {
  ...turn.row,
  origin: word<TurnOrigin>(),
  modelId: orNull(text),
  personId: orNull(text),
  attemptId: orNull(text),
  decisionId: orNull(text),
  replacedId: orNull(text),
  fileId: orNull(text),
  text: orNull(text),
};

// Turns of a part are copies of those of the whole, which tell who wrote them. An edit and what it wrote are of one statement, and so of one moment. Texts are needed of dialogues alone that somebody edited.
const list = statement(
  "authoredTurns.list",
  shape,
  (dialogueIds: string[]) => sql`
    WITH RECURSIVE lineage AS (
      SELECT d.id FROM dialogue d WHERE d.id = ANY(${dialogueIds}::text[])
      UNION SELECT d.part_of_id FROM lineage l JOIN dialogue d ON d.id = l.id WHERE d.part_of_id IS NOT NULL
    )
    SELECT ${turn}, t.origin,
      (SELECT a.id FROM attempt a WHERE t.origin = 'model' AND a.turn_id = t.id AND a.outcome = 'used' LIMIT 1) AS "attemptId",
      e.id AS "decisionId", e.replaced_id AS "replacedId",
      coalesce(d.import_id, d.run_id) AS "fileId",
      CASE WHEN EXISTS (SELECT FROM decision x WHERE x.dialogue_id = d.id AND x.kind IN ('edit', 'amend')) THEN t.text END AS text
    FROM lineage l JOIN dialogue d ON d.id = l.id JOIN turn t ON t.dialogue_id = d.id
    LEFT JOIN LATERAL (
      SELECT x.id, CASE WHEN x.kind = 'edit' THEN x.turn_id END AS replaced_id FROM decision x
      WHERE t.origin = 'person' AND x.dialogue_id = d.id AND x.kind IN ('edit', 'take_over') AND x.created_at = t.created_at
        AND x.act ->> 'text' = t.text
      UNION ALL SELECT x.id, n ->> 'turnId' FROM decision x CROSS JOIN jsonb_array_elements(x.act -> 'turns') AS n
      WHERE t.origin = 'person' AND x.dialogue_id = d.id AND x.kind = 'amend' AND x.created_at = t.created_at
        AND n ->> 'text' = t.text LIMIT 1) e ON true`,
  { prepared: true },
);

/** Who wrote the turns of these dialogues, by turn. `textOf` knows what they say where nobody ever edited the dialogue. */
export async function readAuthoredTurns(
  dialogueIds: string[],
  textOf: (turnId: string) => string | undefined,
): Promise<Map<string, AuthoredTurn>> {
  const rows = await all(list(dialogueIds), readingPool());
  return new Map(
    rows.map((row) => {
      const { id, replacedId, keptFromId } = row;
      return [id, { text: row.text ?? textOf(id) ?? "", author: authorOf(row), replacedId, keptFromId }];
    }),
  );
}

function authorOf(row: RowOf<typeof shape>): Author {
  const { origin, personId, modelId, attemptId, decisionId, replacedId, fileId } = row;
  if (origin === "person") return { by: replacedId === null ? "person" : "edit", who: personId ?? "", act: decisionId };
  if (origin === "seed" || origin === "imported") return { by: "file", who: fileId ?? "", act: null };
  return { by: "model", who: modelId ?? "", act: attemptId };
}

const listNames = statement(
  "authoredTurns.names",
  { id: text, name: text },
  (ids: string[]) => sql`
    SELECT m.id, m.name FROM model m WHERE m.id = ANY(${ids}::text[])
    UNION ALL SELECT i.id, i.name FROM import i WHERE i.id = ANY(${ids}::text[])
    UNION ALL SELECT r.id, r.name FROM run r WHERE r.id = ANY(${ids}::text[]) ORDER BY id`,
);

/** What models, imports and runs are called now. */
export async function readAuthorNames(ids: string[]): Promise<{ id: string; name: string }[]> {
  return all(listNames(ids));
}
