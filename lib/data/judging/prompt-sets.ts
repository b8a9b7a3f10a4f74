import { judgePromptSchema } from "@/lib/domain/judging/judge-prompt";
import type { PromptSet } from "@/lib/domain/judging/prompt-set";
import { execute } from "../door/execute";
import { sql } from "../door/fragment";
import { statement } from "../door/statement";
import type { Prisma, PromptSet as Row } from "../generated/prisma/client";
import { prisma } from "../prisma";

/** The studio's own first, in the order in which they came, then the newest. */
export async function listPromptSets(): Promise<PromptSet[]> {
  const sets = (await prisma.promptSet.findMany({ orderBy: { createdAt: "asc" } })).map(toPromptSet);
  return [...sets.filter(({ origin }) => origin === "own"), ...sets.filter(({ origin }) => origin !== "own").reverse()];
}

export async function findPromptSet(id: string): Promise<PromptSet | null> {
  const row = await prisma.promptSet.findUnique({ where: { id } });
  return row && toPromptSet(row);
}

type NewPromptSet = Pick<PromptSet, "id" | "name" | "origin" | "prompts"> & { personId: string | null };

/** Stores a set; one that is there already stays as it is, since judgments were made by its words. */
export async function insertPromptSet({ prompts, ...set }: NewPromptSet): Promise<void> {
  const data = { ...set, prompts: prompts as Prisma.InputJsonValue };
  await prisma.promptSet.createMany({ data, skipDuplicates: true });
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

function toPromptSet({ id, name, origin, prompts, createdAt }: Row): PromptSet {
  return {
    id,
    name,
    origin: origin as PromptSet["origin"],
    prompts: judgePromptSchema.array().parse(prompts),
    createdAt: createdAt.toISOString(),
  };
}
