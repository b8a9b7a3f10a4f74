import { all, execute } from "./door/execute";
import { sql } from "./door/fragment";
import { text } from "./door/row";
import { statement } from "./door/statement";
import { texts } from "./door/texts";
import type { Queryable } from "./sql";

/** A part of a dialogue as it becomes one of its own. */
export type NewPart = {
  id: string;
  headId: string;
  rounds: number;
  opening: string;
  flags: string[];
  untrained: string[];
  endMarkId: string | null;
  /** The last one: what stands after the last turn stands after it. */
  isLast: boolean;
  /** Its turns, each a copy of one of the whole, with its own parent. */
  turns: { id: string; parentId: string | null; copyOf: string }[];
};

const lockImport = statement(
  "dialogueParts.lockImport",
  { id: text },
  (dialogueId: string) => sql`
    SELECT i.id FROM import i JOIN dialogue d ON d.import_id = i.id WHERE d.id = ${dialogueId} FOR UPDATE OF i`,
);

// Numbered behind all others of their import.
const insertDialogues = statement(
  "dialogueParts.insertDialogues",
  {},
  (wholeId: string, parts: NewPart[]) => sql`
    INSERT INTO dialogue (id, import_id, part_of_id, number, status, version, head_id, rounds, opening, flags, untrained, tags,
      end_mark_id, given, context_limit, ended_at)
    SELECT n.id, d.import_id, d.id, n.place::int + (SELECT max(x.number) FROM dialogue x WHERE x.import_id = d.import_id), 'ended',
      n.version, n.head_id, n.rounds, n.opening, string_to_array(n.flags, ','), string_to_array(n.untrained, ','), d.tags,
      n.end_mark_id, CASE WHEN n.is_last THEN d.given ELSE d.given - 'trailing' END, d.context_limit, d.ended_at
    FROM dialogue d, unnest(${texts(parts.map(({ id }) => id))}::text[], ${parts.map(({ turns }) => turns.length)}::int[],
      ${texts(parts.map(({ headId }) => headId))}::text[], ${parts.map(({ rounds }) => rounds)}::int[],
      ${texts(parts.map(({ opening }) => opening))}::text[], ${texts(parts.map(({ flags }) => flags.join(",")))}::text[],
      ${texts(parts.map(({ untrained }) => untrained.join(",")))}::text[],
      ${texts(parts.map(({ endMarkId }) => endMarkId))}::text[], ${parts.map(({ isLast }) => isLast)}::bool[]) WITH ORDINALITY
      AS n (id, version, head_id, rounds, opening, flags, untrained, end_mark_id, is_last, place)
    WHERE d.id = ${wholeId}`,
);

type NewTurn = NewPart["turns"][number] & { dialogueId: string; version: number };
const insertTurns = statement(
  "dialogueParts.insertTurns",
  {},
  (turns: NewTurn[]) => sql`
    INSERT INTO turn (id, dialogue_id, parent_id, kept_from_id, version, speaker, text, reasoning, origin, model_id, person_id,
      flags, prompt_tokens, completion_tokens, first_token_ms, total_ms, finish_reason, raw_text, asides)
    SELECT n.id, n.dialogue_id, n.parent_id, t.id, n.version, t.speaker, t.text, t.reasoning, t.origin, t.model_id, t.person_id,
      t.flags, t.prompt_tokens, t.completion_tokens, t.first_token_ms, t.total_ms, t.finish_reason, t.raw_text, t.asides
    FROM unnest(${texts(turns.map(({ id }) => id))}::text[], ${texts(turns.map(({ dialogueId }) => dialogueId))}::text[],
      ${texts(turns.map(({ parentId }) => parentId))}::text[], ${texts(turns.map(({ copyOf }) => copyOf))}::text[],
      ${turns.map(({ version }) => version)}::int[]) AS n (id, dialogue_id, parent_id, copy_of, version)
    JOIN turn t ON t.id = n.copy_of`,
);

/** Makes dialogues of the parts of one, in its import and with its tags. */
export async function insertParts(tx: Queryable, wholeId: string, parts: NewPart[]): Promise<void> {
  await all(lockImport(wholeId), tx);
  await execute(insertDialogues(wholeId, parts), tx);
  const turns = parts.flatMap(({ id, turns }) => turns.map((turn, i) => ({ ...turn, dialogueId: id, version: i + 1 })));
  await execute(insertTurns(turns), tx);
}

const listKept = statement(
  "dialogueParts.listKept",
  { id: text },
  (wholeId: string) => sql`
    SELECT p.id FROM dialogue p WHERE p.part_of_id = ${wholeId} AND p.deleted_at IS NULL ORDER BY p.number`,
);

/** Those parts of a dialogue that are not in the trash. */
export async function listKeptParts(tx: Queryable, wholeId: string): Promise<string[]> {
  return (await all(listKept(wholeId), tx)).map(({ id }) => id);
}

// What one transaction decides has one time. A dialogue may have been split several times, and parts may have been deleted by hand.
const listPutAway = statement(
  "dialogueParts.listPutAway",
  { id: text },
  (wholeId: string, decisionId: string) => sql`
    SELECT p.id FROM dialogue p WHERE p.part_of_id = ${wholeId} AND p.deleted_at IS NOT NULL
      AND EXISTS (SELECT FROM decision x JOIN decision u ON u.id = ${decisionId}
        WHERE x.dialogue_id = p.id AND x.kind = 'delete' AND x.created_at = u.created_at)
    ORDER BY p.number`,
);

/** Those parts of a dialogue that a decision, which took a split back, put into the trash. */
export async function listPartsPutAway(tx: Queryable, wholeId: string, decisionId: string): Promise<string[]> {
  return (await all(listPutAway(wholeId, decisionId), tx)).map(({ id }) => id);
}
