import { newId } from "@/lib/base/ids";
import { insertCandidates, noteOrigins } from "@/lib/data/judging/candidates";
import { insertComparisons } from "@/lib/data/judging/comparisons";
import type { EvaluationRow } from "@/lib/data/judging/evaluations";
import { insertEvaluationItems } from "@/lib/data/judging/items";
import { insertMissingResponses, markReady, writeResponses } from "@/lib/data/judging/responses";
import type { Queryable } from "@/lib/data/sql";
import type { CandidateInput } from "@/lib/domain/judging/candidate";
import type { ShownDialogue } from "./fit-dialogues";
import { planNewcomer } from "./plan-newcomer";

/** Puts a candidate behind the others, with what it shows and what it is compared with; its id. */
export async function insertNewcomer(
  tx: Queryable,
  evaluation: EvaluationRow,
  candidate: CandidateInput,
  dialogues: ShownDialogue[] | null,
): Promise<string> {
  const id = newId("candidate");
  const plan = await planNewcomer(tx, { evaluation, candidate, id, dialogues });
  await insertCandidates(tx, evaluation.id, [{ ...candidate, id }]);
  await insertEvaluationItems(tx, evaluation.id, plan.items);
  await writeResponses(tx, evaluation.id, plan.responses, { replace: false });
  if (evaluation.spec.kind !== "turing") await insertMissingResponses(tx, evaluation.id);
  await insertComparisons(tx, evaluation.id, plan.drawn);
  await noteOrigins(tx, evaluation.id);
  await markReady(tx, evaluation.id);
  return id;
}
