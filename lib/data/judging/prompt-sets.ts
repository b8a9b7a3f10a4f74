import { judgePromptSchema } from "@/lib/domain/judging/judge-prompt";
import type { PromptSet } from "@/lib/domain/judging/prompt-set";
import { pool } from "../pool";
import { query, sql } from "../sql";

type Row = Omit<PromptSet, "prompts" | "createdAt"> & { prompts: unknown[]; createdAt: Date };

/** The studio's own first, in the order in which they came, then the newest. */
export async function listPromptSets(): Promise<PromptSet[]> {
  const rows = await query<Row>`
    SELECT id, name, origin, prompts, created_at AS "createdAt" FROM prompt_set
    ORDER BY origin DESC, CASE WHEN origin = 'own' THEN created_at END, created_at DESC`;
  return rows.map(toPromptSet);
}

export async function findPromptSet(id: string): Promise<PromptSet | null> {
  const [row] = await query<Row>`
    SELECT id, name, origin, prompts, created_at AS "createdAt" FROM prompt_set WHERE id = ${id}`;
  return row ? toPromptSet(row) : null;
}

type NewPromptSet = Pick<PromptSet, "id" | "name" | "origin" | "prompts"> & { personId: string | null };

/** Stores a set; one that is there already stays as it is, since judgments were made by its words. */
export async function insertPromptSet({ id, name, origin, prompts, personId }: NewPromptSet): Promise<void> {
  await query`
    INSERT INTO prompt_set (id, name, origin, prompts, person_id)
    VALUES (${id}, ${name}, ${origin}, ${JSON.stringify(prompts)}::jsonb, ${personId}) ON CONFLICT (id) DO NOTHING`;
}

/** Deletes a set unless a judge used it or it ships with the studio. */
export async function deletePromptSet(id: string): Promise<boolean> {
  const rows = await sql(pool())`
    DELETE FROM prompt_set WHERE id = ${id} AND origin <> 'own'
      AND NOT EXISTS (SELECT FROM judge_run WHERE prompt_set_id = ${id}) RETURNING id`;
  return rows.length > 0;
}

function toPromptSet({ prompts, createdAt, ...row }: Row): PromptSet {
  return { ...row, prompts: judgePromptSchema.array().parse(prompts), createdAt: createdAt.toISOString() };
}
