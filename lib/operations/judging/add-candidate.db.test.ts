import { describe, expect, it } from "vitest";
import { readVotesVersion } from "@/lib/data/judging/figures";
import type { CandidateInput } from "@/lib/domain/judging/candidate";
import { evaluationSpecSchema } from "@/lib/domain/judging/evaluation";
import { makeDialogue, makeModel, makeRun } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { makeEvaluation, makeModelEvaluation, voteOnNext } from "@/lib/testing/judging";
import { query } from "@/lib/testing/query";
import { makeViewer } from "@/lib/testing/review";
import { addCandidate, previewCandidate } from "./add-candidate";
import { claimBallot, readInstructions } from "./claim-ballot";
import { computeResults } from "./compute-results";
import { createEvaluation } from "./create-evaluation";
import { importAnswers } from "./import-answers";
import { launchEvaluation } from "./launch-evaluation";
import { readEvaluation } from "./read-evaluation";
import { updateEvaluation } from "./update-evaluation";

withDatabase();

const fromFile = (name: string): CandidateInput => ({ name, source: { kind: "file", fileName: "" } });
const answers = (prompts: number, who: string) =>
  Array.from({ length: prompts }, (_, i) =>
    JSON.stringify({
      question_id: i + 1,
      model_id: who,
      answer_id: `${who} ${i}`,
      tstamp: 1,
      choices: [{ index: 0, turns: [`${who} to question ${i}`] }],
    }),
  ).join("\n");

const drawnIn = (evaluationId: string) =>
  query<{ id: string; first: string; second: string; needed: number; position: number; isReady: boolean }>`
    SELECT c.id, a.name AS first, b.name AS second, c.needed, c.position, c.is_ready AS "isReady" FROM comparison c
    JOIN candidate a ON a.id = c.first_id LEFT JOIN candidate b ON b.id = c.second_id
    WHERE c.evaluation_id = ${evaluationId} ORDER BY c.position`;

async function give(lead: Parameters<typeof importAnswers>[0], evaluationId: string, name: string, text: string) {
  const { candidates } = await readEvaluation(lead, evaluationId);
  const candidateId = candidates.find((one) => one.name === name)?.id ?? "";
  return importAnswers(lead, { evaluationId, candidateId, fileName: "a.jsonl" }, text);
}

describe("a candidate added to a running evaluation", () => {
  it("meets all others by the same rules behind what was drawn, and changes nothing that was drawn or voted", async () => {
    const overlap = { people: 2, share: 0.5 };
    const { lead, evaluationId } = await makeEvaluation({ prompts: 6, spec: { overlap } });
    const rater = await makeViewer("Eva", ["evaluator"]);
    for (let i = 0; i < 3; i++) await voteOnNext(rater, evaluationId, () => "left");
    const [drawn, version] = [await drawnIn(evaluationId), await readVotesVersion(evaluationId)];
    const votes = () => query`SELECT id, vote, voted_at FROM ballot WHERE evaluation_id = ${evaluationId} ORDER BY id`;
    const before = await votes();

    const told = await previewCandidate(lead, evaluationId, fromFile("wombat"));
    expect(told).toMatchObject({ ready: 0, missing: 6, comparisons: 12, votes: 18, estimate: null });
    await addCandidate(lead, evaluationId, fromFile("wombat"));
    const now = await drawnIn(evaluationId);
    expect(now.slice(0, 6)).toEqual(drawn);
    const added = now.slice(6);
    expect(added).toHaveLength(told.comparisons);
    expect(added.every(({ second, isReady }) => second === "wombat" && !isReady)).toBe(true);
    expect(added.reduce((sum, { needed }) => sum + needed, 0)).toBe(told.votes);
    expect(added.filter(({ first }) => first === "quokka")).toHaveLength(6);
    expect(await votes()).toEqual(before);
    expect(await readVotesVersion(evaluationId)).toBe(version + 1);

    // Nothing of it is served before it has something to show; then all of it is, and results hold it.
    while (await voteOnNext(rater, evaluationId, () => "left"));
    expect((await claimBallot(rater, { evaluationId, holding: [] })).reason).not.toBe("all_done");
    await give(lead, evaluationId, "wombat", answers(6, "wombat"));
    while (await voteOnNext(rater, evaluationId, (left) => (left.includes("wombat") ? "left" : "right")));
    const results = await computeResults(evaluationId, { source: "people" });
    expect(results.n.votes).toBe(6 + 12);
    expect(results.winRates.find(({ candidateId }) => candidateId === results.candidates[2]?.id)).toMatchObject({
      won: 12,
    });
  });

  it("has its answers written by workers, and the cost is told before", async () => {
    const lead = await makeViewer("Lea", ["lead"]);
    const evaluationId = await makeModelEvaluation(lead, 3);
    const model = await makeModel({ name: "Three" });
    const candidate = {
      name: "three",
      source: { kind: "model", modelId: model.id, system: "", sampling: {} },
    } as const;
    const told = await previewCandidate(lead, evaluationId, candidate);
    expect(told).toMatchObject({ missing: 3, comparisons: 6, estimate: { basis: "limits" } });
    const { candidates } = await addCandidate(lead, evaluationId, candidate);
    expect(candidates[2]).toMatchObject({ name: "three", missing: 3, estimate: told.estimate });
    // The jobs that are asked for cut as those that are under way: no answer belongs to two.
    const jobs = await query<{ lanes: number }>`
      SELECT DISTINCT (payload->>'lanes')::int AS lanes FROM job WHERE subject_id = ${evaluationId} AND kind = 'answers'`;
    expect(jobs).toHaveLength(1);
  });

  it("is drawn once, whoever asks at once while people vote", async () => {
    const { lead, evaluationId } = await makeEvaluation({ prompts: 20 });
    const raters = await Promise.all(["Eva", "Max", "Ida"].map((name) => makeViewer(name, ["evaluator"])));
    const voting = raters.map(async (rater) => {
      while (await voteOnNext(rater, evaluationId, () => "tie"));
    });
    const adding = ["wombat", "wombat", "bilby"].map((name) => addCandidate(lead, evaluationId, fromFile(name)));
    const settled = await Promise.allSettled([...adding, ...voting]);
    expect(
      settled
        .slice(0, 3)
        .map(({ status }) => status)
        .sort(),
    ).toEqual(["fulfilled", "fulfilled", "rejected"]);
    expect(settled.slice(3).every(({ status }) => status === "fulfilled")).toBe(true);
    const drawn = await drawnIn(evaluationId);
    expect(drawn).toHaveLength(20 + 40 + 60);
    expect(new Set(drawn.map(({ position }) => position)).size).toBe(120);
    expect((await computeResults(evaluationId, { source: "people" })).n.votes).toBe(20);
  });

  it("meets the baseline alone where one is named", async () => {
    const { lead, evaluationId } = await makeEvaluation({ prompts: 2, spec: { baseline: "numbat" } });
    await addCandidate(lead, evaluationId, fromFile("wombat"));
    expect((await drawnIn(evaluationId)).slice(2).map(({ first }) => first)).toEqual(["numbat", "numbat"]);
  });

  it("stays unknown to raters: they are told neither its name nor that there is one more", async () => {
    const { lead, evaluationId } = await makeEvaluation({ prompts: 1, answer: () => "I am Wombat-7b." });
    await addCandidate(lead, evaluationId, fromFile("Wombat-7b"));
    const rater = await makeViewer("Eva", ["evaluator"]);
    const told = JSON.stringify([
      await claimBallot(rater, { evaluationId, holding: [] }),
      await readInstructions(rater, evaluationId),
    ]).toLowerCase();
    expect(told).not.toContain("wombat");
    await expect(previewCandidate(rater, evaluationId, fromFile("x"))).rejects.toMatchObject({ code: "forbidden" });
  });

  it("is refused in words where it cannot take part, and nothing is changed", async () => {
    const { lead, evaluationId } = await makeEvaluation();
    await expect(addCandidate(lead, evaluationId, fromFile("Quokka"))).rejects.toMatchObject({
      code: "invalid",
      fields: { name: "Two candidates are called Quokka" },
    });
    const run: CandidateInput = { name: "r", source: { kind: "run", runId: "run_none" } };
    await expect(addCandidate(lead, evaluationId, run)).rejects.toMatchObject({
      fields: { source: expect.any(String) },
    });
    const { evaluation } = await readEvaluation(lead, evaluationId);
    await updateEvaluation(lead, evaluationId, { ...evaluation, status: "closed" });
    await expect(addCandidate(lead, evaluationId, fromFile("late"))).rejects.toThrow(/is closed/);
    expect((await readEvaluation(lead, evaluationId)).candidates).toHaveLength(2);
  });
});

describe("dialogues", () => {
  const makeOne = async (name: string, openings: string[]) => {
    const run = await makeRun({ name, dialogues: openings.length });
    for (const opening of openings)
      await makeDialogue({ runId: run.id, status: "ended", texts: [opening, `${name} answers`] });
    return { name, source: { kind: "run", runId: run.id } } satisfies CandidateInput;
  };
  const file = (openings: string[]) =>
    JSON.stringify(
      openings.map((value) => ({
        conversations: [
          { from: "human", value },
          { from: "gpt", value: "So." },
        ],
      })),
    );

  it("of another run meet on the openings that are compared already; those of a file once it comes", async () => {
    const lead = await makeViewer("Lea", ["lead"]);
    const [one, two] = [await makeOne("one", ["A?", "B?"]), await makeOne("two", ["A?", "B?"])];
    const { evaluation } = await createEvaluation(lead, {
      name: "Dialogues",
      spec: evaluationSpecSchema.parse({ kind: "dialogues", repeatRate: 0 }),
      items: { kind: "dialogues", most: 10 },
      candidates: [one, two],
    });
    await launchEvaluation(lead, evaluation.id);
    const three = await makeOne("three", ["B?", "C?"]);
    expect(await previewCandidate(lead, evaluation.id, three)).toMatchObject({
      ready: 1,
      missing: 0,
      comparisons: 2,
      notes: ["1 dialogues begin with no question of this evaluation and are left out."],
    });
    await addCandidate(lead, evaluation.id, three);
    expect(await drawnIn(evaluation.id)).toMatchObject([
      {},
      {},
      { second: "three", isReady: true },
      { second: "three", isReady: true },
    ]);
    await expect(addCandidate(lead, evaluation.id, await makeOne("four", ["D?"]))).rejects.toThrow(
      /None of these dialogues/,
    );

    await addCandidate(lead, evaluation.id, fromFile("people"));
    expect(await drawnIn(evaluation.id)).toHaveLength(4);
    await give(lead, evaluation.id, "people", file(["A?"]));
    const drawn = await drawnIn(evaluation.id);
    expect(
      drawn
        .slice(4)
        .map(({ first, second, isReady }) => [first, second, isReady])
        .sort(),
    ).toEqual([
      ["one", "people", true],
      ["two", "people", true],
    ]);
    await expect(give(lead, evaluation.id, "people", file(["B?"]))).rejects.toThrow(/After the launch/);
  });

  it("looked at one by one bring their own items", async () => {
    const lead = await makeViewer("Lea", ["lead"]);
    const { evaluation } = await createEvaluation(lead, {
      name: "Turing",
      spec: evaluationSpecSchema.parse({ kind: "turing" }),
      items: { kind: "dialogues", most: 10 },
      candidates: [await makeOne("machine", ["A?"])],
    });
    await launchEvaluation(lead, evaluation.id);
    await addCandidate(lead, evaluation.id, { name: "people", source: { kind: "human", fileName: "" } });
    await give(lead, evaluation.id, "people", file(["A?", "B?"]));
    expect(await drawnIn(evaluation.id)).toMatchObject([
      { first: "machine" },
      { first: "people", second: null, isReady: true },
      { first: "people", second: null, isReady: true },
    ]);
  });
});
