import { describe, expect, it } from "vitest";
import { newId } from "@/lib/base/ids";
import { evaluationSpecSchema } from "@/lib/domain/judging/evaluation";
import { withDatabase } from "@/lib/testing/database";
import { makeEvaluation, pairVote, voteOnNext } from "@/lib/testing/judging";
import { query } from "@/lib/testing/query";
import { makeViewer } from "@/lib/testing/review";
import { castVote, takeBackVote } from "./cast-vote";
import { claimBallot, readInstructions } from "./claim-ballot";
import { computeStyledRatings } from "./compute-figures";
import { computeResults } from "./compute-results";
import { createEvaluation } from "./create-evaluation";
import { exportEvaluation } from "./export-evaluation";
import { importAnswers } from "./import-answers";
import { importBenchmark, importReferences } from "./import-benchmark";
import { skipBallot } from "./keep-ballot";
import { launchEvaluation } from "./launch-evaluation";
import { readComparison, setComparisonGold } from "./read-comparison";
import { readEvaluation, readEvaluations } from "./read-evaluation";
import { readReference, revealBallot } from "./reveal-ballot";
import { updateEvaluation } from "./update-evaluation";

withDatabase();

const cast = (choice: "left" | "right" | "tie" | "both_bad", voteId = newId("request")) => {
  return { voteId, vote: pairVote(choice), seconds: 4 };
};

describe("a blind vote", () => {
  it("serves both texts and nothing that names a candidate, its model or its id", async () => {
    const answer = (candidate: string) => `I am ${candidate.toUpperCase()}, trained by OpenAI.`;
    const { evaluationId, candidates } = await makeEvaluation({ answer, spec: { baseline: "quokka" } });
    const rater = await makeViewer("Eva", ["evaluator"]);
    const told = JSON.stringify([
      await claimBallot(rater, { evaluationId, holding: [] }),
      await readInstructions(rater, evaluationId),
      await readEvaluations(rater, { limit: 50 }),
    ]).toLowerCase();
    for (const { id, name } of candidates) {
      expect(told).not.toContain(name);
      expect(told).not.toContain(id);
    }
    expect(told).not.toContain("openai");
    expect(told).toContain("[name hidden]");
  });

  it("hides names and figures from raters until the evaluation is closed", async () => {
    const { lead, evaluationId } = await makeEvaluation();
    const rater = await makeViewer("Eva", ["evaluator"]);
    await expect(readEvaluation(rater, evaluationId)).rejects.toMatchObject({ code: "forbidden" });
    const { evaluation } = await readEvaluation(lead, evaluationId);
    await updateEvaluation(lead, evaluationId, { ...evaluation, status: "closed" });
    expect((await readEvaluation(rater, evaluationId)).candidates.map(({ name }) => name)).toEqual([
      "quokka",
      "numbat",
    ]);
  });

  it("counts what was voted for the right candidate, whichever side it stood on", async () => {
    const { evaluationId, candidates } = await makeEvaluation({ prompts: 30 });
    const rater = await makeViewer("Eva", ["evaluator"]);
    let left = 0;
    for (let i = 0; i < 30; i++) {
      const ballot = await voteOnNext(rater, evaluationId, (text) => (text.includes("first") ? "left" : "right"));
      if (ballot?.vote?.choice === "left") left += 1;
    }
    // Of each twenty ballots ten are swapped; of the last ten any number.
    expect(left).toBeGreaterThanOrEqual(10);
    expect(left).toBeLessThanOrEqual(20);
    const results = await computeResults(evaluationId, { source: "people" });
    expect(results.n).toEqual({ votes: 30, items: 30, raters: 1 });
    expect(results.winRates.find(({ candidateId }) => candidateId === candidates[0]?.id)).toMatchObject({ won: 30 });
    expect(results.ratings).toMatchObject({
      ok: true,
      noFiniteEstimate: expect.stringContaining("no limit to how far ahead"),
    });
    expect(results.headToHeadPairs[0]?.advice.text).toContain("quokka is ahead, 100 % of decided votes");
  });

  it("takes a vote sent again as one, keeps changes in the history, and undoes", async () => {
    const { evaluationId } = await makeEvaluation();
    const rater = await makeViewer("Eva", ["evaluator"]);
    const { ballot } = await claimBallot(rater, { evaluationId, holding: [] });
    const id = ballot?.id ?? "";
    const vote = cast("left");
    await Promise.all([1, 2, 3].map(() => castVote(rater, id, vote)));
    await castVote(rater, id, cast("right"));
    expect(await takeBackVote(rater, id)).toMatchObject({ status: "leased", vote: null });
    // The first vote, come late by a slow line, is not a new one.
    expect(await castVote(rater, id, vote)).toMatchObject({ vote: null });
    const history = await query`SELECT event FROM vote_version WHERE ballot_id = ${id} ORDER BY version`;
    expect(history.map(({ event }) => event)).toEqual(["voted", "changed", "taken_back"]);
  });

  it("is final once the names were told", async () => {
    const { evaluationId, candidates } = await makeEvaluation({ spec: { reveal: true } });
    const rater = await makeViewer("Eva", ["evaluator"]);
    const { ballot } = await claimBallot(rater, { evaluationId, holding: [] });
    const id = ballot?.id ?? "";
    await expect(revealBallot(rater, id)).rejects.toMatchObject({ code: "conflict" });
    await castVote(rater, id, cast("tie"));
    const told = await revealBallot(rater, id);
    expect([told.left, told.right].sort()).toEqual(candidates.map(({ name }) => name).sort());
    await expect(castVote(rater, id, cast("left"))).rejects.toMatchObject({ code: "conflict" });
    await expect(takeBackVote(rater, id)).rejects.toMatchObject({ code: "conflict" });
  });

  it("is somebody's own: nobody else can vote on it, look at it or learn that it is there", async () => {
    const { evaluationId } = await makeEvaluation();
    const [eva, max] = [await makeViewer("Eva", ["evaluator"]), await makeViewer("Max", ["evaluator"])];
    const { ballot } = await claimBallot(eva, { evaluationId, holding: [] });
    await expect(castVote(max, ballot?.id ?? "", cast("left"))).rejects.toMatchObject({ code: "not_found" });
  });

  it("lets a rater skip as often as is allowed and no more", async () => {
    const { evaluationId } = await makeEvaluation({ spec: { skipLimit: 1 } });
    const rater = await makeViewer("Eva", ["evaluator"]);
    const next = async () => (await claimBallot(rater, { evaluationId, holding: [] })).ballot?.id ?? "";
    const first = await next();
    await skipBallot(rater, first, { reason: "", seconds: 1 });
    const second = await next();
    expect(second).not.toBe(first);
    await expect(skipBallot(rater, second, { reason: "", seconds: 1 })).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("when nothing is left", () => {
  it("serves what was skipped when it is asked for, and says done only when it is", async () => {
    const { evaluationId } = await makeEvaluation({ prompts: 2, spec: { skipLimit: 1 } });
    const [eva, max] = [await makeViewer("Eva", ["evaluator"]), await makeViewer("Max", ["evaluator"])];
    const claim = (includeSkipped = false) => claimBallot(eva, { evaluationId, holding: [], includeSkipped });
    const skipped = (await claim()).ballot?.id ?? "";
    await skipBallot(eva, skipped, { reason: "", seconds: 1 });
    await voteOnNext(eva, evaluationId, () => "left");
    expect((await claim()).reason).toBe("only_skipped");

    // Another has it: it is free again once their lease is over, and not done.
    const theirs = (await claimBallot(max, { evaluationId, holding: [] })).ballot?.id ?? "";
    expect((await claim(true)).reason).toBe("waiting_on_others");
    await skipBallot(max, theirs, { reason: "", seconds: 1 });

    expect((await claim(true)).ballot).toMatchObject({ id: skipped, status: "leased" });
    // It is no skip any more, and nobody else's.
    expect((await readInstructions(eva, evaluationId)).waiting.skipsLeft).toBe(1);
    expect((await claimBallot(max, { evaluationId, holding: [], includeSkipped: true })).ballot).toBeNull();
    await castVote(eva, skipped, cast("tie"));
    expect((await claim()).reason).toBe("all_done");
  });

  it("tells a rater whose part is done from an evaluation that is", async () => {
    const { evaluationId } = await makeEvaluation({ prompts: 1, spec: { overlap: { people: 2, share: 1 } } });
    const [eva, max] = [await makeViewer("Eva", ["evaluator"]), await makeViewer("Max", ["evaluator"])];
    await voteOnNext(eva, evaluationId, () => "left");
    expect((await claimBallot(eva, { evaluationId, holding: [] })).reason).toBe("your_part_done");
    await voteOnNext(max, evaluationId, () => "left");
    expect((await claimBallot(eva, { evaluationId, holding: [] })).reason).toBe("all_done");
  });
});

describe("who is served what", () => {
  it("gives each comparison to exactly as many raters as it needs, none twice, whoever asks at once", async () => {
    const { evaluationId } = await makeEvaluation({
      prompts: 40,
      spec: { overlap: { people: 3, share: 0.5 } },
    });
    const raters = await Promise.all(Array.from({ length: 12 }, (_, i) => makeViewer(`R${i}`, ["evaluator"])));
    await Promise.all(
      raters.map(async (rater) => {
        while (await voteOnNext(rater, evaluationId, () => "tie"));
      }),
    );
    const served = await query<{ needed: number; votes: number; people: number }>`
      SELECT c.needed, count(b.id)::int AS votes, count(DISTINCT b.person_id)::int AS people
      FROM comparison c LEFT JOIN ballot b ON b.comparison_id = c.id WHERE c.evaluation_id = ${evaluationId} GROUP BY c.id`;
    expect(served.every(({ needed, votes, people }) => votes === needed && people === needed)).toBe(true);
    const results = await computeResults(evaluationId, { source: "people" });
    expect(results.n.votes).toBe(20 + 20 * 3);
    expect(results.ratings).toMatchObject({ ok: true });
    expect(results.agreement.votes[0]).toMatchObject({ kind: "people_people", s1: { ok: true, value: 1 } });
    expect(results.agreement.votes[0]?.s2).toMatchObject({ ok: false });
  });

  it("brings votes back with the sides exchanged, and measures how consistent a rater is", async () => {
    const { evaluationId } = await makeEvaluation({ prompts: 30, spec: { repeatRate: 0.4 } });
    const rater = await makeViewer("Eva", ["evaluator"]);
    // Somebody who always takes the left contradicts themselves on every repeat.
    while (await voteOnNext(rater, evaluationId, () => "left"));
    const results = await computeResults(evaluationId, { source: "people" });
    expect(results.n.votes).toBe(30);
    const [position] = results.positions;
    expect(position?.consistent).toMatchObject({ ok: true, value: 0 });
    expect(position?.leftShare).toMatchObject({ ok: true, value: 1 });
    expect(results.leftOut).toEqual([
      { reason: "the same comparison again with its sides exchanged", count: expect.any(Number), isByChoice: false },
    ]);
  });

  it("mixes in what has a known outcome, which counts for the rater alone", async () => {
    const { lead, evaluationId } = await makeEvaluation({ prompts: 20, spec: { goldRate: 0.5 } });
    const some = await query<{ id: string }>`
      SELECT id FROM comparison WHERE evaluation_id = ${evaluationId} ORDER BY position LIMIT 5`;
    for (const { id } of some) await setComparisonGold(lead, id, "first");
    const rater = await makeViewer("Eva", ["evaluator"]);
    while (await voteOnNext(rater, evaluationId, (left) => (left.includes("first") ? "left" : "right")));
    const results = await computeResults(evaluationId, { source: "people" });
    expect(results.n.votes).toBe(15);
    expect(results.gold).toMatchObject([{ accuracy: { ok: true, value: 1 } }]);
    const seen = await readComparison(lead, some[0]?.id ?? "");
    expect(seen.gold).toBe("first");
  });

  it("gives a comparison all the places that it was drawn with when its outcome is no longer known", async () => {
    const { lead, evaluationId } = await makeEvaluation({ prompts: 1, spec: { overlap: { people: 2, share: 1 } } });
    const [one] = await query<{ id: string }>`SELECT id FROM comparison WHERE evaluation_id = ${evaluationId}`;
    await setComparisonGold(lead, one?.id ?? "", "first");
    const raters = await Promise.all(["Eva", "Max", "Ida"].map((name) => makeViewer(name, ["evaluator"])));
    const votes = () => Promise.all(raters.map((rater) => voteOnNext(rater, evaluationId, () => "left")));
    expect(await votes()).toEqual([null, null, null]);
    await setComparisonGold(lead, one?.id ?? "", null);
    expect((await votes()).filter((vote) => vote !== null)).toHaveLength(2);
  });

  it("keeps a vote that comes after the place was given to somebody else, and does not count it", async () => {
    const { evaluationId } = await makeEvaluation({ prompts: 1 });
    const [eva, max] = [await makeViewer("Eva", ["evaluator"]), await makeViewer("Max", ["evaluator"])];
    const { ballot } = await claimBallot(eva, { evaluationId, holding: [] });
    await query`UPDATE ballot SET lease_until = now() - interval '1 minute' WHERE id = ${ballot?.id}`;
    expect(await voteOnNext(max, evaluationId, () => "left")).toMatchObject({ status: "voted" });
    expect(await castVote(eva, ballot?.id ?? "", cast("right"))).toMatchObject({ status: "late" });
    const results = await computeResults(evaluationId, { source: "people" });
    expect(results.n.votes).toBe(1);
    expect(results.leftOut).toMatchObject([{ count: 1 }]);
  });
});

it("ratings have their intervals by formula, or by resampling items and then raters where that is asked for", async () => {
  const { evaluationId } = await makeEvaluation({ prompts: 20, spec: { overlap: { people: 2, share: 1 } } });
  for (const name of ["Eva", "Max"]) {
    const rater = await makeViewer(name, ["evaluator"]);
    let votes = 0;
    while (
      await voteOnNext(rater, evaluationId, (left) => (left.includes("first") === votes++ % 3 > 0 ? "left" : "right"))
    );
  }
  const intervals = async (by?: "bootstrap") => {
    const { ratings } = await computeResults(evaluationId, { source: "people", intervals: by });
    const [one] = ratings.ok ? ratings.rated : [];
    return { by: ratings.ok && ratings.intervals, interval: one?.rating.ok ? one.rating.interval : null };
  };
  expect(await intervals()).toMatchObject({ by: "sandwich", interval: { rounds: 0 } });
  expect(await intervals("bootstrap")).toMatchObject({ by: "bootstrap", interval: { rounds: 1_000 } });
});

describe("results that the votes cannot support", () => {
  it("say so, without a figure: no votes, all ties", async () => {
    const { evaluationId } = await makeEvaluation({ prompts: 6 });
    const empty = await computeResults(evaluationId, { source: "people" });
    expect(empty.ratings).toEqual({ ok: false, reason: "No votes yet.", groups: [] });
    expect(empty.agreement.votes.every(({ s1 }) => !s1.ok)).toBe(true);
    const rater = await makeViewer("Eva", ["evaluator"]);
    while (await voteOnNext(rater, evaluationId, () => "both_bad"));
    const ties = await computeResults(evaluationId, { source: "people" });
    expect(ties.winRates[0]).toMatchObject({ bothBad: 6, decided: { ok: false } });
    expect(ties.ratings).toMatchObject({
      rated: [{ rating: { interval: null, why: expect.stringContaining("Every vote is a tie") } }, {}],
    });
  });
});

describe("files", () => {
  const questions = ['{"question_id": 81, "category": "writing", "turns": ["Write.", "Shorter."]}'];
  const answer = (id: number, turns: string[]) =>
    JSON.stringify({ question_id: id, answer_id: "x", model_id: "m", choices: [{ index: 0, turns }], tstamp: 1 });

  async function draft() {
    const lead = await makeViewer("Lea", ["lead"]);
    const { id } = await importBenchmark(lead, { name: "Mine" }, questions.join("\n"));
    const benchmark = await importReferences(id, answer(81, ["Right.", "Right too."]));
    const { evaluation, candidates } = await createEvaluation(lead, {
      name: "From files",
      spec: evaluationSpecSchema.parse({}),
      items: { kind: "benchmark", benchmarkId: benchmark.id, categories: [] },
      candidates: ["one", "two"].map((name) => ({ name, source: { kind: "file", fileName: "" } })),
    });
    const give = (i: number, text: string) =>
      importAnswers(
        lead,
        { evaluationId: evaluation.id, candidateId: candidates[i]?.id ?? "", fileName: "a.jsonl" },
        text,
      );
    return { lead, benchmark, evaluationId: evaluation.id, give };
  }

  it("of questions, references and answers make an evaluation that can be voted on", async () => {
    const { lead, benchmark, evaluationId, give } = await draft();
    expect(benchmark).toMatchObject({ questions: 1, turns: 2, references: 1 });
    expect(await give(0, answer(81, ["A", "B"]))).toMatchObject({ taken: 1, notes: [] });
    await launchEvaluation(lead, evaluationId);
    expect(await give(1, answer(81, ["C", "D"]))).toMatchObject({ taken: 1 });
    // After the launch what was voted on stays what it was.
    expect(await give(1, answer(81, ["E", "F"]))).toMatchObject({ taken: 0 });
    const rater = await makeViewer("Eva", ["evaluator"]);
    const { ballot } = await claimBallot(rater, { evaluationId, holding: [] });
    expect([ballot?.left, ballot?.right].map((side) => side?.rounds[0]?.assistant).sort()).toEqual(["A", "C"]);
    expect(await readReference(rater, ballot?.id ?? "")).toEqual({ reference: ["Right.", "Right too."] });
  });

  it("that do not fit are refused in words, whole", async () => {
    const { evaluationId, give } = await draft();
    await expect(give(0, answer(7, ["A", "B"]))).rejects.toThrow(/another benchmark/);
    await expect(give(0, "no JSON")).rejects.toThrow(/Line 1: Not JSON/);
    expect(await give(0, answer(81, ["only one turn"]))).toMatchObject({
      taken: 0,
      notes: [expect.stringContaining("2 turns and only 1")],
    });
    expect(
      await query`SELECT 1 FROM candidate_response WHERE evaluation_id = ${evaluationId} AND status = 'ready'`,
    ).toEqual([]);
  });

  it("of real people's dialogues are taken for human or not", async () => {
    const lead = await makeViewer("Lea", ["lead"]);
    const { evaluation, candidates } = await createEvaluation(lead, {
      name: "Turing",
      spec: evaluationSpecSchema.parse({ kind: "turing" }),
      items: { kind: "dialogues", most: 10 },
      candidates: [
        { name: "people", source: { kind: "human", fileName: "" } },
        { name: "machine", source: { kind: "file", fileName: "" } },
      ],
    });
    const file = (who: string) =>
      JSON.stringify(
        [1, 2, 3].map((n) => ({
          conversations: [
            { from: "human", value: `${who} ${n}?` },
            { from: "gpt", value: "Yes." },
          ],
        })),
      );
    for (const [i, who] of ["person", "robot"].entries())
      await importAnswers(
        lead,
        { evaluationId: evaluation.id, candidateId: candidates[i]?.id ?? "", fileName: "" },
        file(who),
      );
    await launchEvaluation(lead, evaluation.id);
    const rater = await makeViewer("Eva", ["evaluator"]);
    for (let i = 0; i < 6; i++) {
      const { ballot } = await claimBallot(rater, { evaluationId: evaluation.id, holding: [] });
      expect(ballot?.right).toBeNull();
      const choice = ballot?.left.rounds[0]?.user.startsWith("person") ? "human" : "simulated";
      const vote = { kind: "turing" as const, choice, strength: null, reason: "" } as const;
      await castVote(rater, ballot?.id ?? "", { voteId: newId("request"), vote, seconds: 1 });
    }
    const results = await computeResults(evaluation.id, { source: "people" });
    expect(results.takenForHuman).toMatchObject([
      { isHuman: true, share: { ok: true, value: 1, n: 3 } },
      { isHuman: false, share: { ok: true, value: 0, n: 3 } },
    ]);
    expect(results.n).toEqual({ votes: 6, items: 6, raters: 1 });
    const exported = (format: "human_votes" | "every_vote") => exportEvaluation(lead, evaluation.id, { format });
    await expect(exported("human_votes")).rejects.toMatchObject({
      code: "invalid",
      fields: { format: "Take every_vote" },
    });
    let told = "";
    for await (const piece of (await exported("every_vote")).pieces) told += piece;
    expect(told.trim().split("\n")).toHaveLength(6);
  });
});

describe("ratings without style", () => {
  it("take out what length alone wins", async () => {
    // Raters go by length alone, and the first is the longer one on two items of three.
    const answer = (candidate: string, i: number) =>
      "word ".repeat(candidate !== "quokka" ? 30 : i % 3 ? 60 : 15).trim();
    const { evaluationId, candidates } = await makeEvaluation({ prompts: 24, answer });
    const rater = await makeViewer("Eva", ["evaluator"]);
    while (await voteOnNext(rater, evaluationId, (left, right) => (left.length > right.length ? "left" : "right")));
    const styled = await computeStyledRatings(evaluationId, { source: "people" });
    if (!styled.ok) throw new Error(styled.reason);
    const leadIn = (rated: typeof styled.plain) => {
      const value = (id?: string) => {
        const rating = rated.find(({ candidateId }) => candidateId === id)?.rating;
        return rating?.ok ? rating.value : 0;
      };
      return value(candidates[0]?.id) - value(candidates[1]?.id);
    };
    expect(leadIn(styled.plain)).toBeGreaterThan(80);
    expect(Math.abs(leadIn(styled.rated))).toBeLessThan(leadIn(styled.plain));
    const length = styled.effects.find(({ trait }) => trait === "tokens")?.coefficient;
    expect(length).toMatchObject({ ok: true, interval: { low: expect.any(Number) } });
    expect(length?.ok && (length.interval?.low ?? 0) > 0).toBe(true);
  });

  it("and say why there are none", async () => {
    const { evaluationId } = await makeEvaluation();
    expect(await computeStyledRatings(evaluationId, { source: "people" })).toMatchObject({ ok: false });
  });
});
