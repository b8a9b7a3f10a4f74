import * as z from "zod";
import type { PairOutcome } from "@/lib/domain/judging/vote";
import type { Format } from "../format";
import { jsonLinesOf } from "./json-lines-format";
import { judgeSchema } from "./judgment";
import { type QuestionId, questionIdSchema } from "./question";

const conversation = z
  .array(z.looseObject({ role: z.string(), content: z.string() }), "a conversation is a list of role and content")
  .optional();

/** A line of MT-Bench's human judgments or of Arena's votes; fields that are not listed are kept. */
export const humanVoteSchema = z.looseObject({
  question_id: questionIdSchema,
  model_a: z.string("model_a is missing").trim().min(1, "model_a is empty"),
  model_b: z.string("model_b is missing").trim().min(1, "model_b is empty"),
  winner: z
    .string('winner is missing; it is "model_a", "model_b", "tie" or "tie (bothbad)"')
    .refine((text) => text === "model_a" || text === "model_b" || text.includes("tie"), {
      error: 'a winner is "model_a", "model_b", "tie" or "tie (bothbad)"',
    }),
  judge: judgeSchema.optional(),
  conversation_a: conversation,
  conversation_b: conversation,
  /** MT-Bench: up to which question (1 or 2); Arena: how many rounds there were. */
  turn: z.int("turn must be a whole number").min(1, "turns count from 1").optional(),
  /** False: the names were shown before the vote. */
  anony: z.boolean().optional(),
  language: z.string().nullable().optional(),
  tstamp: z.number("tstamp must be seconds since 1970").optional(),
});
export type HumanVote = z.infer<typeof humanVoteSchema>;

/** MT-Bench's human judgments, Arena's votes. */
export const humanVotes = {
  ...jsonLinesOf(humanVoteSchema),
  id: "human_votes",
  name: "People's votes",
  use: "human judgments, JSONL",
  subject: "votes",
  fields: {
    question_id: "the question",
    model_a: "whose answer stood first",
    model_b: "whose answer stood second",
    winner: "model_a, model_b, tie or tie (bothbad)",
    judge: "who voted",
    conversation_a: "role and content of each turn on the first side",
    conversation_b: "the same on the second side",
    turn: "up to which question",
    anony: "whether the vote was blind; others are not counted",
    language: "as people name it; may be left out",
    tstamp: "seconds since 1970",
  },
} as const satisfies Format;

export type ReadVote = {
  questionId: string;
  first: string;
  second: string;
  outcome: PairOutcome;
  /** "" where the file does not say who voted. */
  rater: string;
  turn: number;
  isBlind: boolean;
};

/** Any label with "tie" in it is a tie, of which "tie (bothbad)" says that both were bad. */
export function toVote({ question_id, model_a, model_b, winner, judge = "", turn = 1, anony }: HumanVote): ReadVote {
  const outcome =
    winner === "model_a" ? "first" : winner === "model_b" ? "second" : /both.?bad/i.test(winner) ? "both_bad" : "tie";
  return {
    questionId: String(question_id),
    first: model_a,
    second: model_b,
    outcome,
    turn,
    rater: typeof judge === "string" ? judge : judge.join(" "),
    isBlind: anony !== false,
  };
}

const winners: Record<PairOutcome, string> = {
  first: "model_a",
  second: "model_b",
  tie: "tie",
  both_bad: "tie (bothbad)",
};

type Message = { role: "user" | "assistant"; content: string };

/** A new record in the order of the published fields. `judge` names the rater. */
export function newHumanVote(of: {
  questionId: QuestionId;
  first: string;
  second: string;
  outcome: PairOutcome;
  judge: string;
  conversations: readonly [Message[], Message[]];
  turn: number;
  /** As people name it, such as "English"; null where nobody said. */
  language: string | null;
  at: Date;
}): HumanVote {
  return {
    question_id: of.questionId,
    model_a: of.first,
    model_b: of.second,
    winner: winners[of.outcome],
    judge: of.judge,
    conversation_a: of.conversations[0],
    conversation_b: of.conversations[1],
    turn: of.turn,
    anony: true,
    ...(of.language === null ? {} : { language: of.language }),
    tstamp: of.at.getTime() / 1_000,
  };
}
