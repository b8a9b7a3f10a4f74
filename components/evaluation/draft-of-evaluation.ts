import type { InputOf } from "@/lib/contract/endpoints";
import type { CandidateProgress, EvaluationDetail } from "@/lib/contract/endpoints/evaluations";
import { type CandidateDraft, type EvaluationDraft, evaluationBodyOf, evaluationDraftOf } from "./evaluation-draft";

/** A draft that is there as it stands in the form; its questions stay unless others are chosen. */
export function draftOfEvaluation({ evaluation: { name, spec }, candidates }: EvaluationDetail): EvaluationDraft {
  return {
    ...evaluationDraftOf(),
    name,
    kind: spec.kind,
    candidates: candidates.map(candidateDraftOf),
    itemsKind: "kept",
    instructions: spec.instructions,
    criteria: spec.criteria.map(({ label }) => label).join("\n"),
    byRound: spec.byRound,
    strength: spec.strength,
    raters: spec.raters,
    baseline: spec.baseline ?? "",
    overlapShare: percent(spec.overlap?.share ?? 0),
    overlapPeople: `${spec.overlap?.people ?? 2}`,
    goldRate: percent(spec.goldRate),
    repeatRate: percent(spec.repeatRate),
    reveal: spec.reveal,
    skipLimit: `${spec.skipLimit}`,
    ties: spec.ties,
    relevantLead: percent(spec.relevantLead),
  };
}

function candidateDraftOf({ id, name, source }: CandidateProgress): CandidateDraft {
  const of = source.kind === "model" ? source.modelId : source.kind === "run" ? source.runId : "";
  const dataSet =
    source.kind === "data_set" ? { id: "as it was", name: source.filterName, filter: source.filter } : null;
  return { key: id, id, name, kind: source.kind, of, dataSet, source };
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(4))}`;
}

/** What is sent of a draft that is there. What the form does not show stays. */
export function revisionOf(draft: EvaluationDraft, before: EvaluationDetail): InputOf<"reviseDraft">["body"] {
  const { name, spec, items, candidates } = evaluationBodyOf(draft);
  const named = new Map(before.evaluation.spec.criteria.map(({ key, label }) => [label, key]));
  const criteria = spec.criteria?.map(({ key, label }) => ({ key: named.get(label) ?? key, label }));
  return {
    name,
    spec: { ...before.evaluation.spec, ...spec, criteria },
    items: draft.kind === "answers" && draft.itemsKind !== "kept" ? items : null,
    candidates: candidates.map((candidate, i) => ({ ...candidate, id: draft.candidates[i]?.id })),
  };
}

/** Candidates whose texts from a file would go with the change, by what they and their files are called. */
export function textsLost(draft: EvaluationDraft, { candidates }: EvaluationDetail): string[] {
  const stay = new Set(draft.candidates.flatMap(({ id, kind, source }) => (id && kind === source?.kind ? [id] : [])));
  const isAsked = draft.kind === "answers" && draft.itemsKind !== "kept";
  return candidates.flatMap(({ id, name, source, ready }) => {
    if ((source.kind !== "file" && source.kind !== "human") || ready === 0) return [];
    return isAsked || !stay.has(id) ? [`${name}${source.fileName && ` (${source.fileName})`}`] : [];
  });
}
