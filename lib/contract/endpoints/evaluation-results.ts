import * as z from "zod";
import { evaluationKindSchema, tieConventionSchema } from "@/lib/domain/judging/evaluation";
import { intervalMethodSchema } from "@/lib/domain/judging/figures-order";
import type { Endpoint } from "../endpoint";
import { agreementSchema, figureSchema } from "./results";

/**
 * Who the votes of a figure come from: people, people's votes from a file, or a judge run by its id; "auto" is people, and
 * where nobody has voted what there is.
 */
const source = z.string().max(40).default("auto");

const ratedSchema = z.object({
  candidateId: z.string(),
  /** On the Elo scale; the mean of all is 1000. */
  rating: figureSchema,
  rank: z.object({ best: z.number().int(), worst: z.number().int() }).nullable(),
  items: z.number().int(),
});
export const ratingsSchema = z.discriminatedUnion("ok", [
  z.object({
    ok: z.literal(true),
    ties: tieConventionSchema,
    /** Why the votes set no limit to some ratings, which a ridge then keeps finite, without intervals. */
    noFiniteEstimate: z.string().nullable(),
    /** What intervals take for drawn by chance: items alone, or raters with their tastes as well (from 6 raters on). */
    units: z.enum(["items", "items_and_raters"]),
    /** By formula at once, or by 1,000 resamples of items, then of the raters of each. */
    intervals: intervalMethodSchema,
    n: z.object({ votes: z.number().int(), items: z.number().int(), raters: z.number().int() }),
    rated: z.array(ratedSchema),
  }),
  /** In words why there is no joint rating; `groups` of candidates that no vote connects. */
  z.object({ ok: z.literal(false), reason: z.string(), groups: z.array(z.array(z.string())) }),
]);
export type RatingsView = z.infer<typeof ratingsSchema>;

const score = {
  won: z.number().int(),
  tied: z.number().int(),
  bothBad: z.number().int(),
  lost: z.number().int(),
  /** (won + half of the ties) of all votes. */
  adjusted: figureSchema,
  /** won of won and lost. */
  decided: figureSchema,
};
export const winRateSchema = z.object({ candidateId: z.string(), ...score });
export const headToHeadPairSchema = z.object({
  firstId: z.string(),
  secondId: z.string(),
  ...score,
  advice: z.object({
    state: z.enum(["unknown", "ahead", "even", "open"]),
    votesNeeded: z.number().int().nullable(),
    detectable: z.number().nullable(),
    text: z.string(),
  }),
});
export type HeadToHeadPair = z.infer<typeof headToHeadPairSchema>;

/** How alike two kinds of raters vote, as in MT-Bench: S1 all votes (chance 33 %), S2 decided ones (chance 50 %). */
export const voteAgreementSchema = z.object({
  kind: z.enum(["people_people", "people_majority", "judge_people", "judge_majority"]),
  /** The judge run; null between people. */
  source: z.string().nullable(),
  s1: figureSchema,
  s2: figureSchema,
});

/** How often the same comparison with the sides exchanged was answered alike, and which side is preferred. */
export const positionSchema = z.object({
  /** A person, or a judge run. */
  source: z.string(),
  name: z.string(),
  consistent: figureSchema,
  /** Of the inconsistent ones or, for people, of all decided votes: the share for the left, or first, side. */
  leftShare: figureSchema,
});

export const evaluationResultsSchema = z.object({
  kind: evaluationKindSchema,
  candidates: z.array(z.object({ id: z.string(), name: z.string(), position: z.number().int() })),
  sources: z.array(
    z.object({ id: z.string(), name: z.string(), mode: z.enum(["people", "single", "pair"]), votes: z.number().int() }),
  ),
  source: z.string(),
  /** How many rounds, or questions, were voted on or judged by themselves. */
  turns: z.number().int(),
  /** Votes counted, and what was left out with its reason. */
  n: z.object({ votes: z.number().int(), items: z.number().int(), raters: z.number().int() }),
  leftOut: z.array(z.object({ reason: z.string(), count: z.number().int(), isByChoice: z.boolean() })),
  ratings: ratingsSchema,
  winRates: z.array(winRateSchema),
  headToHeadPairs: z.array(headToHeadPairSchema),
  /** The smallest lead over one half that matters, and the decided votes of two candidates that show it. */
  relevantLead: z.object({ lead: z.number(), votes: z.number().int() }),
  /** Adjusted win rates within each category. */
  categories: z.array(
    z.object({ category: z.string(), votes: z.number().int(), ties: figureSchema, winRates: z.array(winRateSchema) }),
  ),
  agreement: z.object({
    votes: z.array(voteAgreementSchema),
    /** People's choices chance-corrected: the four outcomes as they are, nominal. */
    people: agreementSchema,
  }),
  positions: z.array(positionSchema),
  gold: z.array(z.object({ person: z.object({ id: z.string(), name: z.string() }), accuracy: figureSchema })),
  /** By criterion, adjusted win rates. */
  criteria: z.array(z.object({ key: z.string(), label: z.string(), winRates: z.array(winRateSchema) })),
  /** Of a Turing evaluation: how often each one's user was taken for a person. */
  takenForHuman: z.array(z.object({ candidateId: z.string(), isHuman: z.boolean(), share: figureSchema })),
  /** Scores of judges that grade one answer, 1 to 10. */
  scores: z.array(
    z.object({
      source: z.string(),
      judge: z.string(),
      rows: z.array(
        z.object({
          candidateId: z.string(),
          category: z.string().nullable(),
          first: figureSchema,
          second: figureSchema,
          mean: figureSchema,
          unreadable: z.number().int(),
        }),
      ),
    }),
  ),
  raters: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      votes: z.number().int(),
      secondsEach: z.number().nullable(),
      /** How often they voted as most of the others did on the same two answers, ties among them. */
      agreement: figureSchema,
      /** A lead decided so: their votes are in no figure here but their own. */
      isLeftOut: z.boolean(),
    }),
  ),
});
export type EvaluationResults = z.infer<typeof evaluationResultsSchema>;

/** Ratings with the looks of answers taken out, beside the plain ones; ties are half wins in both. */
export const styledRatingsSchema = z.discriminatedUnion("ok", [
  z.object({
    ok: z.literal(true),
    plain: z.array(ratedSchema),
    rated: z.array(ratedSchema),
    /** Log-odds of a vote for one standard deviation more of it. */
    effects: z.array(z.object({ trait: z.enum(["tokens", "headers", "lists", "bold"]), coefficient: figureSchema })),
  }),
  z.object({ ok: z.literal(false), reason: z.string() }),
]);
export type StyledRatings = z.infer<typeof styledRatingsSchema>;

/** Figures are computed by a worker, once per change of the votes. */
export const freshness = z.object({
  /** Grows with each change of the votes, of which these figures are. */
  votesVersion: z.number().int(),
  /** False: the votes have changed since; newer figures are being computed, and the event stream tells when they are there. */
  isCurrent: z.boolean(),
});
export type Freshness = z.infer<typeof freshness>;

const view = {
  source,
  category: z.string().max(200).optional(),
  /** Of judges: up to which question they saw; of people: their vote on that round. Absent = overall. */
  turn: z.coerce.number().int().min(1).max(200).optional(),
  /** Of people: their vote by one criterion, by its key. */
  criterion: z.string().max(40).optional(),
};

export const evaluationResultEndpoints = {
  getEvaluationResults: {
    summary: "Ratings, win rates, agreement and advice; for leads, and for all once it is closed",
    access: "member",
    scope: "read",
    query: z.strictObject({
      ...view,
      ties: tieConventionSchema.optional(),
      intervals: intervalMethodSchema.optional(),
    }),
    response: evaluationResultsSchema.extend(freshness.shape),
  },
  getStyledRatings: {
    summary: "Ratings without what length, headers, lists and bold type earn; for leads, and for all once it is closed",
    access: "member",
    scope: "read",
    query: z.strictObject(view),
    response: z.intersection(styledRatingsSchema, freshness),
  },
} as const satisfies Record<string, Endpoint>;
