import * as z from "zod";
import type { GoldOutcome, PairOutcome } from "@/lib/domain/judging/vote";
import type { Format, Records } from "./format";
import { writeJsonLines } from "./text/json-records";

const fields = {
  question_id: "the question, or the place of the dialogue",
  category: "of the question",
  kind: "pair: which is better; turing: whether the user of model_a is real",
  model_a: "the first candidate, wherever it stood; of turing the only one",
  model_b: "the second candidate; null of turing",
  left: "which candidate the rater saw on the left; null of turing",
  winner: "on the whole: model_a, model_b, tie or tie (bothbad); of turing human or simulated",
  rounds: "the same of each round, in order; null where a round was not judged",
  criteria: "the same by the key of each criterion",
  strength: "how clear it was, 1 to 5; null where it was not said",
  reason: "in the rater's words",
  seconds: "how long the rater looked at it",
  judge: "who voted, as a hash that holds within the evaluation",
  judge_name: "who voted, by name",
  vote_id: "the vote",
  repeats: "the vote of the same rater that this one repeats with the sides exchanged; null for a first vote",
  counts: "whether figures count it: in time, no repeat, no known outcome, and its rater not left out",
  late: "whether the place had gone to somebody else, or the evaluation had ended",
  left_out: "whether a lead left its rater out of the figures",
  known_outcome: "what is known to be right, where it was asked to measure raters; else null",
  tstamp: "seconds since 1970",
} as const;

type Winner = "model_a" | "model_b" | "tie" | "tie (bothbad)" | "human" | "simulated";
export type EveryVote = Record<keyof typeof fields, unknown> & { winner: Winner; rounds: (Winner | null)[] };

/** All that raters said, of pairs and of single dialogues, whether or not figures count it. */
export const everyVote = {
  id: "every_vote",
  name: "Every vote",
  use: "all that raters said, JSONL",
  extension: "jsonl",
  alsoEndsWith: [],
  mediaType: "application/jsonl",
  firstLine: null,
  subject: "votes",
  sides: [],
  masks: false,
  options: z.strictObject({}),
  fields,
  write: (votes: Records<EveryVote>) => writeJsonLines(votes),
} as const satisfies Format;

const winners: Record<PairOutcome | GoldOutcome, Winner> = {
  first: "model_a",
  second: "model_b",
  tie: "tie",
  both_bad: "tie (bothbad)",
  human: "human",
  simulated: "simulated",
};

/** An outcome in the words of the files. */
export function winnerOf(outcome: PairOutcome | GoldOutcome): Winner {
  return winners[outcome];
}
