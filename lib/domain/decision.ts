import * as z from "zod";
import { dialogueStatusSchema, endReasonSchema, verdictSchema } from "./dialogue";
import { idOf } from "./reference";

/**
 * What a person can do to a dialogue. Every act that depends on what the person saw carries `headId`, the head they
 * saw: it is applied by compare-and-set and refused with `conflict` when the dialogue has moved on.
 */
const seen = { headId: z.string().nullable() };
const turnId = z.string().min(1);
const text = z.string().trim().min(1, "A turn needs some text").max(100_000, "At most 100,000 characters");
const note = z.string().trim().max(4_000).optional();
/** As people type them: one line, trimmed, inner spaces single. */
export const tagSchema = z
  .string()
  .transform((tag) => tag.normalize("NFC").trim().replace(/\s+/g, " "))
  .pipe(z.string().min(1, "A tag needs a name").max(60, "A tag has at most 60 characters"));
const tags = z.array(tagSchema).min(1, "Name at least one tag").max(20, "At most 20 tags at once");
const reasons = z.array(z.string().trim().min(1).max(120)).max(20).default([]);

/** What becomes of the turns that answered the old text: keep them, write them anew, or end here. */
export const afterEditSchema = z.enum(["keep", "reroll", "stop"]);
export type AfterEdit = z.infer<typeof afterEditSchema>;

export const dialogueActSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("pause") }),
  z.strictObject({ kind: z.literal("resume") }),
  z.strictObject({ kind: z.literal("retry") }),
  z.strictObject({ kind: z.literal("stop") }),
  z.strictObject({ kind: z.literal("edit"), ...seen, turnId, text, after: afterEditSchema }),
  /** Other texts take the places of several turns at once; what stands between and below them is kept. */
  z.strictObject({
    kind: z.literal("amend"),
    ...seen,
    turns: z
      .array(z.strictObject({ turnId, text: z.string().min(1), reasoning: z.string().nullable() }))
      .min(1)
      .max(10_000),
  }),
  /** Its parts, each of which ends on one of these turns or on the head, become dialogues; it goes into the trash itself. */
  z.strictObject({ kind: z.literal("split"), ...seen, ends: z.array(turnId).min(1).max(10_000) }),
  /** Rejects one turn and has it written again. */
  z.strictObject({ kind: z.literal("reject_turn"), ...seen, turnId, reasons, note }),
  z.strictObject({ kind: z.literal("regenerate"), ...seen, turnId, note }),
  /** A person says the next turn, whoever's turn it is. */
  z.strictObject({ kind: z.literal("take_over"), ...seen, text }),
  /** The head goes back to `turnId`; a new continuation is written from there beside the old one. */
  z.strictObject({ kind: z.literal("branch"), ...seen, turnId }),
  /** Takes another version: the head goes to the newest leaf below `turnId`. One that was rejected needs to be meant. */
  z.strictObject({ kind: z.literal("choose"), ...seen, turnId, despiteRejection: z.boolean().optional() }),
  z.strictObject({ kind: z.literal("accept"), ...seen, note }),
  z.strictObject({ kind: z.literal("reject"), ...seen, reasons, note }),
  z.strictObject({ kind: z.literal("flag"), turnId, note }),
  /** "A real user stops here": after this answer; null takes the mark away. */
  z.strictObject({ kind: z.literal("end_here"), turnId: turnId.nullable() }),
  /** Whether training may put loss on these turns. */
  z.strictObject({ kind: z.literal("mask"), turnIds: z.array(turnId).min(1).max(1_000), trained: z.boolean() }),
  z.strictObject({ kind: z.literal("tag"), tags }),
  z.strictObject({ kind: z.literal("untag"), tags }),
  /** About the dialogue when `turnId` is null; `mentions` are ids of people who are to see it. */
  z.strictObject({
    kind: z.literal("comment"),
    turnId: turnId.nullable(),
    text: z.string().trim().min(1, "Write something first").max(10_000, "At most 10,000 characters"),
    mentions: z.array(z.string().min(1)).max(20).default([]),
  }),
  z.strictObject({ kind: z.literal("delete"), note }),
  z.strictObject({ kind: z.literal("restore") }),
  /** Back to how a snapshot has it. */
  z.strictObject({ kind: z.literal("go_back"), ...seen, snapshotId: idOf("snapshot", z.string().min(1)) }),
  z.strictObject({ kind: z.literal("undo"), decisionId: z.string().min(1) }),
]);
export type DialogueAct = z.infer<typeof dialogueActSchema>;
export type ActKind = DialogueAct["kind"];

/** The part of a dialogue that acts change; logged before and after, so that undo can restore it exactly. */
export const dialogueStateSchema = z.object({
  headId: z.string().nullable(),
  status: dialogueStatusSchema,
  holdRequested: z.boolean(),
  endReason: endReasonSchema.nullable(),
  statusDetail: z.string().nullable(),
  verdict: verdictSchema.nullable(),
  // Defaults: what the first logs, written before these existed, meant.
  endMarkId: z.string().nullable().default(null),
  untrained: z.array(z.string()).default([]),
  tags: z.array(z.string()).default([]),
  deletedAt: z.iso.datetime().nullable().default(null),
});
export type DialogueState = z.infer<typeof dialogueStateSchema>;

export const decisionSchema = z.object({
  id: z.string(),
  dialogueId: z.string(),
  turnId: z.string().nullable(),
  personId: z.string(),
  personName: z.string(),
  kind: z.string(),
  act: dialogueActSchema,
  before: dialogueStateSchema,
  after: dialogueStateSchema,
  seconds: z.number().nullable(),
  undoesId: z.string().nullable(),
  undone: z.boolean(),
  /** The bulk act that it was part of; undone as a whole or one by one. */
  batchId: z.string().nullable(),
  /** The review in which it was made, and the guideline version that the person had before them. */
  assignmentId: z.string().nullable(),
  guidelineVersion: z.number().int().nullable(),
  version: z.number().int(),
  createdAt: z.iso.datetime(),
});
export type Decision = z.infer<typeof decisionSchema>;
