import { describe, expect, it } from "vitest";
import { choosePrompt } from "@/lib/domain/judging/judge-prompt";
import { gatherLines } from "../gather-lines";
import { readJsonLines, writeJsonLines } from "../text/json-records";
import { humanVoteSchema, newHumanVote, toVote } from "./human-vote";
import { readJudgePrompts, toPromptRecord } from "./judge-prompt";
import { newPairJudgment, pairJudgmentSchema, toGames } from "./judgment-pair";
import { newSingleJudgment, singleJudgmentSchema, toScored } from "./judgment-single";

const lines = (...records: unknown[]) => records.map((record) => `${JSON.stringify(record)}\n`).join("");
const at = new Date(1_691_640_000_500);

async function written(...records: unknown[]): Promise<string> {
  let text = "";
  for await (const piece of writeJsonLines(records)) text += piece;
  return text;
}

describe("single judgments", () => {
  const published = {
    question_id: 81,
    model: "ours",
    judge: ["gpt-4", "single-v1-multi-turn"],
    user_prompt: "p",
    judgment: "Good.\nRating: [[8.5]]",
    score: 8.5,
    turn: 2,
    tstamp: 1691640000.5,
    extra: { kept: [1] },
  };

  it("come back as they were, unknown fields and all, and a score of -1 is none", async () => {
    const { records, errors } = await gatherLines(readJsonLines(lines(published), singleJudgmentSchema));
    expect(errors).toEqual([]);
    expect(await written(records[0]?.value)).toBe(lines(published));
    const read = toScored(singleJudgmentSchema.parse(published));
    expect(read).toEqual({
      questionId: "81",
      judge: "gpt-4",
      promptName: "single-v1-multi-turn",
      turn: 2,
      model: "ours",
      score: 8.5,
      text: "Good.\nRating: [[8.5]]",
    });
    for (const score of [-1, 0, 11, 1_000])
      expect(toScored(singleJudgmentSchema.parse({ ...published, score })).score).toBeNull();
  });

  it("without a turn have that of their prompt's name", () => {
    const { turn: _, ...older } = published;
    expect(toScored(singleJudgmentSchema.parse(older)).turn).toBe(2);
    expect(toScored(singleJudgmentSchema.parse({ ...older, judge: ["gpt-4", "single-v1"] })).turn).toBe(1);
  });

  it("of ours are written in the order of the published fields", () => {
    const of = { questionId: 81, judge: "j", promptName: "p-v1", turn: 1, at, model: "m" };
    expect(JSON.stringify(newSingleJudgment({ ...of, call: { prompt: "u", text: null }, score: null }))).toBe(
      '{"question_id":81,"model":"m","judge":["j","p-v1"],"user_prompt":"u","judgment":"$ERROR$","score":-1,"turn":1,"tstamp":1691640000.5}',
    );
  });

  it("that cannot be read say which field is missing", async () => {
    const { errors } = await gatherLines(readJsonLines(lines({ question_id: 1, judge: [] }), singleJudgmentSchema));
    expect(errors[0]?.message).toMatch(/model is missing.*judge is missing.*score is missing/s);
  });
});

describe("judgments of pairs", () => {
  const published = {
    question_id: 81,
    model_1: "a",
    model_2: "b",
    g1_winner: "model_1",
    g2_winner: "tie",
    judge: ["gpt-4", "pair-v2"],
    g1_user_prompt: "p1",
    g1_judgment: "[[A]]",
    g2_user_prompt: "p2",
    g2_judgment: "[[C]]",
    turn: 1,
    tstamp: 1691640000.5,
  };

  it("tell both games by candidate; errors are no verdict, an old single winner is both", () => {
    const read = (change: object) => toGames(pairJudgmentSchema.parse({ ...published, ...change }));
    expect(read({})).toMatchObject({ first: "a", second: "b", games: ["first", "tie"], texts: ["[[A]]", "[[C]]"] });
    expect(read({ g2_winner: "error" }).games).toEqual(["first", null]);
    expect(read({ g1_winner: undefined, g2_winner: undefined, winner: "model_2" }).games).toEqual(["second", "second"]);
    expect(read({ g1_winner: undefined, g2_winner: undefined, winner: "inconsistent" }).games).toEqual(["tie", "tie"]);
  });

  it("with a winner that is none, or only one game, are refused", () => {
    const wrong = pairJudgmentSchema.safeParse({ ...published, g1_winner: "A" });
    expect(wrong.error?.issues[0]?.message).toContain('"model_1", "model_2"');
    const half = pairJudgmentSchema.safeParse({ ...published, g2_winner: undefined });
    expect(half.error?.issues[0]?.message).toContain("both games");
  });

  it("of ours are written as published and read back", () => {
    const calls = [
      { prompt: "p1", text: "[[A]]" },
      { prompt: "p2", text: "[[C]]" },
    ] as const;
    const ours = newPairJudgment({
      questionId: 81,
      judge: "gpt-4",
      promptName: "pair-v2",
      turn: 1,
      at,
      first: "a",
      second: "b",
      games: ["first", "tie"],
      calls,
    });
    expect(JSON.stringify(ours)).toBe(JSON.stringify(published));
  });
});

describe("people's votes", () => {
  it("come back as they were; both bad is kept apart from a tie", async () => {
    const arena = {
      question_id: "58210e39",
      model_a: "a",
      model_b: "b",
      winner: "tie (bothbad)",
      judge: "arena_user_9",
      conversation_a: [{ role: "user", content: "hi", num_tokens: 2 }],
      conversation_b: [],
      turn: 3,
      anony: false,
      language: "English",
      tstamp: 1682351591.13,
      toxic: null,
    };
    const { records } = await gatherLines(readJsonLines(lines(arena), humanVoteSchema));
    expect(await written(records[0]?.value)).toBe(lines(arena));
    const read = (change: object) => toVote(humanVoteSchema.parse({ ...arena, ...change }));
    expect(read({})).toEqual({
      questionId: "58210e39",
      first: "a",
      second: "b",
      outcome: "both_bad",
      rater: "arena_user_9",
      turn: 3,
      isBlind: false,
    });
    expect(read({ winner: "tie (inconsistent)", judge: ["gpt-4", "pair-v2"] })).toMatchObject({
      outcome: "tie",
      rater: "gpt-4 pair-v2",
    });
    expect(read({ winner: "model_b", anony: undefined })).toMatchObject({ outcome: "second", isBlind: true });
    expect(humanVoteSchema.safeParse({ ...arena, winner: "left" }).error?.issues[0]?.message).toContain("model_a");
  });

  it("of ours are read back the same", () => {
    const vote = newHumanVote({
      questionId: 81,
      first: "a",
      second: "b",
      outcome: "both_bad",
      judge: "rater_1",
      turn: 2,
      language: null,
      at,
      conversations: [[{ role: "user", content: "q" }], []],
    });
    expect(toVote(humanVoteSchema.parse(JSON.parse(JSON.stringify(vote))))).toMatchObject({
      questionId: "81",
      outcome: "both_bad",
      rater: "rater_1",
      turn: 2,
      isBlind: true,
    });
  });
});

describe("judge prompts", () => {
  const single = {
    name: "s",
    type: "single",
    system_prompt: "Be fair {x}.",
    prompt_template: "Q {question} A {answer} {{}}",
    description: "d",
    category: "general",
    output_format: "[[rating]]",
    lang: "en",
  };
  const pair = {
    name: "p",
    type: "pairwise",
    system_prompt: "",
    category: "math",
    output_format: "[[A]]",
    prompt_template:
      "{question_1}{ref_answer_1}{answer_a_1}{answer_b_1}{question_2}{ref_answer_2}{answer_a_2}{answer_b_2}",
  };

  it("tell by their slots which case they are for, and are written back as they were", async () => {
    const { prompts, records, errors } = await readJudgePrompts(lines(single, pair));
    expect(errors).toEqual([]);
    expect(choosePrompt(prompts, { mode: "single", hasReference: false, turns: 1 })?.name).toBe("s");
    expect(choosePrompt(prompts, { mode: "pair", hasReference: true, turns: 2 })?.name).toBe("p");
    expect(prompts.map((prompt, i) => toPromptRecord(prompt, records[i]))).toEqual([
      single,
      { ...pair, description: expect.any(String) },
    ]);
  });

  it("that nothing can be read from, or that ask for what there is not, are refused line by line", async () => {
    const { errors } = await readJudgePrompts(
      lines(
        { ...single, prompt_template: "{question} {answer} {answr}" },
        { ...single, name: "s2", prompt_template: "{question} {answer" },
        { ...single, name: "s3", output_format: "[[A]]" },
        { ...pair, prompt_template: "{question} {answer_a}" },
        { ...pair, type: "both" },
        { ...single, name: "s3" },
      ),
    );
    const texts = errors.map(({ line, message }) => `${line} ${message}`);
    expect(texts).toEqual([
      "1 s: There is nothing to put in for {answr}. For one answer, one turn, without a reference there are {question}, {answer}.",
      "2 s2: A brace stands alone in the template; write {{ or }} for a brace to print.",
      "3 s3: output_format is [[rating]] here, not [[A]].",
      "4 p: The template leaves out {answer_b}, which is to be judged.",
      '5 type: type is "single" or "pairwise"',
      "6 A prompt s3 stands on line 3 already; give it another name.",
    ]);
  });
});
