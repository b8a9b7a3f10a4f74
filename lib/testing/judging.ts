import { newId } from "@/lib/base/ids";
import { insertBenchmark } from "@/lib/data/judging/benchmarks";
import { listCandidates } from "@/lib/data/judging/candidates";
import { listEvaluationItems } from "@/lib/data/judging/items";
import { markReady, writeResponses } from "@/lib/data/judging/responses";
import { transaction } from "@/lib/data/sql";
import { type EvaluationSpec, evaluationSpecSchema } from "@/lib/domain/judging/evaluation";
import type { Vote } from "@/lib/domain/judging/vote";
import type { Viewer } from "@/lib/domain/viewer";
import { castVote } from "@/lib/operations/judging/cast-vote";
import { claimBallot } from "@/lib/operations/judging/claim-ballot";
import { createEvaluation } from "@/lib/operations/judging/create-evaluation";
import { launchEvaluation } from "@/lib/operations/judging/launch-evaluation";
import { makeModel } from "./builders";
import { makeViewer } from "./review";

type Options = {
  lead?: Viewer;
  name?: string;
  prompts?: number;
  candidates?: string[];
  spec?: Partial<EvaluationSpec>;
  /** What each candidate answers to question number `i`. */
  answer?: (candidate: string, i: number) => string;
};

/** A launched evaluation of answers from files, all of them there: "The first to question 3" unless told otherwise. */
export async function makeEvaluation({
  lead,
  name: called = "An evaluation",
  prompts = 4,
  candidates = ["quokka", "numbat"],
  spec,
  answer = (candidate, i) => `The ${candidate === candidates[0] ? "first" : "other"} to question ${i}`,
}: Options = {}) {
  const owner = lead ?? (await makeViewer("Lea", ["lead"]));
  const { evaluation } = await createEvaluation(owner, {
    name: called,
    spec: evaluationSpecSchema.parse({ repeatRate: 0, ...spec }),
    items: { kind: "prompts", prompts: Array.from({ length: prompts }, (_, i) => `Question ${i}?`) },
    candidates: candidates.map((name) => ({ name, source: { kind: "file", fileName: "" } })),
  });
  const [items, named] = [await listEvaluationItems(evaluation.id), await listCandidates(evaluation.id)];
  const responses = items.flatMap((item, i) =>
    named.map(({ id: candidateId, name }) => {
      return { itemId: item.id, candidateId, rounds: [{ user: item.turns[0] ?? "", assistant: answer(name, i) }] };
    }),
  );
  await transaction(async (tx) => {
    await writeResponses(tx, evaluation.id, responses, { replace: true });
    await markReady(tx, evaluation.id);
  });
  await launchEvaluation(owner, evaluation.id);
  return { lead: owner, evaluationId: evaluation.id, items, candidates: named };
}

export function pairVote(choice: "left" | "right" | "tie" | "both_bad", rest: object = {}): Vote {
  return { kind: "pair", choice, rounds: [], criteria: {}, strength: null, reason: "", ...rest };
}

/** Takes the next comparison and votes for the side that `choose` names; null when nothing was served. */
export async function voteOnNext(
  rater: Viewer,
  evaluationId: string,
  choose: (left: string, right: string) => "left" | "right" | "tie" | "both_bad",
) {
  const { ballot } = await claimBallot(rater, { evaluationId, holding: [] });
  if (!ballot) return null;
  const text = (side: typeof ballot.right) => side?.rounds[0]?.assistant ?? "";
  const vote = pairVote(choose(text(ballot.left), text(ballot.right)));
  return castVote(rater, ballot.id, { voteId: newId("request"), vote, seconds: 3 });
}

/** A launched evaluation of two models that still owe all their answers, to questions of two turns each. */
export async function makeModelEvaluation(lead: Viewer, questions: number): Promise<string> {
  const benchmarkId = newId("benchmark");
  await insertBenchmark({
    id: benchmarkId,
    name: "Two turns",
    origin: "imported",
    personId: lead.id,
    questions: Array.from({ length: questions }, (_, i) => {
      const category = i === 0 ? "math" : "writing";
      return { questionId: `${i}`, category, turns: [`Q${i}?`, `And ${i}?`], reference: null };
    }),
  });
  const models = [await makeModel({ name: "One" }), await makeModel({ name: "Two" })];
  const { evaluation } = await createEvaluation(lead, {
    name: "Models",
    spec: evaluationSpecSchema.parse({}),
    items: { kind: "benchmark", benchmarkId, categories: [] },
    candidates: models.map(({ id, name }) => {
      return { name, source: { kind: "model", modelId: id, system: "", sampling: {} } };
    }),
  });
  await launchEvaluation(lead, evaluation.id);
  return evaluation.id;
}
