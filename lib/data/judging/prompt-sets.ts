import { type JudgePrompt, judgePromptSchema } from "@/lib/domain/judging/judge-prompt";
import type { PromptSet } from "@/lib/domain/judging/prompt-set";
import { all, execute } from "../door/execute";
import { sql } from "../door/fragment";
import { bigint, columns } from "../door/row";
import { statement } from "../door/statement";
import { listReadable, readStored } from "../door/unreadable";
import { ownFirst, type PageOf, type PageQuery, placeAfter, toPage } from "../page";
import { prisma } from "../prisma";

const promptSet = columns("PromptSet", "s", "id", "name", "origin", "prompts", "createdAt");
const rank = ownFirst("s");

const list = statement(
  "promptSets.list",
  { ...promptSet.row, rank: bigint },
  ([before, id]: [string, string] | [null, null], limit: number) => sql`
    SELECT ${promptSet}, ${rank} AS rank FROM prompt_set s
    WHERE ${before}::bigint IS NULL OR (${rank}, s.id) < (${before}::bigint, ${id}::text)
    ORDER BY rank DESC, s.id DESC LIMIT ${limit}::int`,
);

/** The studio's own first, in the order in which they came, then the newest. */
export async function listPromptSets({ cursor, limit }: PageQuery): Promise<PageOf<PromptSet>> {
  const rows = await all(list(placeAfter(cursor, "bigint"), limit + 1));
  const { items, nextCursor } = toPage(rows, limit, (row) => [row.rank, row.id]);
  return { items: listReadable(items, toPromptSet), nextCursor };
}

export async function findPromptSet(id: string): Promise<PromptSet | null> {
  const row = await prisma.promptSet.findFirst({ where: { id } });
  return row && toPromptSet(row);
}

type NewPromptSet = Pick<PromptSet, "id" | "name" | "origin" | "prompts"> & { personId: string | null };

const insert = statement(
  "promptSets.insert",
  {},
  ({ id, name, origin, prompts, personId }: NewPromptSet) => sql`
    INSERT INTO prompt_set (id, name, origin, prompts, person_id)
    VALUES (${id}, ${name}, ${origin}, ${JSON.stringify(prompts)}::jsonb, ${personId}) ON CONFLICT DO NOTHING`,
);

/** Stores a set; one that is there already stays as it is, since judgments were made by its words. */
export async function insertPromptSet(set: NewPromptSet): Promise<void> {
  await execute(insert(set));
}

const remove = statement(
  "promptSets.delete",
  {},
  (id: string) => sql`
    DELETE FROM prompt_set WHERE id = ${id} AND origin <> 'own'
      AND NOT EXISTS (SELECT FROM judge_run WHERE prompt_set_id = ${id})`,
);

/** Deletes a set unless a judge used it or it ships with the studio. */
export async function deletePromptSet(id: string): Promise<boolean> {
  return (await execute(remove(id))) > 0;
}

function parsePrompts(value: unknown): JudgePrompt[] {
  return judgePromptSchema.array().parse(value);
}

type Row = { id: string; name: string; origin: string; prompts: unknown; createdAt: Date };

function toPromptSet({ id, name, origin, prompts, createdAt }: Row): PromptSet {
  return {
    id,
    name,
    origin: origin as PromptSet["origin"],
    prompts: readStored({ table: "prompt_set", column: "prompts", id }, parsePrompts, prompts),
    createdAt: createdAt.toISOString(),
  };
}
