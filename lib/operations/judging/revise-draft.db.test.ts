import { describe, expect, it } from "vitest";
import type { CandidateInput } from "@/lib/domain/judging/candidate";
import { type EvaluationSpec, evaluationSpecSchema } from "@/lib/domain/judging/evaluation";
import { makeDialogue, makeModel, makeRun } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { query } from "@/lib/testing/query";
import { makeViewer } from "@/lib/testing/review";
import { createEvaluation } from "./create-evaluation";
import { importAnswers } from "./import-answers";
import { launchEvaluation } from "./launch-evaluation";
import { readEvaluation } from "./read-evaluation";
import { reviseDraft } from "./revise-draft";

withDatabase();

const fromFile = (name: string): CandidateInput => ({ name, source: { kind: "file", fileName: "" } });
const prompts = (...asked: string[]) => ({ kind: "prompts", prompts: asked }) as const;
const answered = JSON.stringify({
  question_id: 1,
  model_id: "m",
  answer_id: "a",
  tstamp: 1,
  choices: [{ index: 0, turns: ["An answer"] }],
});

async function makeDraft(spec: Partial<EvaluationSpec> = {}) {
  const lead = await makeViewer("Lea", ["lead"]);
  const model = await makeModel({ name: "Model" });
  const source = {
    kind: "model",
    modelId: model.id,
    system: "Be brief.",
    sampling: { temperature: 0.2, topP: 0.9 },
  } as const;
  const detail = await createEvaluation(lead, {
    name: "Draft",
    spec: evaluationSpecSchema.parse(spec),
    items: prompts("Why?", "How?"),
    candidates: [fromFile("one"), { name: "two", source }],
  });
  const { id } = detail.evaluation;
  await importAnswers(
    lead,
    { evaluationId: id, candidateId: detail.candidates[0]?.id ?? "", fileName: "a.jsonl" },
    answered,
  );
  const { candidates } = await readEvaluation(lead, id);
  const kept = candidates.map(({ id: candidateId, name, source: own }) => ({ id: candidateId, name, source: own }));
  return { lead, id, spec: detail.evaluation.spec, kept };
}

describe("a draft", () => {
  it("takes another name, set-up, order and names, and keeps the texts that are there", async () => {
    const { lead, id, spec, kept } = await makeDraft();
    const [one, two] = kept;
    if (!one || !two) throw new Error("two candidates");
    const criteria = [{ key: "helpful", label: "Helpful" }];
    const changed = {
      ...spec,
      instructions: "Be strict.",
      criteria,
      overlap: { people: 3, share: 0.5 },
    };
    const detail = await reviseDraft(lead, id, {
      name: "Better",
      spec: changed,
      items: null,
      candidates: [{ ...two, name: "one" }, { ...one, name: "two" }, fromFile("three")],
    });
    expect(detail.evaluation).toMatchObject({ name: "Better", status: "draft", spec: changed });
    expect(detail.candidates).toMatchObject([
      { id: two.id, name: "one", source: two.source, ready: 0, missing: 2 },
      { id: one.id, name: "two", source: { fileName: "a.jsonl" }, ready: 1, missing: 1 },
      { name: "three", ready: 0, missing: 2 },
    ]);
    expect(detail.evaluation.progress.items).toBe(2);
    await launchEvaluation(lead, id);
    expect((await readEvaluation(lead, id)).evaluation.progress.comparisons).toBe(6);
  });

  it("takes other questions and sources, and what was for the old ones goes", async () => {
    const { lead, id, spec, kept } = await makeDraft();
    const [one, two] = kept;
    if (!one || !two) throw new Error("two candidates");
    const other = await reviseDraft(lead, id, { name: "Draft", spec, items: prompts("What?"), candidates: kept });
    expect(other.evaluation.progress.items).toBe(1);
    expect(other.candidates.map(({ ready, missing }) => [ready, missing])).toEqual([
      [0, 1],
      [0, 1],
    ]);
    const again = await reviseDraft(lead, id, {
      name: "Draft",
      spec,
      items: null,
      candidates: [one, { ...two, source: { kind: "file", fileName: "" } }],
    });
    expect(again.candidates[1]).toMatchObject({ name: "two", source: { kind: "file" } });
    expect(again.candidates[1]?.id).not.toBe(two.id);
    expect(await query`SELECT 1 FROM candidate WHERE evaluation_id = ${id}`).toHaveLength(2);
  });

  it("of dialogues matches who comes with what stays, and drops openings that nobody has any more", async () => {
    const lead = await makeViewer("Lea", ["lead"]);
    const makeOne = async (name: string, openings: string[]) => {
      const run = await makeRun({ name, dialogues: openings.length });
      for (const opening of openings) await makeDialogue({ runId: run.id, status: "ended", texts: [opening, "So."] });
      return { name, source: { kind: "run", runId: run.id } } satisfies CandidateInput;
    };
    const [one, two] = [await makeOne("one", ["A?", "B?"]), await makeOne("two", ["A?", "B?"])];
    const spec = evaluationSpecSchema.parse({ kind: "dialogues" });
    const items = { kind: "dialogues", most: 10 } as const;
    const made = await createEvaluation(lead, { name: "D", spec, items, candidates: [one, two] });
    const { id } = made.evaluation;
    const [first] = made.candidates;
    const three = await makeOne("three", ["B?"]);
    const kept = { id: first?.id, ...one };
    const revised = await reviseDraft(lead, id, { name: "D", spec, items: null, candidates: [kept, three] });
    expect(revised.candidates).toMatchObject([
      { id: first?.id, ready: 2 },
      { name: "three", ready: 1 },
    ]);
    const [four, five] = [await makeOne("four", ["C?"]), await makeOne("five", ["C?"])];
    const others = await reviseDraft(lead, id, { name: "D", spec, items: null, candidates: [four, five] });
    expect(others.evaluation.progress.items).toBe(1);
    await launchEvaluation(lead, id);
    expect((await readEvaluation(lead, id)).evaluation.progress.comparisons).toBe(1);
  });

  it("is changed whole or not at all, and only as long as it is one", async () => {
    const { lead, id, spec, kept } = await makeDraft();
    const revise = (change: Partial<Parameters<typeof reviseDraft>[2]>) =>
      reviseDraft(lead, id, { name: "Changed", spec, items: null, candidates: kept, ...change });
    await expect(revise({ candidates: [kept[0] as CandidateInput] })).rejects.toMatchObject({ code: "invalid" });
    await expect(revise({ spec: { ...spec, kind: "turing" } })).rejects.toMatchObject({ code: "conflict" });
    await expect(revise({ candidates: [fromFile("x"), fromFile("X")] })).rejects.toMatchObject({
      fields: { "candidates.1.name": expect.any(String) },
    });
    expect((await readEvaluation(lead, id)).evaluation.name).toBe("Draft");
    await launchEvaluation(lead, id);
    await expect(revise({})).rejects.toThrow(/was launched meanwhile/);
    const rater = await makeViewer("Eva", ["evaluator"]);
    await expect(reviseDraft(rater, id, { name: "x", spec, items: null, candidates: kept })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});
