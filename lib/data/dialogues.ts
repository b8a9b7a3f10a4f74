import type { ListedDialogue } from "@/lib/domain/dialogue";
import type { DialogueSort } from "@/lib/domain/dialogue-filter";
import { type DialogueFilter, whereDialogues } from "./dialogue-filter";
import { type DialogueRow, dialogueColumns, toDialogue } from "./dialogue-row";
import { decodeCursor, encodeCursor, type Page } from "./page";
import { pool } from "./pool";
import { query } from "./sql";

const orders = {
  newest: { column: "created_at", type: "timestamptz", direction: "DESC", past: "<" },
  oldest: { column: "created_at", type: "timestamptz", direction: "ASC", past: ">" },
  longest: { column: "rounds", type: "int", direction: "DESC", past: "<" },
} as const;

type Options = DialogueFilter & { sort: DialogueSort; cursor?: string; limit: number };

/** A page of dialogues without their turns; stable while others are added, since it goes on after the last one shown. */
export async function listDialogues({ sort, cursor, limit, ...filter }: Options): Promise<Page<ListedDialogue>> {
  const { column, type, direction, past } = orders[sort];
  const { where, values } = whereDialogues(filter);
  const after = cursor === undefined ? [] : checked(decodeCursor(cursor), type);
  const place = values.length;
  const beyond =
    cursor === undefined ? "" : `AND (d.${column}, d.id) ${past} ($${place + 1}::${type}, $${place + 2}::text)`;
  const { rows } = await pool().query<DialogueRow & { runName: string }>(
    `SELECT ${dialogueColumns}, (SELECT r.name FROM run r WHERE r.id = d.run_id) AS "runName"
     FROM dialogue d WHERE ${where} ${beyond}
     ORDER BY d.${column} ${direction}, d.id ${direction} LIMIT ${limit + 1}`,
    [...values, ...after],
  );
  const items = rows.slice(0, limit).map((row) => ({ ...toDialogue(row), runName: row.runName }));
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, nextCursor: last ? encodeCursor(sort === "longest" ? last.rounds : last.createdAt, last.id) : null };
}

/** A cursor of another sort order is no cursor of this one. */
function checked([key, id]: [string, string], type: "timestamptz" | "int"): [string, string] {
  const fits = type === "int" ? /^\d{1,9}$/.test(key) : /^\d{4}-.*Z$/.test(key) && !Number.isNaN(Date.parse(key));
  return fits ? [key, id] : decodeCursor("");
}

export async function findDialogueIdOfTurn(turnId: string): Promise<string | null> {
  const [row] = await query<{ id: string }>`SELECT dialogue_id AS id FROM turn WHERE id = ${turnId}`;
  return row?.id ?? null;
}

/** What dialogues outside the trash carry, at most 500 different ones, the commonest first. */
export function listTags(): Promise<{ tag: string; dialogues: number }[]> {
  return query<{ tag: string; dialogues: number }>`
    SELECT t.tag, count(*)::int AS dialogues FROM dialogue d CROSS JOIN LATERAL unnest(d.tags) AS t (tag)
    WHERE d.deleted_at IS NULL AND d.tags <> '{}' GROUP BY t.tag ORDER BY 2 DESC, 1 LIMIT 500`;
}
