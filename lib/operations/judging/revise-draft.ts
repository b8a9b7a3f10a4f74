import { AppError } from "@/lib/base/app-error";
import type { EvaluationDetail, ItemsSource } from "@/lib/contract/endpoints/evaluations";
import { arrangeCandidates, deleteCandidates, listCandidates } from "@/lib/data/judging/candidates";
import { type EvaluationRow, lockEvaluation, updateEvaluationRow } from "@/lib/data/judging/evaluations";
import { deleteBareItems, deleteItems, insertEvaluationItems } from "@/lib/data/judging/items";
import { insertMissingResponses } from "@/lib/data/judging/responses";
import { type Queryable, transaction } from "@/lib/data/sql";
import type { Candidate, CandidateInput, CandidateSource } from "@/lib/domain/judging/candidate";
import type { EvaluationSpec } from "@/lib/domain/judging/evaluation";
import type { Viewer } from "@/lib/domain/viewer";
import { checkEvaluation } from "./check-evaluation";
import { gatherItems } from "./create-evaluation";
import type { ShownDialogue } from "./fit-dialogues";
import { dialoguesOf } from "./gather-dialogues";
import { insertNewcomer } from "./insert-newcomer";
import { openResults, readEvaluation } from "./read-evaluation";

type Revised = CandidateInput & { id?: string };
type Input = { name: string; spec: EvaluationSpec; items: ItemsSource | null; candidates: Revised[] };

/**
 * Changes all of a draft. Whoever stays keeps the texts that came from a file, unless the questions or their source are
 * others now; who is new brings along what a run or a data set holds.
 */
export async function reviseDraft(viewer: Viewer, id: string, input: Input): Promise<EvaluationDetail> {
  const { name, spec, items } = input;
  const { spec: before } = await openResults(viewer, id);
  if (before.kind !== spec.kind)
    throw new AppError(
      "conflict",
      "What is compared stays what it was. Make another draft for it; nothing was changed.",
    );
  await checkEvaluation(spec, input.candidates.map(plain), items);
  const asked = items && spec.kind === "answers" ? await gatherItems(items, spec, []) : null;
  const dialogues = await Promise.all(input.candidates.map((one) => dialoguesOf(spec.kind, one)));
  await transaction(async (tx) => {
    const evaluation = await lockEvaluation(tx, id);
    if (!evaluation) throw new AppError("not_found", "There is no such evaluation.");
    if (evaluation.status !== "draft")
      throw new AppError("conflict", "This evaluation was launched meanwhile. Nothing was changed.");
    await updateEvaluationRow(tx, id, { name, status: "draft", spec });
    if (asked) await deleteItems(tx, id);
    if (asked) await insertEvaluationItems(tx, id, asked.items);
    await arrange(tx, evaluation, input.candidates, dialogues);
    if (spec.kind !== "turing") await insertMissingResponses(tx, id);
  });
  return readEvaluation(viewer, id);
}

/** Takes out who is gone, puts in who is new, and gives all their names and places. */
async function arrange(
  tx: Queryable,
  evaluation: EvaluationRow,
  revised: Revised[],
  dialogues: (ShownDialogue[] | null)[],
): Promise<void> {
  const before = await listCandidates(evaluation.id, tx);
  const kept = revised.map((one) => before.find(({ id, source }) => id === one.id && isSame(source, one.source)));
  await deleteCandidates(
    tx,
    before.filter((one) => !kept.includes(one)).map(({ id }) => id),
  );
  if (evaluation.spec.kind !== "answers") await deleteBareItems(tx, evaluation.id);
  const placed: Pick<Candidate, "id" | "name">[] = [];
  for (const [i, { name, source }] of revised.entries()) {
    // Under a name that nobody has, until all have theirs.
    const newcomer = { name: `${i}. ${name} ${evaluation.id}`.slice(0, 300), source };
    const id = kept[i]?.id ?? (await insertNewcomer(tx, evaluation, newcomer, dialogues[i] ?? null));
    placed.push({ id, name });
  }
  await arrangeCandidates(tx, evaluation.id, placed);
}

/** A file that came in is another matter than which source it came for. */
function isSame(one: CandidateSource, other: CandidateSource): boolean {
  if (one.kind === "file" || one.kind === "human") return one.kind === other.kind;
  return JSON.stringify(one) === JSON.stringify(other);
}

function plain({ name, source }: Revised): CandidateInput {
  return { name, source };
}
