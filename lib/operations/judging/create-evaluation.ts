import { randomInt } from "node:crypto";
import { newId } from "@/lib/base/ids";
import type { EvaluationDetail, ItemsSource } from "@/lib/contract/endpoints/evaluations";
import { insertCandidates } from "@/lib/data/judging/candidates";
import { insertEvaluation } from "@/lib/data/judging/evaluations";
import { insertEvaluationItems } from "@/lib/data/judging/items";
import { insertMissingResponses, writeResponses } from "@/lib/data/judging/responses";
import { transaction } from "@/lib/data/sql";
import type { CandidateInput } from "@/lib/domain/judging/candidate";
import type { EvaluationSpec } from "@/lib/domain/judging/evaluation";
import type { Viewer } from "@/lib/domain/viewer";
import { checkEvaluation } from "./check-evaluation";
import { gatherItems } from "./gather-items";
import { readEvaluation } from "./read-evaluation";

type Input = { name: string; spec: EvaluationSpec; items: ItemsSource; candidates: CandidateInput[] };

/** Makes an evaluation as a draft, with its candidates and its items, whole or not at all. Nothing is called yet. */
export async function createEvaluation(viewer: Viewer, input: Input): Promise<EvaluationDetail> {
  const { name, spec } = input;
  await checkEvaluation(spec, input.candidates, input.items);
  const id = newId("evaluation");
  const candidates = input.candidates.map((candidate) => ({ ...candidate, id: newId("candidate") }));
  const { items, responses } = await gatherItems(input.items, spec, candidates);
  await transaction(async (tx) => {
    await insertEvaluation(tx, { id, name, spec, seed: randomInt(2 ** 32), personId: viewer.id });
    await insertCandidates(tx, id, candidates);
    await insertEvaluationItems(tx, id, items);
    await writeResponses(tx, id, responses, { replace: false });
    if (spec.kind !== "turing") await insertMissingResponses(tx, id);
  });
  return readEvaluation(viewer, id);
}
