import * as z from "zod";
import { idOf } from "./reference";

/** A closed set of sampling fields; absent = the model's default from the catalogue. */
export const samplingSchema = z.strictObject({
  temperature: z.number().min(0).max(2).optional(),
  topP: z.number().gt(0).max(1).optional(),
  /** Upper bound of one turn, in tokens. */
  maxTokens: z.number().int().min(1).max(32_768).optional(),
});
export type Sampling = z.infer<typeof samplingSchema>;

/** The paper's values: a user turn may take 512 tokens, a dialogue 2,048 (docs/method.md#sampling-and-length). */
export const defaultMaxTokens = 512;
export const defaultTemperature = 0.7;

export const stopRulesSchema = z.strictObject({
  /** Full rendered simulator prompt plus the new user turn may not exceed this many tokens. */
  contextTokens: z.number().int().min(128).max(1_000_000).default(2_048),
  /** Question-answer pairs; null = no cap. */
  maxRounds: z.number().int().min(1).max(1_000).nullable().default(null),
  /** A user turn that contains one of these (case-insensitive) ends the dialogue; the turn is dropped from the path. */
  endPhrases: z.array(z.string().trim().min(1).max(200)).max(50).default([]),
  /** Similarity (0-1) to an earlier user turn from which a user turn counts as repetition; null = off. */
  repetition: z.number().min(0.5).max(1).nullable().default(0.9),
});
export type StopRules = z.infer<typeof stopRulesSchema>;

/** A hard cap; reserved before each call so that it is never overshot. */
export const budgetSchema = z.strictObject({
  unit: z.enum(["tokens", "money"]),
  amount: z.number().positive("More than 0").max(1_000_000_000_000),
});
export type Budget = z.infer<typeof budgetSchema>;

export const runSpecSchema = z.strictObject({
  name: z.string().trim().min(1, "Give the run a name").max(200),
  simulatorId: idOf("model", z.string().min(1, "Choose a user simulator")),
  assistantId: idOf("model", z.string().min(1, "Choose an assistant")),
  /** null = free mode: the simulator opens. */
  seedSetId: idOf("seedSet", z.string()).nullable().default(null),
  dialogues: z.number().int().min(1, "At least 1 dialogue").max(1_000_000, "At most 1,000,000 dialogues"),
  concurrency: z.number().int().min(1, "At least 1 dialogue at a time").max(1_000).default(8),
  simulatorSampling: samplingSchema.default({}),
  assistantSampling: samplingSchema.default({}),
  simulatorPrompt: z.string().max(20_000).default(""),
  assistantPrompt: z.string().max(20_000).default(""),
  stopRules: stopRulesSchema.prefault({}),
  budget: budgetSchema.nullable().default(null),
  /** Makes model seeds and seed order reproducible; drawn when absent. */
  randomSeed: z.number().int().min(0).max(4_294_967_295).optional(),
});
export type RunSpec = z.infer<typeof runSpecSchema>;

export const runStatusSchema = z.enum(["draft", "running", "paused", "stopped", "done"]);
export type RunStatus = z.infer<typeof runStatusSchema>;

export const runSchema = z.object({
  id: z.string(),
  status: runStatusSchema,
  /** Why it is paused or stopped, for a person; null when nothing is to be said. */
  statusDetail: z.string().nullable(),
  spec: runSpecSchema.required({ randomSeed: true }),
  personId: z.string().nullable(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
});
export type Run = z.infer<typeof runSchema>;

/** Why dialogues do not go on, and how many. */
const reasonSchema = z.object({ reason: z.string(), dialogues: z.number().int() });

/** Figures of a run as they stand now. Rates are over the last five minutes; null = nothing happened yet. */
export const runProgressSchema = z.object({
  total: z.number().int(),
  byStatus: z.object({
    /** Includes dialogues not yet created. */
    queued: z.number().int(),
    running: z.number().int(),
    paused: z.number().int(),
    parked: z.number().int(),
    ended: z.number().int(),
  }),
  byEndReason: z.record(z.string(), z.number().int()),
  /** Calls that failed; those that were cancelled did not. */
  byFault: z.record(z.string(), z.number().int()),
  /** What parked dialogues, in the words of the endpoint or the studio, the commonest first; at most five. */
  troubles: z.array(reasonSchema),
  /** What dialogues wait for that are tried again by themselves, likewise: an endpoint that asks to slow down, say. */
  delays: z.array(reasonSchema),
  accepted: z.number().int(),
  rejected: z.number().int(),
  turns: z.number().int(),
  inputTokens: z.number().int(),
  outputTokens: z.number().int(),
  cost: z.number(),
  dialoguesPerMinute: z.number().nullable(),
  tokensPerSecond: z.number().nullable(),
  secondsLeft: z.number().nullable(),
});
export type RunProgress = z.infer<typeof runProgressSchema>;

/** A run in a list: its dialogues counted by status. */
export const listedRunSchema = runSchema.extend({ byStatus: runProgressSchema.shape.byStatus });
export type ListedRun = z.infer<typeof listedRunSchema>;
