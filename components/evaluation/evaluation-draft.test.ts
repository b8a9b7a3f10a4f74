import { expect, it } from "vitest";
import { evaluationSpecSchema } from "@/lib/domain/judging/evaluation";
import { criteriaOf, evaluationBodyOf, evaluationDraftOf, withKind } from "./evaluation-draft";

it("sends what was typed, in the shape that is asked for", () => {
  const draft = { ...evaluationDraftOf(), name: "First", benchmarkId: "bmk", overlapShare: "25", repeatRate: "10" };
  const body = evaluationBodyOf({ ...draft, criteria: "Helpful\n真实\nHelpful" });
  expect(body.items).toEqual({ kind: "benchmark", benchmarkId: "bmk", categories: [] });
  expect(body.spec).toMatchObject({ overlap: { people: 2, share: 0.25 }, repeatRate: 0.1, baseline: null });
  expect(evaluationSpecSchema.safeParse(body.spec).success).toBe(true);
});

it("gives every criterion a key of its own", () => {
  expect(criteriaOf("Helpful\n真实\nhelpful!").map(({ key }) => key)).toEqual([
    "helpful",
    "criterion_2",
    "criterion_3",
  ]);
});

it("compares runs instead of models where dialogues are judged, and asks for no repeat of one alone", () => {
  const turing = withKind(evaluationDraftOf(), "turing");
  expect(turing.candidates.map(({ kind }) => kind)).toEqual(["run", "run"]);
  expect(evaluationBodyOf(turing)).toMatchObject({ items: { kind: "dialogues" }, spec: { repeatRate: 0 } });
});
