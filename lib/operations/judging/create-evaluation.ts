import { randomInt } from "node:crypto";
import { newId } from "@/lib/base/ids";
import type { EvaluationDetail, ItemsSource } from "@/lib/contract/endpoints/evaluations";
import { insertContenders } from "@/lib/data/judging/contenders";
import { insertEvaluation } from "@/lib/data/judging/evaluations";
import { insertMissingExhibits, writeExhibits } from "@/lib/data/judging/exhibits";
import { insertEvaluationItems } from "@/lib/data/judging/items";
import { transaction } from "@/lib/data/sql";
import type { ContenderInput } from "@/lib/domain/judging/contender";
import type { EvaluationSpec } from "@/lib/domain/judging/evaluation";
import type { Viewer } from "@/lib/domain/viewer";
import { checkEvaluation } from "./check-evaluation";
import { gatherItems } from "./gather-items";
import { readEvaluation } from "./read-evaluation";

type Input = { name: string; spec: EvaluationSpec; items: ItemsSource; contenders: ContenderInput[] };

/** Makes an evaluation as a draft, with its contenders and its items, whole or not at all. Nothing is called yet. */
export async function createEvaluation(viewer: Viewer, input: Input): Promise<EvaluationDetail> {
  const { name, spec } = input;
  await checkEvaluation(spec, input.contenders, input.items);
  const id = newId("evaluation");
  const contenders = input.contenders.map((contender) => ({ ...contender, id: newId("contender") }));
  const { items, exhibits } = await gatherItems(input.items, spec, contenders);
  await transaction(async (tx) => {
    await insertEvaluation(tx, { id, name, spec, seed: randomInt(2 ** 32), personId: viewer.id });
    await insertContenders(tx, id, contenders);
    await insertEvaluationItems(tx, id, items);
    await writeExhibits(tx, id, exhibits, { replace: false });
    if (spec.kind !== "turing") await insertMissingExhibits(tx, id);
  });
  return readEvaluation(viewer, id);
}
