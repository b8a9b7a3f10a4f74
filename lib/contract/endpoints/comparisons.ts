import * as z from "zod";
import { roundSchema } from "@/lib/domain/judging/candidate";
import { evaluationItemSchema } from "@/lib/domain/judging/evaluation";
import { goldOutcomeSchema, voteSchema } from "@/lib/domain/judging/vote";
import { idOf } from "@/lib/domain/reference";
import { type Endpoint, pageOf, pageQuery } from "../endpoint";

/** Two candidates on an item, with everything that was said of them. */
export const comparisonSchema = z.object({
  id: z.string(),
  item: evaluationItemSchema,
  first: z.object({ candidateId: z.string(), rounds: z.array(roundSchema) }),
  second: z.object({ candidateId: z.string(), rounds: z.array(roundSchema) }).nullable(),
  gold: z.string().nullable(),
  votes: z.array(
    z.object({
      ballotId: z.string(),
      person: z.object({ id: z.string(), name: z.string() }),
      isSwapped: z.boolean(),
      isRepeat: z.boolean(),
      /** A lead left this person out of the figures. */
      isLeftOut: z.boolean(),
      outcome: goldOutcomeSchema,
      vote: voteSchema,
      seconds: z.number(),
      votedAt: z.iso.datetime(),
    }),
  ),
  judgments: z.array(
    z.object({
      judgeRunId: z.string(),
      judge: z.string(),
      /** Up to which question the judge read; null = whole dialogues. */
      turn: z.number().int().nullable(),
      game: z.number().int(),
      candidateId: z.string().nullable(),
      verdict: z.string().nullable(),
      score: z.number().nullable(),
      text: z.string().nullable(),
      /** A lead left the judge, or the file it came from, out of the figures. */
      isLeftOut: z.boolean(),
      error: z.string().nullable(),
    }),
  ),
});
export type ComparisonView = z.infer<typeof comparisonSchema>;

const listedComparison = z.object({
  id: z.string(),
  category: z.string(),
  opening: z.string(),
  firstId: z.string(),
  secondId: z.string().nullable(),
  votes: z.object({
    first: z.number().int(),
    second: z.number().int(),
    tie: z.number().int(),
    bothBad: z.number().int(),
  }),
  judges: z.array(z.object({ source: z.string(), verdict: z.string() })),
  isGold: z.boolean(),
});

export const comparisonEndpoints = {
  listComparisons: {
    summary: "The comparisons behind a figure",
    access: "member",
    scope: "read",
    query: z.strictObject({
      first: idOf("candidate", z.string().max(40)).optional(),
      second: idOf("candidate", z.string().max(40)).optional(),
      category: z.string().max(200).optional(),
      /** `disagreement`: people among themselves, or people and a judge. */
      only: z.enum(["voted", "disagreement", "gold"]).optional(),
      ...pageQuery,
    }),
    response: pageOf(listedComparison),
  },
  getComparison: {
    summary: "A comparison with all votes and judgments; for leads, and for all once it is closed",
    access: "member",
    scope: "read",
    response: comparisonSchema,
  },
  setComparisonGold: {
    summary: "Give a comparison a known outcome, or take that away; what has votes keeps them",
    access: "evaluation.manage",
    scope: "manage",
    body: z.strictObject({ gold: goldOutcomeSchema.nullable() }),
    response: comparisonSchema,
  },
} as const satisfies Record<string, Endpoint>;
