import type { EvaluationKind } from "@/lib/domain/judging/evaluation";
import { candidateDraft, type EvaluationDraft, evaluationDraftOf, withKind } from "./evaluation-draft";

/** What was chosen before the form was opened, by id; `names`: what it is called, models first, then runs, then snapshots. */
export type ChosenCandidates = Readonly<Record<"model" | "run" | "snapshot" | "names", readonly string[]>>;

/** A new one of this kind, with what was chosen as candidates, as far as it can compare that; never fewer than two. */
export function startedDraft(chosen: ChosenCandidates, kind: EvaluationKind): EvaluationDraft {
  const called = new Map([...chosen.model, ...chosen.run, ...chosen.snapshot].map((id, i) => [id, chosen.names[i]]));
  const draft = withKind(evaluationDraftOf(), kind);
  const sources = kind === "answers" ? (["model"] as const) : (["run", "snapshot"] as const);
  const named = sources.flatMap((source) =>
    chosen[source].map((of) =>
      Object.assign(candidateDraft(kind), { kind: source, of, name: (called.get(of) ?? "").slice(0, 100) }),
    ),
  );
  return { ...draft, candidates: [...named, ...draft.candidates.slice(named.length)] };
}
