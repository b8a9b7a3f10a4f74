import type { EvaluationKind } from "@/lib/domain/judging/evaluation";
import { candidateDraft, type EvaluationDraft, evaluationDraftOf, withKind } from "./evaluation-draft";

/** What was chosen before the form was opened, by id. */
export type ChosenCandidates = Readonly<Record<"model" | "run" | "snapshot", readonly string[]>>;

/** A new one of this kind, with what was chosen as candidates, as far as it can compare that; never fewer than two. */
export function startedDraft(chosen: ChosenCandidates, kind: EvaluationKind): EvaluationDraft {
  const draft = withKind(evaluationDraftOf(), kind);
  const sources = kind === "answers" ? (["model"] as const) : (["run", "snapshot"] as const);
  const named = sources.flatMap((source) =>
    chosen[source].map((of) => Object.assign(candidateDraft(kind), { kind: source, of })),
  );
  return { ...draft, candidates: [...named, ...draft.candidates.slice(named.length)] };
}
