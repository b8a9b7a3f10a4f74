import * as z from "zod";

export const speakerSchema = z.enum(["user", "assistant"]);
/** Who says a turn: the (simulated) user or the assistant. */
export type Speaker = z.infer<typeof speakerSchema>;

export function otherSpeaker(speaker: Speaker): Speaker {
  return speaker === "user" ? "assistant" : "user";
}

/**
 * `queued` waits for a worker, `running` is leased by one, `paused` is held by a person, `parked` met trouble that a
 * person must look at, `ended` has an end reason.
 */
export const dialogueStatusSchema = z.enum(["queued", "running", "paused", "parked", "ended"]);
export type DialogueStatus = z.infer<typeof dialogueStatusSchema>;

/** Why a dialogue ended; the first that applies. */
export const endReasonSchema = z.enum([
  "context_budget",
  "empty_turn",
  "round_cap",
  "end_phrase",
  "repetition",
  "person",
  "run_stopped",
  "budget",
]);
export type EndReason = z.infer<typeof endReasonSchema>;

/** What the watchdog (or a person) noticed about a turn. */
export const turnFlagSchema = z.enum([
  "answers_like_assistant",
  "leaks_reasoning",
  "leaks_template",
  "repeats_opening",
  "near_empty",
  "switches_language",
  "cut_by_length",
  "repaired_text",
  "writes_both_speakers",
  "announces_message",
  "odd_usage",
  "flagged_by_person",
  "rejected_by_person",
]);
export type TurnFlag = z.infer<typeof turnFlagSchema>;
/** What people said of a turn, not the watchdog. */
export type PersonsFlag = Extract<TurnFlag, `${string}_by_person`>;

/** `imported` came with its dialogue from a file; `kept` is a copy of a later turn that a person explicitly kept after editing an earlier one. */
export const turnOriginSchema = z.enum(["seed", "model", "person", "kept", "imported"]);
export type TurnOrigin = z.infer<typeof turnOriginSchema>;

export const verdictSchema = z.enum(["accepted", "rejected"]);
export type Verdict = z.infer<typeof verdictSchema>;

/** One immutable utterance. Its text never changes; an edit is a sibling. */
export const turnSchema = z.object({
  id: z.string(),
  dialogueId: z.string(),
  parentId: z.string().nullable(),
  speaker: speakerSchema,
  text: z.string(),
  /** Kept apart from the text and never shown to the other side. */
  reasoning: z.string().nullable(),
  origin: turnOriginSchema,
  modelId: z.string().nullable(),
  personId: z.string().nullable(),
  flags: z.array(turnFlagSchema),
  /** True for a reply that finished after a person had moved the head: kept, but on no path anybody chose. */
  abandoned: z.boolean(),
  keptFromId: z.string().nullable(),
  promptTokens: z.number().int().nullable(),
  completionTokens: z.number().int().nullable(),
  firstTokenMs: z.number().nullable(),
  totalMs: z.number().nullable(),
  finishReason: z.string().nullable(),
  /** The dialogue version that this turn came with; watchers ask for turns after the version they hold. */
  version: z.number().int(),
  createdAt: z.iso.datetime(),
});
export type Turn = z.infer<typeof turnSchema>;

/** Where a dialogue comes from: a run of the studio, whose models can write on, or a file that was imported. */
export const dialogueOriginSchema = z.discriminatedUnion("kind", [
  /** Not told: a queue hides it from whoever judges there. `name` says so. */
  z.object({ kind: z.literal("hidden"), name: z.string() }),
  z.object({
    kind: z.literal("run"),
    runId: z.string(),
    /** Of the run. */
    name: z.string(),
    simulatorId: z.string(),
    assistantId: z.string(),
  }),
  z.object({
    kind: z.literal("import"),
    importId: z.string(),
    /** Of the import. */
    name: z.string(),
  }),
]);
export type DialogueOrigin = z.infer<typeof dialogueOriginSchema>;

/** A dialogue without its turns: what lists, tiles and headers show. */
export const dialogueSchema = z.object({
  id: z.string(),
  origin: dialogueOriginSchema,
  /** 1-based within its origin. */
  number: z.number().int(),
  status: dialogueStatusSchema,
  /** True while a pause waits for the turn in flight. */
  holdRequested: z.boolean(),
  /** Grows by one with every durable change; the cursor of the live stream. */
  version: z.number().int(),
  headId: z.string().nullable(),
  endReason: endReasonSchema.nullable(),
  /** One sentence for a person: what exactly ended or parked it. */
  statusDetail: z.string().nullable(),
  verdict: verdictSchema.nullable(),
  /** The answer after which a person said that a real user would stop; exports end there. Ignored off the active path. */
  endMarkId: z.string().nullable(),
  /** Turns that no training may put loss on; every other turn counts for the side that is trained. */
  untrained: z.array(z.string()),
  tags: z.array(z.string()),
  /** Set while it is in the trash: out of every list, queue and export until somebody restores it. */
  deletedAt: z.iso.datetime().nullable(),
  /** Question-answer pairs on the active path. */
  rounds: z.number().int(),
  /** Tokens of the rendered simulator prompt at the head, against `contextLimit`. */
  /** Tokens of the simulator's prompt at the head; null when nobody has counted them there yet. */
  contextTokens: z.number().int().nullable(),
  contextLimit: z.number().int(),
  inputTokens: z.number().int(),
  outputTokens: z.number().int(),
  /** In the currency of the catalogue's prices, summed over all attempts, used or not. */
  cost: z.number(),
  flags: z.array(turnFlagSchema),
  /** The first human turn on the active path, at most 280 characters; empty before there is one. */
  opening: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
});
export type Dialogue = z.infer<typeof dialogueSchema>;
