import { describe, expect, it } from "vitest";
import { formats } from "@/lib/formats/registry";
import { withDatabase } from "@/lib/testing/database";
import { startJobRunner } from "@/lib/testing/job-runner";
import { makeEvaluation, voteOnNext } from "@/lib/testing/judging";
import { makeViewer } from "@/lib/testing/review";
import { computeResults } from "./compute-results";
import { type ExportFormat, exportEvaluation } from "./export-evaluation";
import { importJudgments } from "./import-judgments";

withDatabase();

const lines = (records: object[]) => records.map((record) => JSON.stringify(record)).join("\n");

/** A judgment of a pair as FastChat publishes it; questions are known by their place here. */
const pair = (questionId: number, models: [string, string], winners: [string, string]) => ({
  question_id: questionId,
  model_1: models[0],
  model_2: models[1],
  g1_winner: winners[0],
  g2_winner: winners[1],
  judge: ["gpt-4", "pair-v2"],
  g1_user_prompt: "p",
  g1_judgment: "[[A]]",
  g2_user_prompt: "p",
  g2_judgment: "[[B]]",
  turn: 1,
  tstamp: 1.5,
  extra: "kept",
});

const single = (questionId: number, model: string, score: number) => ({
  question_id: questionId,
  model,
  judge: ["gpt-4", "single-v1"],
  user_prompt: "p",
  judgment: "[[x]]",
  score,
  turn: 1,
  tstamp: 1.5,
});

async function read(
  lead: Parameters<typeof exportEvaluation>[0],
  id: string,
  format: ExportFormat,
  of?: string,
  view: Partial<Parameters<typeof exportEvaluation>[2]> = {},
) {
  let text = "";
  for await (const chunk of (await exportEvaluation(lead, id, { ...view, format, of })).pieces) text += chunk;
  return text;
}

describe("published judgments", () => {
  it("in which letters were lost say so, once, and are kept as they are", async () => {
    const { lead, evaluationId } = await makeEvaluation();
    const lost = { ...pair(2, ["numbat", "quokka"], ["model_2", "model_2"]), g1_judgment: "Gr\uFFFD\uFFFDe [[A]]" };
    const file = lines([pair(1, ["quokka", "numbat"], ["model_1", "model_1"]), lost]);
    const { taken, notes } = await importJudgments(lead, { evaluationId, format: "judgment_pair" }, file);
    expect([taken, notes]).toEqual([4, [expect.stringContaining("\uFFFD stands on line 2")]]);
    const again = await importJudgments(lead, { evaluationId, format: "judgment_pair" }, file);
    expect(again.notes.join(" ")).not.toContain("\uFFFD");
  });

  it("of pairs come in by names, whichever model was named first, and go out as they were", async () => {
    const { lead, evaluationId, candidates } = await makeEvaluation();
    const file = lines([
      pair(1, ["quokka", "numbat"], ["model_1", "model_1"]),
      pair(2, ["numbat", "quokka"], ["model_2", "model_2"]),
      pair(3, ["quokka", "numbat"], ["model_1", "model_2"]),
      pair(4, ["quokka", "numbat"], ["error", "model_2"]),
      pair(1, ["quokka", "wombat"], ["model_1", "model_1"]),
      pair(99, ["quokka", "numbat"], ["model_1", "model_1"]),
    ]);
    const taken = await importJudgments(lead, { evaluationId, format: "judgment_pair" }, file);
    expect(taken.taken).toBe(8);
    expect(taken.notes.join(" ")).toMatch(/does not have: 99.*no candidate here: wombat/);

    const { sources } = await computeResults(evaluationId, { source: "people" });
    const judge = sources.find(({ name }) => name === "gpt-4")?.id ?? "";
    const results = await computeResults(evaluationId, { source: judge });
    expect(results.winRates.find(({ candidateId }) => candidateId === candidates[0]?.id)).toMatchObject({
      won: 2,
      tied: 1,
      lost: 0,
    });
    expect(results.leftOut).toEqual([{ reason: expect.stringContaining("no verdict"), count: 1, isByChoice: false }]);
    const out = (await read(lead, evaluationId, "judgment_pair"))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(out).toEqual(
      file
        .split("\n")
        .slice(0, 4)
        .map((line) => JSON.parse(line)),
    );
  });

  it("of single answers give the table of scores; -1 is in no mean", async () => {
    const { lead, evaluationId } = await makeEvaluation();
    const file = lines([single(1, "quokka", 8), single(2, "quokka", -1), single(1, "numbat", 6.5)]);
    expect(await importJudgments(lead, { evaluationId, format: "judgment_single" }, file)).toMatchObject({
      taken: 3,
    });
    const { scores } = await computeResults(evaluationId, { source: "people" });
    expect(scores[0]?.rows).toMatchObject([
      { mean: { value: 8, n: 1 }, unreadable: 1 },
      { mean: { value: 6.5, n: 1 }, unreadable: 0 },
    ]);
    expect((await read(lead, evaluationId, "judgment_single")).trim().split("\n")).toHaveLength(3);
  });

  it("that come twice are told of and change nothing, and a longer file adds what is new", async () => {
    const { lead, evaluationId } = await makeEvaluation();
    const pairs = lines([pair(1, ["quokka", "numbat"], ["model_1", "model_1"])]);
    const more = lines([
      pair(1, ["quokka", "numbat"], ["model_1", "model_1"]),
      pair(2, ["quokka", "numbat"], ["model_2", "model_2"]),
    ]);
    const singles = lines([single(1, "quokka", 8), single(2, "numbat", 6)]);
    const importing = (format: "judgment_pair" | "judgment_single", text: string) =>
      importJudgments(lead, { evaluationId, format }, text);
    expect(await importing("judgment_pair", pairs)).toEqual({ taken: 2, notes: [] });
    expect(await importing("judgment_pair", pairs)).toEqual({
      taken: 0,
      notes: ["This very file came in before.", "2 were there already."],
    });
    expect(await importing("judgment_pair", more)).toEqual({ taken: 2, notes: ["2 were there already."] });
    expect(await importing("judgment_single", singles)).toEqual({ taken: 2, notes: [] });
    expect(await importing("judgment_single", singles)).toMatchObject({ taken: 0 });
    const { sources } = await computeResults(evaluationId, { source: "people" });
    expect(sources.filter(({ name }) => name === "gpt-4")).toHaveLength(2);
  });

  it("that are about something else, or broken, are refused whole", async () => {
    const { lead, evaluationId } = await makeEvaluation();
    const importing = (text: string) => importJudgments(lead, { evaluationId, format: "judgment_pair" }, text);
    await expect(importing(lines([pair(1, ["x", "y"], ["tie", "tie"])]))).rejects.toThrow(/Nothing in this file/);
    await expect(importing('{"question_id": 1}')).rejects.toThrow(/Line 1: /);
  });
});

describe("people's votes", () => {
  it("go out in FastChat's fields and come in again as the same result", async () => {
    const { lead, evaluationId, candidates } = await makeEvaluation({ prompts: 6 });
    const rater = await makeViewer("Eva", ["evaluator"]);
    while (await voteOnNext(rater, evaluationId, (left) => (left.includes("first") ? "left" : "right")));
    const file = await read(lead, evaluationId, "human_votes");
    expect(JSON.parse(file.split("\n")[0] ?? "")).toMatchObject({
      model_a: "quokka",
      model_b: "numbat",
      winner: "model_a",
      judge: expect.stringMatching(/^rater_[0-9a-f]{16}$/),
      turn: 1,
      anony: true,
      conversation_a: [{ role: "user" }, { role: "assistant" }],
    });
    const another = await makeEvaluation({ prompts: 6, lead });
    const into = { evaluationId: another.evaluationId, format: "human_votes" as const };
    expect(await importJudgments(lead, into, file)).toEqual({ taken: 6, notes: [] });
    expect((await importJudgments(lead, into, file)).notes).toEqual([
      "This very file came in before.",
      "6 were there already.",
    ]);
    const results = await computeResults(another.evaluationId, { source: "imported" });
    expect(results.winRates[0]).toMatchObject({ candidateId: another.candidates[0]?.id, won: 6 });
    expect(candidates).toHaveLength(2);
  });

  it("of one rater twice on a question are kept or left out by choice, and said", async () => {
    const vote = (winner: string, judge: string) => ({
      question_id: 1,
      model_a: "quokka",
      model_b: "numbat",
      winner,
      judge,
    });
    const file = lines([vote("model_a", "r1"), vote("model_b", "r1"), vote("model_a", "r2"), vote("model_a", "r2")]);
    for (const second of ["left_out", "kept"] as const) {
      const { lead, evaluationId } = await makeEvaluation();
      const importing = () => importJudgments(lead, { evaluationId, format: "human_votes", second }, file);
      const kept = second === "kept";
      expect(await importing()).toEqual({
        taken: kept ? 3 : 2,
        notes: [expect.stringContaining(kept ? "they are kept" : "they are left out"), "1 were there already."],
      });
      expect((await importing()).taken).toBe(0);
      const { winRates } = await computeResults(evaluationId, { source: "imported" });
      expect(winRates[0]).toMatchObject({ won: 2, lost: kept ? 1 : 0 });
    }
  });

  it("go out with all that was said, also of single dialogues, repeats and known outcomes", async () => {
    const { lead, evaluationId } = await makeEvaluation({ prompts: 2 });
    const rater = await makeViewer("Eva", ["evaluator"]);
    while (await voteOnNext(rater, evaluationId, (left) => (left.includes("first") ? "left" : "right")));
    const votes = (await read(lead, evaluationId, "every_vote")).trim().split("\n");
    const given = votes.map((line) => JSON.parse(line));
    const { judge } = JSON.parse((await read(lead, evaluationId, "human_votes")).split("\n")[0] ?? "");
    expect(given.length).toBeGreaterThanOrEqual(2);
    for (const vote of given) {
      expect(vote).toMatchObject({ kind: "pair", winner: "model_a", judge, judge_name: "Eva", late: false });
      expect(Object.keys(vote)).toEqual(Object.keys(formats.every_vote.fields));
      expect([vote.model_a, vote.model_b]).toContain(vote.left);
    }
  });

  it("and all figures go out as CSV, with why one is missing", async () => {
    const { lead, evaluationId } = await makeEvaluation({ candidates: ["=cmd", 'a "b", c'] });
    const rater = await makeViewer("Eva", ["evaluator"]);
    await voteOnNext(rater, evaluationId, () => "tie");
    const runner = startJobRunner();
    const csv = await read(lead, evaluationId, "results_csv");
    const view = { turn: 2, category: "nothing", ties: "davidson" } as const;
    const shown = await read(lead, evaluationId, "results_csv", "people", view).finally(() => runner.stop());
    expect(shown).toMatch(
      /^question,People,,,,2,.*\r\ncriterion,People,,,,on the whole,.*\r\nonly category,People,,,,nothing,.*\r\nties in ratings,People,,,,davidson/m,
    );
    expect(shown).toMatch(/^votes,People,,,,0,/m);
    expect(csv).toMatch(/^votes,People,,,,1,/m);
    expect(csv).toContain("measure,source,candidate,against,category,value,low,high,n,note\r\n");
    expect(csv).toContain(`'=cmd`);
    for (const measure of ["evaluation", "date", "raters", "Fleiss' kappa of people", "Krippendorff's alpha of people"])
      expect(csv).toMatch(new RegExp(`^${measure},People,`, "m"));
    expect(csv).toContain('"a ""b"", c"');
    expect(csv).toMatch(/win rate of decided votes,People,'=cmd,,,,,,,No vote has decided/);
  });

  it("and answers and questions go out as they are asked for", async () => {
    const { lead, evaluationId, candidates } = await makeEvaluation({ prompts: 2 });
    const [first] = (await read(lead, evaluationId, "model_answer", candidates[0]?.id)).split("\n");
    expect(JSON.parse(first ?? "")).toMatchObject({
      question_id: 1,
      model_id: "quokka",
      choices: [{ index: 0, turns: ["The first to question 0"] }],
    });
    expect(JSON.parse((await read(lead, evaluationId, "question")).split("\n")[1] ?? "")).toMatchObject({
      question_id: 2,
    });
    await expect(read(lead, evaluationId, "model_answer")).rejects.toMatchObject({ code: "invalid" });
  });
});
