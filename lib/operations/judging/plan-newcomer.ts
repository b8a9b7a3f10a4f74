import { newId } from "@/lib/base/ids";
import { listCandidates } from "@/lib/data/judging/candidates";
import type { NewComparison } from "@/lib/data/judging/comparisons";
import type { EvaluationRow } from "@/lib/data/judging/evaluations";
import { listEvaluationItems } from "@/lib/data/judging/items";
import { listShowing, listShownDialogues } from "@/lib/data/judging/responses";
import type { Queryable } from "@/lib/data/sql";
import type { Candidate, CandidateInput } from "@/lib/domain/judging/candidate";
import { drawComparisons } from "@/lib/domain/judging/draw-comparisons";
import type { EvaluationItem } from "@/lib/domain/judging/evaluation";
import type { Fitting } from "./fit-answers";
import { fitDialogues, type ShownDialogue } from "./fit-dialogues";

type Asked = { evaluation: EvaluationRow; candidate: CandidateInput; id: string; dialogues: ShownDialogue[] | null };

/** What another candidate brings along, what it is compared with, and which items it still owes a text on. */
export type Plan = Fitting & { drawn: NewComparison[]; owed: EvaluationItem[] };

/**
 * What one more candidate takes, by the rules by which the others were drawn. Nothing is written. `dialogues`: those of
 * its run or data set; null for one whose texts are written, or come from a file later.
 */
export async function planNewcomer(on: Queryable | undefined, asked: Asked): Promise<Plan> {
  const { evaluation, candidate, id, dialogues } = asked;
  const { kind } = evaluation.spec;
  const items = await listEvaluationItems(evaluation.id, on);
  const others = await listCandidates(evaluation.id, on);
  const fitting =
    dialogues === null || kind === "answers"
      ? { responses: [], items: [], notes: [] }
      : withoutTwins(fitDialogues(dialogues, items, id, kind), await listShownDialogues(evaluation.id, on));
  const there = new Set(fitting.responses.map(({ itemId }) => itemId));
  const owed = kind === "answers" ? items : [];
  const candidates = [...others, { ...candidate, id, position: others.length }];
  const drawn =
    evaluation.status === "draft"
      ? []
      : await drawFor(on, evaluation, { id, candidates, there, brought: fitting.items });
  return { ...fitting, drawn, owed };
}

type Newcomer = { id: string; candidates: Candidate[]; there: ReadonlySet<string>; brought: { id: string }[] };

/** What a candidate is compared with that was not there when the others were drawn. `there`: items on which it shows something. */
export async function drawFor(
  on: Queryable | undefined,
  { id: evaluationId, spec, seed }: EvaluationRow,
  { id, candidates, there, brought }: Newcomer,
): Promise<NewComparison[]> {
  const [items, stored] = [await listEvaluationItems(evaluationId, on), await listShowing(evaluationId, on)];
  const showing = new Map([...items, ...brought].map((item) => [item.id, new Set(stored.get(item.id))]));
  for (const itemId of there) showing.get(itemId)?.add(id);
  const field = { items: [...showing.keys()].map((itemId) => ({ id: itemId })), candidates, showing, newcomer: id };
  return drawComparisons(field, spec, seed).map((one) => ({ ...one, id: newId("comparison") }));
}

/** A dialogue is not compared with itself: data sets may overlap. */
function withoutTwins(fitting: Fitting, shown: ReadonlyMap<string, ReadonlySet<string>>): Fitting {
  const responses = fitting.responses.filter(
    ({ itemId, dialogueId }) => !(dialogueId && shown.get(itemId)?.has(dialogueId)),
  );
  const twins = fitting.responses.length - responses.length;
  const words = `${twins} dialogues are shown by another candidate already and are left out.`;
  return { ...fitting, responses, notes: twins > 0 ? [...fitting.notes, words] : fitting.notes };
}
