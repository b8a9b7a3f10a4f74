import * as z from "zod";
import type { Run } from "../run";
import type { Viewer } from "../viewer";
import type { Candidate } from "./candidate";

/**
 * `answers`: which answer to a question is better. `dialogues`: which of two dialogues is better, or reads more like a
 * real person's. `turing`: one dialogue at a time, is its user real or simulated.
 */
export const evaluationKindSchema = z.enum(["answers", "dialogues", "turing"]);
export type EvaluationKind = z.infer<typeof evaluationKindSchema>;

/** Judged beside the whole, by the same choice of sides. */
export const criterionSchema = z.strictObject({
  key: z.string().regex(/^[a-z0-9_]{1,40}$/, "Lower-case letters, digits and _"),
  label: z.string().trim().min(1, "Name the criterion").max(80),
});

/** How ties enter ratings; see `lib/eval/tie-law`. */
export const tieConventionSchema = z.enum(["half_win", "davidson", "rao_kupper"]);

export const evaluationSpecSchema = z.strictObject({
  kind: evaluationKindSchema.default("answers"),
  /** Markdown; what raters are asked to judge by. */
  instructions: z.string().max(20_000).default(""),
  criteria: z.array(criterionSchema).max(8).default([]),
  /** Each round is judged, then the whole. */
  byRound: z.boolean().default(false),
  /** Raters say how clear it is, 1 to 5. */
  strength: z.boolean().default(true),
  /** Who votes; empty = everybody who may. */
  raters: z.array(z.string()).max(500).default([]),
  /** Every comparison goes to one rater; of this share (0 to 1), drawn at launch, to `people`. */
  overlap: z
    .strictObject({ people: z.number().int().min(2).max(10), share: z.number().min(0).max(1) })
    .nullable()
    .default(null),
  /** Which candidates meet: everybody, or all the others the baseline (a candidate's name). */
  baseline: z.string().max(120).nullable().default(null),
  /** Share (0 to 0.5) of what a rater is served that has a known outcome. */
  goldRate: z.number().min(0).max(0.5).default(0),
  /** Share (0 to 0.5) of a rater's votes that come back with the sides exchanged. */
  repeatRate: z.number().min(0).max(0.5).default(0.05),
  /** What raters read as its name until it is closed; "" = the name itself. */
  nameForRaters: z.string().trim().max(120).default(""),
  /** Names are told after the vote, which is final then. */
  reveal: z.boolean().default(false),
  skipLimit: z.number().int().min(0).max(1_000).default(5),
  leaseSeconds: z.number().int().min(60).max(86_400).default(900),
  ties: tieConventionSchema.default("half_win"),
  /** The smallest lead over one half (a share, 0.01 to 0.4) that matters; what advises to stop goes by it. */
  relevantLead: z.number().min(0.01).max(0.4).default(0.05),
});
export type EvaluationSpec = z.infer<typeof evaluationSpecSchema>;

/**
 * `draft`: candidates and items may still change. `open`: answers are written and votes taken. `paused`: neither.
 * `closed`: results are for everybody, and no vote is taken any more.
 */
export const evaluationStatusSchema = z.enum(["draft", "open", "paused", "closed"]);
export type EvaluationStatus = z.infer<typeof evaluationStatusSchema>;

export const evaluationSchema = z.object({
  id: z.string(),
  name: z.string(),
  status: evaluationStatusSchema,
  spec: evaluationSpecSchema,
  personId: z.string(),
  createdAt: z.iso.datetime(),
  launchedAt: z.iso.datetime().nullable(),
});
export type Evaluation = z.infer<typeof evaluationSchema>;

/** How far an evaluation is. */
export const evaluationProgressSchema = z.object({
  items: z.number().int(),
  comparisons: z.number().int(),
  /** Comparisons with everything to be shown. */
  ready: z.number().int(),
  votes: z.number().int(),
  votesNeeded: z.number().int(),
  responses: z.object({ missing: z.number().int(), ready: z.number().int(), failed: z.number().int() }),
});
export type EvaluationProgress = z.infer<typeof evaluationProgressSchema>;

/** What candidates are compared on: a question of one or more turns, or the seed that dialogues grew from. */
export const evaluationItemSchema = z.object({
  id: z.string(),
  position: z.number().int(),
  /** Of the benchmark; null elsewhere. */
  questionId: z.string().nullable(),
  category: z.string(),
  /** What the user asks, turn by turn; of dialogues only their common opening. */
  turns: z.array(z.string()),
  /** A right answer per turn, where one is known. */
  reference: z.array(z.string()).nullable(),
});
export type EvaluationItem = z.infer<typeof evaluationItemSchema>;

/** True when this person may vote in it. */
export function isRater({ raters }: Pick<EvaluationSpec, "raters">, personId: string): boolean {
  return raters.length === 0 || raters.includes(personId);
}

/** What raters read as its name: another one, where the lead gave it one, until it is closed. */
export function nameForRaters({ name, status, spec }: Pick<Evaluation, "name" | "status" | "spec">): string {
  return status === "closed" ? name : spec.nameForRaters || name;
}

/** True for whoever may see figures and names: leads, and everybody once it is closed. */
export function seesResults({ status }: Pick<Evaluation, "status">, viewer: Pick<Viewer, "roles">): boolean {
  return status === "closed" || viewer.roles.includes("lead");
}

/** Candidates that take their texts from a file and have none yet, in words. */
export function warnOfMissing(
  candidates: readonly (Pick<Candidate, "name" | "source"> & { ready: number })[],
): string[] {
  return candidates
    .filter(({ source, ready }) => (source.kind === "file" || source.kind === "human") && ready === 0)
    .map(({ name }) => `${name} has nothing to show yet: import its file. Until then nothing is compared with it.`);
}

/**
 * Where names are told after the vote nobody has two comparisons of an item, so that as many raters are needed as pairs of
 * candidates meet on it.
 */
export function warnOfTelling(
  { kind, reveal, baseline, raters }: Pick<EvaluationSpec, "kind" | "reveal" | "baseline" | "raters">,
  candidates: number,
): string[] {
  const pairs = baseline === null ? (candidates * (candidates - 1)) / 2 : candidates - 1;
  if (!reveal || kind === "turing" || pairs < 2 || (raters.length >= pairs && raters.length > 0)) return [];
  const there = raters.length === 0 ? "" : `, and ${raters.length} ${raters.length === 1 ? "is" : "are"} named`;
  return [
    `Names are told after each vote, so nobody votes twice on an item: its ${pairs} comparisons take ${pairs} raters${there}.`,
  ];
}

/**
 * What makes a comparison of dialogues say less than it seems to, in words: runs that differ in more than who simulates
 * the user, or a Turing evaluation without people or without machines. Empty where nothing does.
 */
export function warnAbout(kind: EvaluationKind, candidates: readonly Candidate[], runs: readonly Run[]): string[] {
  const warnings: string[] = [];
  if (kind === "turing") {
    const people = candidates.filter(({ source }) => source.kind === "human").length;
    if (people === 0)
      warnings.push("No dialogues of real people take part, so there is nothing to be taken rightly for human.");
    if (people === candidates.length) warnings.push("Only dialogues of real people take part.");
  }
  if (runs.length < 2) return warnings;
  const differ = (of: (run: Run) => unknown) => new Set(runs.map((run) => JSON.stringify(of(run)))).size > 1;
  if (differ(({ spec }) => spec.assistantId) || differ(({ spec }) => spec.assistantPrompt))
    warnings.push("The runs have different assistants, so votes mix the simulator's quality with the assistant's.");
  if (differ(({ spec }) => spec.stopRules))
    warnings.push("The runs have different stop rules, so lengths may give them away.");
  if (differ(({ spec }) => spec.seedSetId))
    warnings.push("The runs have different seed sets; only dialogues on the same opening are compared.");
  return warnings;
}
