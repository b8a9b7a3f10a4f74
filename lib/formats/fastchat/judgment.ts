import * as z from "zod";
import type { PairOutcome } from "@/lib/domain/judging/vote";
import { type QuestionId, questionIdSchema } from "./question";

/** `[model, name of the prompt]`; a model alone in older rows. */
export const judgeSchema = z.union([z.tuple([z.string(), z.string()]).rest(z.string()), z.string().min(1)], {
  error: 'judge is missing; it is a pair such as ["gpt-4", "single-v1"]',
});

const turn = z.int("turn must be 1 or 2").min(1).max(50).optional();
const tstamp = z.number("tstamp must be seconds since 1970").optional();
const named = (field: string) => z.string(`${field} is missing; it names whose answer was judged`).trim().min(1);
const text = z.string("must be text").optional();

/** A line of model_judgment/JUDGE_single.jsonl; fields that are not listed are kept. */
export const singleJudgmentSchema = z.looseObject({
  question_id: questionIdSchema,
  model: named("model"),
  judge: judgeSchema,
  user_prompt: text,
  judgment: text,
  /** 1 to 10, mostly whole; -1 where nothing could be read. */
  score: z.number("score is missing; it is 1 to 10, or -1 where nothing could be read"),
  turn,
  tstamp,
});
export type SingleJudgment = z.infer<typeof singleJudgmentSchema>;

const winner = z.string().refine(isWinner, 'a winner is "model_1", "model_2", "tie" or "error"');

/** A line of model_judgment/JUDGE_pair.jsonl; an older one has a single `winner`. */
export const pairJudgmentSchema = z
  .looseObject({
    question_id: questionIdSchema,
    model_1: named("model_1"),
    model_2: named("model_2"),
    g1_winner: winner.optional(),
    g2_winner: winner.optional(),
    winner: winner.optional(),
    judge: judgeSchema,
    g1_user_prompt: text,
    g1_judgment: text,
    g2_user_prompt: text,
    g2_judgment: text,
    turn,
    tstamp,
  })
  .refine((row) => row.winner !== undefined || (row.g1_winner !== undefined && row.g2_winner !== undefined), {
    error: "g1_winner and g2_winner are missing; both games of a match are needed",
  });
export type PairJudgment = z.infer<typeof pairJudgmentSchema>;

type Judged = { questionId: string; judge: string; promptName: string | null; turn: number };

/** A score out of the scale, -1 first of all, is none. */
export function toScored(
  record: SingleJudgment,
): Judged & { model: string; score: number | null; text: string | null } {
  const score = record.score >= 1 && record.score <= 10 ? record.score : null;
  return { ...judged(record), model: record.model, score, text: record.judgment ?? null };
}

/** What was found in each game, `model_1` being the first contender; null where the judge could not be read. */
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
    ...judged(record),
    ...{ first: model_1, second: model_2 },
    games: [toVerdict(g1_winner ?? one), toVerdict(g2_winner ?? one)],
    texts: [record.g1_judgment ?? null, record.g2_judgment ?? null],
  };
}

/** The same judgment in two rows of a file is told by this; the later one counts. */
export function judgmentKey({
  questionId,
  judge,
  promptName,
  turn,
  ...of
}: Judged & Partial<PairGames & { model: string }>): string {
  return JSON.stringify([questionId, judge, promptName, turn, of.model ?? null, of.first ?? null, of.second ?? null]);
}

/** A call to a judge, to be written. `text` null: it could not be asked, which FastChat writes as $ERROR$. */
export type WrittenCall = { prompt: string; text: string | null };
type Written = { questionId: QuestionId; judge: string; promptName: string; turn: number; at: Date };

export function newSingleJudgment(
  of: Written & { model: string; call: WrittenCall; score: number | null },
): SingleJudgment {
  return {
    question_id: of.questionId,
    model: of.model,
    judge: [of.judge, of.promptName],
    user_prompt: of.call.prompt,
    judgment: of.call.text ?? unasked,
    score: of.score ?? -1,
    turn: of.turn,
    tstamp: of.at.getTime() / 1_000,
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

const unasked = "$ERROR$";

function judged({ question_id, judge, turn }: SingleJudgment | PairJudgment): Judged {
  const [model = "", promptName = null] = typeof judge === "string" ? [judge] : judge;
  // Rows without a turn tell it by the prompt: "single-v1-multi-turn".
  return {
    questionId: String(question_id),
    judge: model,
    promptName,
    turn: turn ?? (promptName?.includes("multi-turn") ? 2 : 1),
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
