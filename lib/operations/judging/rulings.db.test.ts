import { describe, expect, it } from "vitest";
import { listComparisons } from "@/lib/data/judging/comparisons";
import { readVotesVersion } from "@/lib/data/judging/figures";
import { insertPromptSet } from "@/lib/data/judging/prompt-sets";
import type { RulingAct, RulingSubject } from "@/lib/domain/judging/ruling";
import type { Viewer } from "@/lib/domain/viewer";
import { makeModel } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { makeEvaluation, voteOnNext } from "@/lib/testing/judging";
import { query } from "@/lib/testing/query";
import { makeViewer } from "@/lib/testing/review";
import { computeResults } from "./compute-results";
import { exportEvaluation } from "./export-evaluation";
import { importJudgments } from "./import-judgments";
import { createJudgeRun, readJudgeRuns } from "./judge-runs";
import { readComparison } from "./read-comparison";
import { readEvaluation } from "./read-evaluation";
import { makeRuling, readJudgingImports, readRulings } from "./rulings";
import { updateEvaluation } from "./update-evaluation";

withDatabase();

const forFirst = (left: string) => (left.includes("first") ? "left" : "right");
const against = (left: string) => (left.includes("first") ? "right" : "left");
const page = { limit: 50 };

const judged = (question: number, winner: string, judge = "gpt-4") =>
  JSON.stringify({
    question_id: question,
    model_1: "quokka",
    model_2: "numbat",
    g1_winner: winner,
    g2_winner: winner,
    judge: [judge, "pair-v2"],
    g1_judgment: "[[A]]",
    g2_judgment: "[[B]]",
    turn: 1,
  });
const voted = (question: number, winner: string, judge = "r1") =>
  JSON.stringify({ question_id: question, model_a: "quokka", model_b: "numbat", winner, judge });

/** Three people on eight questions, of whom Ida always says otherwise. */
async function makeVoted() {
  const made = await makeEvaluation({ prompts: 8, spec: { overlap: { people: 3, share: 1 } } });
  const raters = await Promise.all(["Eva", "Max", "Ida"].map((name) => makeViewer(name, ["evaluator"])));
  for (const [i, rater] of raters.entries())
    while (await voteOnNext(rater, made.evaluationId, i === 2 ? against : forFirst));
  return { ...made, ida: raters[2] as Viewer, eva: raters[0] as Viewer };
}

function ruler(lead: Viewer, evaluationId: string) {
  return (subject: RulingSubject, subjectId: string, act: RulingAct, reason = "because") =>
    makeRuling(lead, evaluationId, { subject, subjectId, act, reason });
}

async function read(lead: Viewer, id: string, format: "every_vote" | "human_votes" | "judgment_pair", of?: string) {
  let text = "";
  for await (const chunk of (await exportEvaluation(lead, id, { format, of })).pieces) text += chunk;
  return text.trim() === ""
    ? []
    : text
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));
}

describe("a rater who is left out", () => {
  it("is in no figure but their own, in no agreement, advice, list or file, until they are counted again", async () => {
    const { lead, evaluationId, ida, candidates } = await makeVoted();
    const rule = ruler(lead, evaluationId);
    const whole = await computeResults(evaluationId, { source: "people" });
    expect(whole.n).toMatchObject({ votes: 24, raters: 3 });
    expect(whole.raters.find(({ id }) => id === ida.id)).toMatchObject({ agreement: { ok: true, value: 0, n: 8 } });
    const version = await readVotesVersion(evaluationId);

    await rule("rater", ida.id, "leave_out", "clicks through");
    expect(await readVotesVersion(evaluationId)).toBe(version + 1);
    const without = await computeResults(evaluationId, { source: "people" });
    expect(without.n).toMatchObject({ votes: 16, raters: 2 });
    expect(without.winRates.find(({ candidateId }) => candidateId === candidates[0]?.id)).toMatchObject({
      won: 16,
      lost: 0,
    });
    expect(without.agreement.votes[0]?.s1).toMatchObject({ ok: true, value: 1 });
    expect(without.leftOut).toEqual([
      { reason: "by Ida, left out by a lead (clicks through)", count: 8, isByChoice: true },
    ]);
    expect(without.raters.find(({ id }) => id === ida.id)).toMatchObject({
      isLeftOut: true,
      votes: 8,
      agreement: { value: 0 },
    });

    const { items } = await listComparisons(evaluationId, { limit: 1 });
    expect(items[0]?.votes).toEqual({ first: 2, second: 0, tie: 0, bothBad: 0 });
    expect((await listComparisons(evaluationId, { only: "disagreement", limit: 10 })).items).toEqual([]);
    const seen = await readComparison(lead, items[0]?.id ?? "");
    expect(seen.votes.filter(({ isLeftOut }) => isLeftOut).map(({ person }) => person.name)).toEqual(["Ida"]);
    expect(await read(lead, evaluationId, "human_votes")).toHaveLength(16);
    const every = await read(lead, evaluationId, "every_vote");
    expect(every.filter(({ left_out }) => left_out)).toHaveLength(8);
    expect(every.filter(({ left_out, counts }) => left_out === counts)).toEqual([]);

    await rule("rater", ida.id, "count", "");
    expect((await computeResults(evaluationId, { source: "people" })).n.votes).toBe(24);
    expect(await readRulings(lead, evaluationId, page)).toMatchObject({
      items: [
        { act: "count", name: "Ida", person: { name: "Lea" } },
        { act: "leave_out", name: "Ida", reason: "clicks through", lost: null },
      ],
    });
  });

  it("leaves fewer votes to come: advice knows that their places are taken", async () => {
    const { lead, evaluationId } = await makeEvaluation({ prompts: 12, spec: { overlap: { people: 2, share: 1 } } });
    const [eva, ida] = [await makeViewer("Eva", ["evaluator"]), await makeViewer("Ida", ["evaluator"])];
    for (let i = 0; i < 10; i++) await voteOnNext(eva, evaluationId, i < 6 ? forFirst : against);
    while (await voteOnNext(ida, evaluationId, forFirst));
    await ruler(lead, evaluationId)("rater", ida.id, "leave_out");
    const [pair] = (await computeResults(evaluationId, { source: "people" })).headToHeadPairs;
    expect(pair?.advice.text).toContain("All 12 votes that these items allow");
  });

  it("keeps all their votes: nobody removes what a person said", async () => {
    const { lead, evaluationId, ida } = await makeVoted();
    const rule = ruler(lead, evaluationId);
    await expect(rule("rater", ida.id, "remove")).rejects.toMatchObject({ code: "invalid" });
    await expect(rule("rater", lead.id, "leave_out")).rejects.toThrow(/has not voted here/);
    await rule("rater", ida.id, "leave_out");
    await expect(query`DELETE FROM ruling`).rejects.toThrow(/append-only/);
    await expect(query`UPDATE ruling SET reason = ''`).rejects.toThrow(/append-only/);
    expect(await query`SELECT 1 FROM ballot WHERE person_id = ${ida.id} AND status = 'voted'`).toHaveLength(8);
  });
});

describe("a judge's run", () => {
  it("is left out of figures, agreement and files, and counted again", async () => {
    const { lead, evaluationId, eva } = await makeVoted();
    const rule = ruler(lead, evaluationId);
    await importJudgments(lead, { evaluationId, format: "judgment_pair" }, judged(1, "model_2"));
    await importJudgments(lead, { evaluationId, format: "judgment_pair" }, judged(1, "model_1", "claude"));
    const { items } = await readJudgeRuns(lead, evaluationId, page);
    const [bad, good] = items.map(({ id }) => id);
    await rule("judge_run", bad ?? "", "leave_out", "prompt was broken");
    const results = await computeResults(evaluationId, { source: bad ?? "" });
    expect(results.source).toBe("people");
    expect(results.sources.map(({ name }) => name)).toEqual(["People", "claude"]);
    expect(results.agreement.votes.map(({ source }) => source)).not.toContain(bad);
    expect(results.leftOut).toEqual([
      { reason: "by the judge gpt-4, left out by a lead (prompt was broken)", count: 2, isByChoice: true },
    ]);
    expect((await readJudgeRuns(lead, evaluationId, page)).items.map(({ isLeftOut }) => isLeftOut)).toEqual([
      true,
      false,
    ]);
    expect(await read(lead, evaluationId, "judgment_pair")).toMatchObject([{ judge: ["claude", "pair-v2"] }]);
    expect(await read(lead, evaluationId, "judgment_pair", bad)).toHaveLength(1);
    const listed = (await listComparisons(evaluationId, { limit: 10 })).items.flatMap(({ judges }) => judges);
    expect(listed.map(({ source }) => source)).toEqual([good]);

    await rule("judge_run", bad ?? "", "count", "");
    expect((await computeResults(evaluationId, { source: "people" })).sources).toHaveLength(3);
    expect(eva.name).toBe("Eva");
  });

  it("is removed with what it said, its work is ended, and what that cost stays in the log", async () => {
    const { lead, evaluationId } = await makeVoted();
    await insertPromptSet({ id: "pst_own", name: "Own", origin: "imported", prompts: [], personId: lead.id });
    const model = await makeModel({ name: "Judge" });
    const { id } = await createJudgeRun(lead, evaluationId, {
      modelId: model.id,
      promptSetId: "pst_own",
      mode: "pair",
    });
    await query`UPDATE judgment SET status = 'ready', cost = 0.25 WHERE id IN (
      SELECT id FROM judgment WHERE judge_run_id = ${id} ORDER BY id LIMIT 2)`;
    const ruling = await ruler(lead, evaluationId)("judge_run", id, "remove", "wrong model");
    expect(ruling).toMatchObject({ name: "Judge", lost: { judgments: 2, votes: 0, cost: 0.5 } });
    expect(await query`SELECT 1 FROM judgment WHERE judge_run_id = ${id}`).toEqual([]);
    expect((await readJudgeRuns(lead, evaluationId, page)).items).toEqual([]);
    expect(await query`SELECT 1 FROM job WHERE subject_id = ${id} AND status IN ('waiting', 'running')`).toEqual([]);
    await expect(ruler(lead, evaluationId)("judge_run", id, "count")).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("a file of judgments or votes", () => {
  it("is left out or removed alone, with the judges of whom nothing else came", async () => {
    const { lead, evaluationId } = await makeEvaluation({ prompts: 4 });
    const rule = ruler(lead, evaluationId);
    const take = (fileName: string, text: string, format: "judgment_pair" | "human_votes" = "judgment_pair") =>
      importJudgments(lead, { evaluationId, format, fileName }, text);
    await take("one.jsonl", judged(1, "model_1"));
    await take("two.jsonl", [judged(2, "model_2"), judged(2, "model_2", "claude")].join("\n"));
    await take("votes.jsonl", [voted(1, "model_a"), voted(2, "model_b")].join("\n"), "human_votes");
    const imports = async () => (await readJudgingImports(lead, evaluationId, page)).items;
    expect(await imports()).toMatchObject([
      { fileName: "one.jsonl", judgments: 2, votes: 0, isLeftOut: false, person: { name: "Lea" } },
      { fileName: "two.jsonl", judgments: 4, votes: 0 },
      { fileName: "votes.jsonl", judgments: 0, votes: 2 },
    ]);
    const [, two, votes] = (await imports()).map(({ id }) => id);
    const judges = async () =>
      (await computeResults(evaluationId, { source: "auto" })).sources.map((one) => [one.name, one.votes]);
    await rule("import", two ?? "", "leave_out");
    expect(await judges()).toEqual([
      ["People", 0],
      ["People, from files", 2],
      ["gpt-4", 1],
    ]);
    await rule("import", two ?? "", "count", "");
    expect(await judges()).toContainEqual(["gpt-4", 2]);
    await rule("import", votes ?? "", "leave_out");
    expect((await judges()).map(([name]) => name)).not.toContain("People, from files");

    expect(await rule("import", two ?? "", "remove", "another prompt")).toMatchObject({
      name: "two.jsonl",
      lost: { judgments: 4, votes: 0 },
    });
    expect(await rule("import", votes ?? "", "remove")).toMatchObject({ lost: { judgments: 0, votes: 2 } });
    expect(await judges()).toEqual([
      ["People", 0],
      ["gpt-4", 1],
    ]);
    expect(await imports()).toMatchObject([{ fileName: "one.jsonl" }]);
    // What is gone can come in again.
    expect(await take("votes.jsonl", voted(1, "model_b"), "human_votes")).toEqual({ taken: 1, notes: [] });
  });

  it("that comes again brings nothing and is told; what says otherwise than before is told, too", async () => {
    const { lead, evaluationId } = await makeEvaluation({ prompts: 4 });
    const take = (
      text: string,
      second: "kept" | "left_out" = "kept",
      format: "judgment_pair" | "human_votes" = "human_votes",
    ) => importJudgments(lead, { evaluationId, format, second, fileName: "a.jsonl" }, text);
    const votes = ["model_a", "model_b", "tie", "tie (bothbad)", "model_a"]
      .map((winner) => voted(1, winner))
      .join("\n");
    expect(await take(votes)).toEqual({
      taken: 4,
      notes: [expect.stringContaining("3 second votes"), "1 were there already."],
    });
    expect(await take(votes)).toEqual({
      taken: 0,
      notes: ["This very file came in before, as a.jsonl.", expect.any(String), "5 were there already."],
    });
    expect((await readJudgingImports(lead, evaluationId, page)).items).toHaveLength(1);
    await take(judged(1, "model_1"), "kept", "judgment_pair");
    const again = await take([judged(1, "model_2"), judged(2, "model_2")].join("\n"), "kept", "judgment_pair");
    expect(again).toEqual({ taken: 2, notes: [expect.stringContaining("2 say otherwise")] });
    expect(await take(judged(1, "model_2"), "kept", "judgment_pair")).toMatchObject({ taken: 0 });
  });
});

it("is for leads to decide; raters read of it only once the evaluation is closed", async () => {
  const { lead, evaluationId, ida, eva } = await makeVoted();
  await ruler(lead, evaluationId)("rater", ida.id, "leave_out", "clicks through");
  await expect(readRulings(eva, evaluationId, page)).rejects.toMatchObject({ code: "forbidden" });
  await expect(readJudgingImports(eva, evaluationId, page)).rejects.toMatchObject({ code: "forbidden" });
  const { evaluation } = await readEvaluation(lead, evaluationId);
  await updateEvaluation(lead, evaluationId, { ...evaluation, status: "closed" });
  expect((await readRulings(eva, evaluationId, page)).items).toHaveLength(1);
  const elsewhere = await makeEvaluation({ lead });
  await expect(ruler(lead, elsewhere.evaluationId)("rater", ida.id, "leave_out")).rejects.toMatchObject({
    code: "not_found",
  });
});
