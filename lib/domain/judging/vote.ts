import * as z from "zod";
import type { EvaluationSpec } from "./evaluation";

/** What a rater says of the two sides before them. */
export const choiceSchema = z.enum(["left", "right", "tie", "both_bad"]);
export type Choice = z.infer<typeof choiceSchema>;

const extras = {
  /** How clear it is, 1 (hardly) to 5; null = not said. */
  strength: z.number().int().min(1).max(5).nullable().default(null),
  reason: z.string().trim().max(10_000).default(""),
};

export const pairVoteSchema = z.strictObject({
  kind: z.literal("pair"),
  choice: choiceSchema,
  /** Per round, in order; null = not judged. */
  rounds: z.array(choiceSchema.nullable()).max(200).default([]),
  /** By key of the criterion. */
  criteria: z.record(z.string(), choiceSchema).default({}),
  ...extras,
});

/** Whether the user of a dialogue was taken for a person. */
export const turingVoteSchema = z.strictObject({
  kind: z.literal("turing"),
  choice: z.enum(["human", "simulated"]),
  ...extras,
});

/** One rater's vote, in terms of what they saw: which candidate stood where is known to the ballot alone. */
export const voteSchema = z.discriminatedUnion("kind", [pairVoteSchema, turingVoteSchema]);
export type Vote = z.infer<typeof voteSchema>;
export type PairVote = z.infer<typeof pairVoteSchema>;

/** What was found between the first and the second candidate, wherever they stood. */
export const outcomeSchema = z.enum(["first", "second", "tie", "both_bad"]);
export type PairOutcome = z.infer<typeof outcomeSchema>;

/** The known outcome of a comparison: of a pair, or whether the one user is real. */
export const goldOutcomeSchema = z.enum([...outcomeSchema.options, ...turingVoteSchema.shape.choice.options]);
export type GoldOutcome = z.infer<typeof goldOutcomeSchema>;

/** From sides to candidates: `isSwapped` means that the first candidate stood on the right. */
export function outcomeOf(choice: Choice, isSwapped: boolean): PairOutcome {
  if (choice === "tie" || choice === "both_bad") return choice;
  return (choice === "left") === isSwapped ? "second" : "first";
}

/** What is wrong with a vote under an evaluation's set-up, by field; empty when nothing is. */
export function checkVote(
  vote: Vote,
  spec: Pick<EvaluationSpec, "kind" | "criteria">,
  rounds: number,
): Record<string, string> {
  const isTuring = spec.kind === "turing";
  if ((vote.kind === "turing") !== isTuring)
    return { kind: isTuring ? "Say whether the user is real or simulated." : "Say which side is better." };
  if (vote.kind === "turing") return {};
  const wrong: Record<string, string> = {};
  if (vote.rounds.length > rounds) wrong.rounds = `There are ${rounds} rounds, and ${vote.rounds.length} were judged.`;
  for (const key of Object.keys(vote.criteria))
    if (!spec.criteria.some((criterion) => criterion.key === key))
      wrong[`criteria.${key}`] = `This evaluation has no criterion "${key}".`;
  return wrong;
}
