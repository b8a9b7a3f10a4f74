import * as z from "zod";
import type { PairOutcome } from "@/lib/domain/judging/vote";
import type { Format } from "../format";
import { jsonLinesOf } from "./json-lines-format";
import {
  type Judged,
  judgedFields,
  judgedOf,
  modelName,
  saidText,
  unasked,
  type Written,
  type WrittenCall,
} from "./judgment";

const winner = z.string().refine(isWinner, 'a winner is "model_1", "model_2", "tie" or "error"');

/** A line of model_judgment/JUDGE_pair.jsonl; an older one has a single `winner`. */
export const pairJudgmentSchema = z
  .looseObject({
    question_id: judgedFields.question_id,
    model_1: modelName("model_1"),
    model_2: modelName("model_2"),
    g1_winner: winner.optional(),
    g2_winner: winner.optional(),
    winner: winner.optional(),
    judge: judgedFields.judge,
    g1_user_prompt: saidText,
    g1_judgment: saidText,
    g2_user_prompt: saidText,
    g2_judgment: saidText,
    turn: judgedFields.turn,
    tstamp: judgedFields.tstamp,
  })
  .refine((row) => row.winner !== undefined || (row.g1_winner !== undefined && row.g2_winner !== undefined), {
    error: "g1_winner and g2_winner are missing; both games of a match are needed",
  });
export type PairJudgment = z.infer<typeof pairJudgmentSchema>;

/** FastChat's model_judgment/JUDGE_pair.jsonl: both games of a match in one record. */
export const judgmentPair = {
  ...jsonLinesOf(pairJudgmentSchema),
  id: "judgment_pair",
  name: "Judgments of pairs",
  use: "model_judgment, pairs, JSONL",
  subject: "judgments",
  fields: {
    question_id: "the question",
    model_1: "whose answer stood first in the first game",
    model_2: "whose answer stood second in it",
    g1_winner: "model_1, model_2, tie or error",
    g2_winner: "the same of the game with the places changed",
    judge: "the judge and the name of its prompt",
    g1_user_prompt: "what the judge was asked in the first game",
    g1_judgment: "what it said",
    g2_user_prompt: "what it was asked in the second game",
    g2_judgment: "what it said",
    turn: "up to which turn was judged",
    tstamp: "seconds since 1970",
  },
} as const satisfies Format;

/** What was found in each game, `model_1` being the first candidate; null where the judge could not be read. */
export type GameVerdict = Exclude<PairOutcome, "both_bad"> | null;
export type PairGames = Judged & {
  first: string;
  second: string;
  games: [GameVerdict, GameVerdict];
  texts: [string | null, string | null];
};

export function toGames(record: PairJudgment): PairGames {
  const { model_1, model_2, g1_winner, g2_winner, winner: one = "error" } = record;
  return {
    ...judgedOf(record),
    first: model_1,
    second: model_2,
    games: [toVerdict(g1_winner ?? one), toVerdict(g2_winner ?? one)],
    texts: [record.g1_judgment ?? null, record.g2_judgment ?? null],
  };
}

export function newPairJudgment(
  of: Written & {
    first: string;
    second: string;
    games: readonly [GameVerdict, GameVerdict];
    calls: readonly [WrittenCall, WrittenCall];
  },
): PairJudgment {
  const [one, other] = of.calls;
  return {
    question_id: of.questionId,
    model_1: of.first,
    model_2: of.second,
    g1_winner: fromVerdict(of.games[0]),
    g2_winner: fromVerdict(of.games[1]),
    judge: [of.judge, of.promptName],
    g1_user_prompt: one.prompt,
    g1_judgment: one.text ?? unasked,
    g2_user_prompt: other.prompt,
    g2_judgment: other.text ?? unasked,
    turn: of.turn,
    tstamp: of.at.getTime() / 1_000,
  };
}

function isWinner(text: string): boolean {
  return ["model_1", "model_2", "error"].includes(text) || isTie(text);
}

function isTie(text: string): boolean {
  return text.includes("tie") || text === "inconsistent";
}

function toVerdict(winner: string): GameVerdict {
  if (isTie(winner)) return "tie";
  return winner === "model_1" ? "first" : winner === "model_2" ? "second" : null;
}

function fromVerdict(verdict: GameVerdict): string {
  return verdict === null ? "error" : { first: "model_1", second: "model_2", tie: "tie" }[verdict];
}
