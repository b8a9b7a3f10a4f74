import { expect, it } from "vitest";
import type { EvaluationDetail } from "@/lib/contract/endpoints/evaluations";
import { evaluationSpecSchema } from "@/lib/domain/judging/evaluation";
import { candidateDraft } from "./evaluation-draft";
import { draftOfEvaluation, revisionOf, textsLost } from "./revise-draft";

const spec = evaluationSpecSchema.parse({
  instructions: "Be strict.",
  nameForRaters: "Autumn",
  criteria: [{ key: "truth_1", label: "Truthful" }],
  overlap: { people: 3, share: 0.333 },
  goldRate: 0.1,
  repeatRate: 0.07,
  relevantLead: 0.08,
  leaseSeconds: 1_200,
  baseline: "one",
});
const model = { kind: "model", modelId: "mdl_1", system: "Be brief.", sampling: { temperature: 0.2 } } as const;
const file = { kind: "file", fileName: "a.jsonl" } as const;
const detail = {
  evaluation: { name: "Draft", spec },
  candidates: [
    { id: "c1", name: "one", source: model, ready: 0 },
    { id: "c2", name: "two", source: file, ready: 4 },
  ],
} as unknown as EvaluationDetail;

it("sends a draft that nobody changed as it was, with what the form does not show", () => {
  expect(revisionOf(draftOfEvaluation(detail), detail)).toEqual({
    name: "Draft",
    spec,
    items: null,
    candidates: [
      { id: "c1", name: "one", source: model },
      { id: "c2", name: "two", source: file },
    ],
  });
});

it("keeps who stays under its id and sends another source where one was chosen", () => {
  const draft = draftOfEvaluation(detail);
  const [one, two] = draft.candidates;
  if (!one || !two) throw new Error("two candidates");
  const changed = {
    ...draft,
    criteria: "Truthful\nClear",
    candidates: [{ ...one, of: "mdl_2" }, two, candidateDraft("answers")],
  };
  const body = revisionOf({ ...changed, itemsKind: "prompts", prompts: "Why?" }, detail);
  expect(body.candidates).toMatchObject([
    { id: "c1", source: { kind: "model", modelId: "mdl_2", system: "" } },
    { id: "c2" },
    { id: undefined },
  ]);
  expect(body.items).toEqual({ kind: "prompts", prompts: ["Why?"] });
  expect(body.spec.criteria).toEqual([
    { key: "truth_1", label: "Truthful" },
    { key: "clear", label: "Clear" },
  ]);
});

it("tells which texts of files would go", () => {
  const draft = draftOfEvaluation(detail);
  const [one, two] = draft.candidates;
  if (!one || !two) throw new Error("two candidates");
  expect(textsLost(draft, detail)).toEqual([]);
  expect(textsLost({ ...draft, candidates: [one] }, detail)).toEqual(["two (a.jsonl)"]);
  expect(textsLost({ ...draft, candidates: [one, { ...two, kind: "model" }] }, detail)).toEqual(["two (a.jsonl)"]);
  expect(textsLost({ ...draft, itemsKind: "benchmark" }, detail)).toEqual(["two (a.jsonl)"]);
});
