import * as z from "zod";
import { ballotStatusSchema } from "@/lib/domain/judging/ballot";
import { roundSchema } from "@/lib/domain/judging/candidate";
import { criterionSchema, evaluationKindSchema, evaluationStatusSchema } from "@/lib/domain/judging/evaluation";
import { voteSchema } from "@/lib/domain/judging/vote";
import { type Endpoint, pageOf, pageQuery } from "../endpoint";

/** What a rater is told of an evaluation: nothing that names a candidate, or tells how many there are. */
export const ratingInstructionsSchema = z.object({
  id: z.string(),
  name: z.string(),
  status: evaluationStatusSchema,
  kind: evaluationKindSchema,
  text: z.string(),
  criteria: z.array(criterionSchema),
  byRound: z.boolean(),
  strength: z.boolean(),
  reveal: z.boolean(),
  waiting: z.object({ takeable: z.number().int(), voted: z.number().int(), skipsLeft: z.number().int() }),
});
export type RatingInstructions = z.infer<typeof ratingInstructionsSchema>;

/** One side, with the names of models in its assistant turns hidden. */
export const sideSchema = z.object({
  rounds: z.array(roundSchema),
  /** Names were hidden in it. */
  isMasked: z.boolean(),
});

/** A comparison as its rater sees it. */
export const ballotSchema = z.object({
  id: z.string(),
  evaluationId: z.string(),
  status: ballotStatusSchema,
  /** From 1: their how-manieth. */
  number: z.number().int(),
  category: z.string(),
  /** What both were asked, turn by turn; of dialogues empty. */
  question: z.array(z.string()),
  left: sideSchema,
  /** null where one dialogue is looked at alone. */
  right: sideSchema.nullable(),
  hasReference: z.boolean(),
  vote: voteSchema.nullable(),
  /** Names were told, so the vote is final. */
  isRevealed: z.boolean(),
  seconds: z.number(),
  leaseUntil: z.iso.datetime().nullable(),
});
export type Ballot = z.infer<typeof ballotSchema>;

/** What a rater's browser is to know after a vote or a skip: what became of it, and what waits now. */
export const ballotReceiptSchema = ballotSchema
  .pick({
    id: true,
    evaluationId: true,
    status: true,
    number: true,
    vote: true,
    isRevealed: true,
    seconds: true,
    leaseUntil: true,
  })
  .extend({ waiting: ratingInstructionsSchema.shape.waiting });
export type BallotReceipt = z.infer<typeof ballotReceiptSchema>;

/**
 * Why there is nothing to vote on: every comparison has its votes, others are still to vote on what this rater did,
 * only what they skipped is left (`includeSkipped` serves it again), …
 */
export const nothingToVoteSchema = z.enum([
  "all_done",
  "your_part_done",
  "only_skipped",
  "waiting_on_others",
  "waiting_on_answers",
  "paused",
  "empty",
]);
export type NothingToVote = z.infer<typeof nothingToVoteSchema>;

const seconds = z.number().min(0).max(86_400).default(0);

/** What model judges said of what a rater has voted on. */
export const judgeReasonSchema = z.object({
  judge: z.string(),
  /** Up to which question it read; null = whole dialogues. */
  turn: z.number().int().nullable(),
  /** In terms of the rater's sides; null = nothing could be read. */
  choice: z.enum(["left", "right", "tie"]).nullable(),
  score: z.object({ left: z.number().nullable(), right: z.number().nullable() }).nullable(),
  /** What the judge wrote with the rater's left as its A, then with the sides exchanged. */
  texts: z.array(z.string()),
});

export const revealSchema = z.object({
  /** null where names stay hidden after the vote too. */
  left: z.string().nullable(),
  right: z.string().nullable(),
  /** Of a Turing ballot: what the user really was. */
  truth: z.enum(["human", "simulated"]).nullable(),
  judges: z.array(judgeReasonSchema),
});
export type Reveal = z.infer<typeof revealSchema>;

/** What a rater says after reading the judges' reasons. */
export const afterwordSchema = z.strictObject({
  judge: z.string().max(200),
  /** Whether the judge's reasons hold, and whether they would vote otherwise now; the vote itself stays. */
  opinion: z.enum(["convinced", "fair_but_no", "wrong"]),
  note: z.string().trim().max(10_000).default(""),
});

export const ballotEndpoints = {
  getRatingInstructions: {
    summary: "What raters are asked in an evaluation, without the names of what is compared",
    access: "evaluation.vote",
    scope: "evaluate",
    response: ratingInstructionsSchema,
  },
  claimBallot: {
    summary: "Take the next comparison; with `holding` the one after those, so that it can be shown at once",
    access: "evaluation.vote",
    scope: "evaluate",
    body: z.strictObject({
      holding: z.array(z.string()).max(20).default([]),
      /** Also what they skipped, after everything else. */
      includeSkipped: z.boolean().default(false),
    }),
    response: z.object({ ballot: ballotSchema.nullable(), reason: nothingToVoteSchema.nullable() }),
  },
  listBallots: {
    summary: "Your votes in an evaluation, newest first",
    access: "evaluation.vote",
    scope: "evaluate",
    query: z.strictObject(pageQuery),
    response: pageOf(
      ballotSchema.pick({ id: true, status: true, number: true, category: true, vote: true, isRevealed: true }).extend({
        opening: z.string(),
        votedAt: z.iso.datetime().nullable(),
        /** A model judge has read it; what it said can be seen after the vote. */
        hasJudges: z.boolean(),
      }),
    ),
  },
  getBallot: {
    summary: "One of your ballots as it stands",
    access: "evaluation.vote",
    scope: "evaluate",
    response: ballotSchema,
  },
  getReference: {
    summary: "A right answer per turn, where one is known",
    access: "evaluation.vote",
    scope: "evaluate",
    response: z.object({ reference: z.array(z.string()) }),
  },
  renewBallot: {
    summary: "Keep your place at a comparison; a lease that ran out comes back if the place is still free",
    access: "evaluation.vote",
    scope: "evaluate",
    response: ballotSchema,
  },
  castVote: {
    summary: "Vote; the same voteId again is the same vote. Another one is a change, until the names were told",
    access: "evaluation.vote",
    scope: "evaluate",
    body: z.strictObject({ voteId: z.string().min(8).max(100), vote: voteSchema, seconds }),
    response: ballotReceiptSchema,
  },
  takeBackVote: {
    summary: "Undo your vote: the comparison is before you again",
    access: "evaluation.vote",
    scope: "evaluate",
    response: ballotSchema,
  },
  skipBallot: {
    summary: "Give your place to somebody else; at most as often as the evaluation allows",
    access: "evaluation.vote",
    scope: "evaluate",
    body: z.strictObject({ reason: z.string().trim().max(1_000).default(""), seconds }),
    response: ballotReceiptSchema,
  },
  revealBallot: {
    summary: "Tell the names, and what model judges said. From then on the vote is final",
    access: "evaluation.vote",
    scope: "evaluate",
    response: revealSchema,
  },
  replyToJudge: {
    summary: "Say what you think of a judge's reasons, after your vote",
    access: "evaluation.vote",
    scope: "evaluate",
    body: afterwordSchema,
    response: ballotSchema,
  },
} as const satisfies Record<string, Endpoint>;
