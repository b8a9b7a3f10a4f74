import { expect, it } from "vitest";
import { newId } from "@/lib/base/ids";
import { countPlaces } from "@/lib/data/judging/comparisons";
import { withDatabase } from "@/lib/testing/database";
import { makeEvaluation, pairVote, voteOnNext } from "@/lib/testing/judging";
import { query } from "@/lib/testing/query";
import { makeViewer } from "@/lib/testing/review";
import { castVote } from "./cast-vote";
import { claimBallot } from "./claim-ballot";
import { computeResults } from "./compute-results";
import { importJudgments } from "./import-judgments";
import { readBallots } from "./read-ballots";
import { setComparisonGold } from "./read-comparison";

withDatabase();

const forFirst = (left: string) => (left.includes("first") ? "left" : "right");
const against = (left: string) => (left.includes("first") ? "right" : "left");

/** A judge's verdict on a question by its place, the same in both orders. */
const judged = (question: number, winner: string) =>
  JSON.stringify({
    question_id: question,
    model_1: "quokka",
    model_2: "numbat",
    g1_winner: winner,
    g2_winner: winner,
    judge: ["gpt-4", "pair-v2"],
    g1_judgment: "[[A]]",
    g2_judgment: "[[B]]",
    turn: 1,
  });

it("opens on people's votes, and where nobody voted on what a judge said", async () => {
  const { lead, evaluationId, candidates } = await makeEvaluation();
  expect(await computeResults(evaluationId, { source: "auto" })).toMatchObject({ source: "people", n: { votes: 0 } });
  await importJudgments(lead, { evaluationId, format: "judgment_pair" }, judged(1, "model_1"));
  const { source, sources, winRates } = await computeResults(evaluationId, { source: "auto" });
  expect(sources.find(({ id }) => id === source)).toMatchObject({ name: "gpt-4" });
  expect(winRates.find(({ candidateId }) => candidateId === candidates[0]?.id)).toMatchObject({ won: 1 });

  await voteOnNext(await makeViewer("Eva", ["evaluator"]), evaluationId, against);
  expect(await computeResults(evaluationId, { source: "auto" })).toMatchObject({ source: "people", n: { votes: 1 } });
  expect(await computeResults(evaluationId, { source })).toMatchObject({ source, n: { votes: 1 } });
});

it("shows what was voted by one criterion, of people alone, and of as many rounds as anybody judged", async () => {
  const criteria = [{ key: "helpful", label: "Helpful" }];
  const { lead, evaluationId, candidates } = await makeEvaluation({ spec: { criteria, byRound: true } });
  await importJudgments(lead, { evaluationId, format: "judgment_pair" }, judged(1, "model_1"));
  const rater = await makeViewer("Eva", ["evaluator"]);
  const { ballot } = await claimBallot(rater, { evaluationId, holding: [] });
  const isLeft = ballot?.left.rounds[0]?.assistant.includes("first");
  // On the whole for the first, by the criterion for the other.
  const vote = pairVote(isLeft ? "left" : "right", {
    rounds: ["tie"],
    criteria: { helpful: isLeft ? "right" : "left" },
  });
  await castVote(rater, ballot?.id ?? "", { voteId: newId("request"), vote, seconds: 3 });

  const wonOf = async (by: { criterion?: string; turn?: number }) => {
    const results = await computeResults(evaluationId, { source: "people", ...by });
    expect(results.turns).toBe(1);
    const own = results.winRates.find(({ candidateId }) => candidateId === candidates[0]?.id);
    return own && [own.won, own.tied, own.lost];
  };
  expect(await wonOf({})).toEqual([1, 0, 0]);
  expect(await wonOf({ criterion: "helpful" })).toEqual([0, 0, 1]);
  expect(await wonOf({ turn: 1 })).toEqual([0, 1, 0]);
  const { sources } = await computeResults(evaluationId, { source: "people", criterion: "helpful" });
  expect(sources.map(({ votes }) => votes)).toEqual([1, 0]);
});

it("counts the places of every two candidates, whichever stands first, without known outcomes", async () => {
  const overlap = { people: 2, share: 1 };
  const { lead, evaluationId, candidates } = await makeEvaluation({
    prompts: 3,
    candidates: ["a", "b", "c"],
    spec: { overlap },
  });
  const places = await countPlaces(evaluationId);
  expect(places).toHaveLength(3);
  for (const pair of places) expect(pair).toMatchObject({ comparisons: 3, needed: 6 });
  const [one] = await query<{ id: string; first: string; second: string }>`
    SELECT id, first_id AS first, second_id AS second FROM comparison
    WHERE evaluation_id = ${evaluationId} AND first_id = ${candidates[0]?.id} LIMIT 1`;
  await setComparisonGold(lead, one?.id ?? "", "first");
  const pair = (await countPlaces(evaluationId)).find(({ firstId, secondId }) =>
    [firstId, secondId].every((id) => id === one?.first || id === one?.second),
  );
  expect(pair).toMatchObject({ comparisons: 2, needed: 4 });
  expect(await countPlaces(evaluationId, "no such category")).toEqual([]);
});

it("advises no more votes than there are places", async () => {
  const { evaluationId } = await makeEvaluation({ prompts: 12 });
  const rater = await makeViewer("Eva", ["evaluator"]);
  for (let i = 0; i < 10; i++) await voteOnNext(rater, evaluationId, i < 6 ? forFirst : against);
  const [pair] = (await computeResults(evaluationId, { source: "people" })).headToHeadPairs;
  expect(pair?.advice).toMatchObject({ state: "open", votesNeeded: null });
  expect(pair?.advice.text).toContain("All 12 votes that these items allow");
});

it("tells a rater which of their votes judges have read, in pairs or one by one", async () => {
  const { lead, evaluationId, items } = await makeEvaluation({ prompts: 3 });
  const rater = await makeViewer("Eva", ["evaluator"]);
  while (await voteOnNext(rater, evaluationId, forFirst));
  const read = async () => {
    const { items: ballots } = await readBallots(rater, evaluationId, { limit: 10 });
    return new Map(ballots.map(({ opening, hasJudges }) => [opening, hasJudges]));
  };
  const [first, second, third] = items.map(({ turns }) => turns[0] ?? "");
  expect([...(await read()).values()]).toEqual([false, false, false]);
  await importJudgments(lead, { evaluationId, format: "judgment_pair" }, judged(1, "model_1"));
  const single = {
    question_id: 2,
    model: "numbat",
    judge: ["gpt-4", "single-v1"],
    judgment: "[[8]]",
    score: 8,
    turn: 1,
  };
  await importJudgments(lead, { evaluationId, format: "judgment_single" }, JSON.stringify(single));
  const by = await read();
  expect([first, second, third].map((opening) => by.get(opening ?? ""))).toEqual([true, true, false]);
});
