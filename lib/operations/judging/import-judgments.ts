import { AppError } from "@/lib/base/app-error";
import { newId } from "@/lib/base/ids";
import { listContenders } from "@/lib/data/judging/contenders";
import { lockEvaluation } from "@/lib/data/judging/evaluations";
import { insertImportedVotes, insertJudgments } from "@/lib/data/judging/import-judgments";
import { listEvaluationItems } from "@/lib/data/judging/items";
import { insertJudgePass } from "@/lib/data/judging/judge-passes";
import { transaction } from "@/lib/data/sql";
import { locatorOf } from "@/lib/domain/judging/locate";
import type { Viewer } from "@/lib/domain/viewer";
import { type Found, pairsOf, singlesOf, votesOf } from "./published-records";

type Input = { evaluationId: string; format: "judgment_single" | "judgment_pair" | "human_votes"; text: string };

/**
 * Takes published judgments or votes of people into an evaluation: all that is about its contenders and questions, the
 * rest told in words. A bad line refuses the file whole. Each judge in a file becomes a judge of its own here.
 */
export async function importJudgments(
  viewer: Viewer,
  { evaluationId, format, text }: Input,
): Promise<{ taken: number; notes: string[] }> {
  return transaction(async (tx) => {
    const evaluation = await lockEvaluation(tx, evaluationId);
    if (!evaluation) throw new AppError("not_found", "There is no such evaluation. Nothing was stored.");
    const contenders = await listContenders(evaluationId, tx);
    const find = locatorOf(await listEvaluationItems(evaluationId, tx), contenders);
    if (format === "human_votes") {
      const votes = await votesOf(text, find, contenders);
      const taken = await insertImportedVotes(tx, evaluationId, votes);
      return { taken, notes: told(taken, votes.length, find.notes()) };
    }
    const found = format === "judgment_pair" ? await pairsOf(text, find, contenders) : await singlesOf(text, find);
    let taken = 0;
    for (const [judge, judgments] of byJudge(found)) {
      const id = newId("judgePass");
      const mode = format === "judgment_pair" ? "pair" : "single";
      const pass = { id, evaluationId, judge, modelId: null, promptSetId: null, personId: viewer.id } as const;
      await insertJudgePass(tx, { ...pass, mode, status: "done" });
      taken += await insertJudgments(tx, id, judgments);
    }
    return { taken, notes: told(taken, found.length, find.notes()) };
  });
}

/** Throws where nothing fits: a wrong file would otherwise look like an empty one. */
function told(taken: number, fitting: number, notes: string[]): string[] {
  if (fitting === 0)
    throw new AppError(
      "invalid",
      `Nothing in this file is about this evaluation. ${notes.join(" ")} Nothing was stored.`,
    );
  return taken < fitting ? [...notes, `${fitting - taken} were there already.`] : notes;
}

function byJudge(found: Found[]): Map<string, Found["judgment"][]> {
  const judges = new Map<string, Found["judgment"][]>();
  for (const { judge, judgment } of found) judges.set(judge, [...(judges.get(judge) ?? []), judgment]);
  return judges;
}
