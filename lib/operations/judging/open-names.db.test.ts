import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { openNameEndpoints } from "@/lib/contract/endpoints/open-names";
import { namesToHide } from "@/lib/data/judging/shown";
import type { CandidateInput } from "@/lib/domain/judging/candidate";
import { type EvaluationKind, evaluationSpecSchema } from "@/lib/domain/judging/evaluation";
import { makeDialogue, makeImportedDialogue, makeModel, makeRun } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { makeEvaluation, voteOnNext } from "@/lib/testing/judging";
import { query } from "@/lib/testing/query";
import { makeViewer } from "@/lib/testing/review";
import { claimBallot } from "./claim-ballot";
import { computeFigures } from "./compute-figures";
import { computeResults } from "./compute-results";
import { createEvaluation } from "./create-evaluation";
import { exportEvaluation } from "./export-evaluation";
import { importAnswers } from "./import-answers";
import { launchEvaluation } from "./launch-evaluation";
import { readBallots } from "./read-ballots";
import { makeRuling } from "./rulings";

withDatabase();

describe("what may be a name or a word", () => {
  it("is listed for leads, and the votes on such texts can be left out", async () => {
    const answer = (candidate: string, i: number) =>
      i === 0 && candidate === "quokka" ? "I talked to Mistral about it. Bye, Mistral!" : `${candidate} to ${i}`;
    const { evaluationId, candidates } = await makeEvaluation({ prompts: 3, answer });
    const rater = await makeViewer("Eva", ["evaluator"]);
    while (await voteOnNext(rater, evaluationId, () => "left"));
    const body: unknown = JSON.parse(await computeFigures(evaluationId, { figures: "open_names", source: "people" }));
    expect(body).toMatchObject({
      places: 2,
      texts: 1,
      isLeftOut: false,
      first: [
        { candidateId: candidates[0]?.id, candidate: "quokka", opening: "Question 0?", speaker: "assistant", round: 1 },
        { name: "Mistral", word: "Mistral", before: "I talked to Mistral about it. Bye, ", after: "!" },
      ],
    });
    const stored = Object.assign({ votesVersion: 1, isCurrent: true }, body);
    expect(openNameEndpoints.getOpenNames.response.parse(stored)).toEqual(stored);

    const lead = await makeViewer("Lea", ["lead"]);
    const rule = (act: "leave_out" | "count" | "remove", subjectId = evaluationId) =>
      makeRuling(lead, evaluationId, { subject: "open_names", subjectId, act, reason: "too telling" });
    const results = () => computeResults(evaluationId, { source: "people" });
    expect((await results()).n.votes).toBe(3);
    await expect(rule("remove")).rejects.toThrow("not removed");
    await expect(rule("leave_out", "evl_other")).rejects.toThrow("Nothing was changed");
    await rule("leave_out");
    const without = await results();
    expect(without.n.votes).toBe(2);
    const reason = "on texts that may name a model, left out by a lead (too telling)";
    expect(without.leftOut).toEqual([{ reason, count: 1, isByChoice: true }]);
    expect(without.raters).toMatchObject([{ votes: 3, isLeftOut: false }]);
    expect(JSON.parse(await computeFigures(evaluationId, { figures: "open_names", source: "people" }))).toMatchObject({
      isLeftOut: true,
    });
    const file = async (format: "every_vote" | "human_votes") =>
      text(Readable.from((await exportEvaluation(lead, evaluationId, { format })).pieces));
    expect((await file("every_vote")).match(/"left_out":true/g)).toHaveLength(1);
    expect((await file("human_votes")).trim().split("\n")).toHaveLength(2);
    await rule("count");
    expect((await results()).n.votes).toBe(3);
  });
});

/** A run of two dialogues in which both speakers give away what they are, or what they come from. */
async function makeTalkative(n: number, opening: string) {
  const simulator = await makeModel({ name: `Snorkwibble-${n}` });
  await query`UPDATE model SET upstream_model = ${`org/grommelbeast-${n}b`} WHERE id = ${simulator.id}`;
  const assistant = await makeModel({ name: `Plonkmeister-${n}` });
  const run = await makeRun({
    name: `Flibbertwang ${n}`,
    dialogues: 1,
    simulatorId: simulator.id,
    assistantId: assistant.id,
  });
  const texts = [
    opening,
    `I am Plonkmeister ${n}.`,
    `And I am SNORKWIBBLE_${n}, or grommelbeast.`,
    `Of Flibber\u200btwang ${n}?`,
  ];
  const { dialogue } = await makeDialogue({ runId: run.id, status: "ended", texts });
  await query`UPDATE dialogue SET tags = ARRAY[${run.name}], end_reason = 'round_cap' WHERE id = ${dialogue.id}`;
  return run;
}

const told = /plonk|snork|grommel|flibber/i;

describe.each<[EvaluationKind, "run" | "data_set"]>([
  ["dialogues", "run"],
  ["dialogues", "data_set"],
  ["turing", "run"],
  ["turing", "data_set"],
])("%s of a %s", (kind, from) => {
  it("show no name of their runs and of the models of both sides, whoever speaks", async () => {
    const lead = await makeViewer("Lea", ["lead"]);
    // Alone, the opening is the simulator's own.
    const opening = kind === "turing" ? "Plonkmeister, why?" : "Why?";
    const runs = [await makeTalkative(1, opening), await makeTalkative(2, opening)];
    const candidates = runs.map(({ id, name }, i): CandidateInput => {
      const filter = { tag: name };
      return {
        name: `Candidate ${i}`,
        source: from === "run" ? { kind: "run", runId: id } : { kind: "data_set", filterName: "Some", filter },
      };
    });
    const { evaluation } = await createEvaluation(lead, {
      name: "Dialogues",
      spec: evaluationSpecSchema.parse({ kind, repeatRate: 0 }),
      items: { kind: "dialogues", most: 10 },
      candidates,
    });
    await launchEvaluation(lead, evaluation.id);
    const rater = await makeViewer("Eva", ["evaluator"]);
    const { ballot } = await claimBallot(rater, { evaluationId: evaluation.id, holding: [] });
    const text = JSON.stringify([must(ballot, "a ballot"), await readBallots(rater, evaluation.id, { limit: 9 })]);
    expect(text).not.toMatch(told);
    expect(text).toContain("[name hidden]");
  });
});

it("models that a file of answers names are among the names", async () => {
  const lead = await makeViewer("Lea", ["lead"]);
  const { evaluation, candidates } = await createEvaluation(lead, {
    name: "Files",
    spec: evaluationSpecSchema.parse({}),
    items: { kind: "prompts", prompts: ["Why?"] },
    candidates: ["one", "two"].map((name) => ({ name, source: { kind: "file", fileName: "" } })),
  });
  const line = {
    question_id: 1,
    answer_id: "x",
    model_id: "wubbleflux-x",
    choices: [{ index: 0, turns: ["A"] }],
    tstamp: 1,
  };
  await importAnswers(
    lead,
    { evaluationId: evaluation.id, candidateId: candidates[0]?.id ?? "", fileName: "quibbledorf.jsonl" },
    JSON.stringify(line),
  );
  expect(await namesToHide(evaluation.id)).toEqual(expect.arrayContaining(["wubbleflux-x", "quibbledorf.jsonl"]));
});

it("imports behind a data set are among the names", async () => {
  const lead = await makeViewer("Lea", ["lead"]);
  const imported = [
    await makeImportedDialogue({ texts: ["Why so?", "A"] }),
    await makeImportedDialogue({ texts: ["Why so?", "B"] }),
  ];
  for (const [i, { dialogue }] of imported.entries())
    await query`UPDATE dialogue SET tags = ARRAY[${`imported ${i}`}], end_reason = 'round_cap' WHERE id = ${dialogue.id}`;
  const { evaluation } = await createEvaluation(lead, {
    name: "Imports",
    spec: evaluationSpecSchema.parse({ kind: "dialogues" }),
    items: { kind: "dialogues", most: 10 },
    candidates: [0, 1].map((i) => {
      return { name: `Set ${i}`, source: { kind: "data_set", filterName: "", filter: { tag: `imported ${i}` } } };
    }),
  });
  await launchEvaluation(lead, evaluation.id);
  expect(await namesToHide(evaluation.id)).toEqual(expect.arrayContaining(["Real people", "real.json"]));
});
