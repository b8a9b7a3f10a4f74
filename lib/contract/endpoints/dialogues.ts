import * as z from "zod";
import { attemptSchema } from "@/lib/domain/attempt";
import { afterEditSchema, decisionSchema, dialogueActSchema } from "@/lib/domain/decision";
import { dialogueSchema, speakerSchema, turnSchema } from "@/lib/domain/dialogue";
import { dialogueFilter, dialogueSortSchema, refuseBadRanges } from "@/lib/domain/dialogue-filter";
import { mentionSchema } from "@/lib/domain/mention";
import { presenceSchema } from "@/lib/domain/presence";
import { idOf, idsOf } from "@/lib/domain/reference";
import { type Endpoint, nothing, pageOf, pageQuery } from "../endpoint";

export const draftSchema = z.object({
  turnId: z.string(),
  parentId: z.string().nullable(),
  speaker: speakerSchema,
  text: z.string(),
  reasoning: z.string(),
});

/** What an act changed: the dialogue as it is now, the turns it made, and the decision that undo can name. */
export const actOutcomeSchema = z.object({
  dialogue: dialogueSchema,
  turns: z.array(turnSchema),
  decision: decisionSchema,
  /** What people said of turns that are on the path no more and have nothing in their place. */
  leftBehind: z.object({ endMark: z.boolean(), masks: z.number().int() }),
});
export type ActOutcome = z.infer<typeof actOutcomeSchema>;

/** A review queue that a dialogue is in, as the viewer may know of it. */
export const queueOfDialogueSchema = z.object({
  queueId: z.string(),
  name: z.string(),
  itemId: z.string(),
  isSettled: z.boolean(),
  /** Several people judge it there, each by themselves: a verdict beside the queue is refused. */
  isBlind: z.boolean(),
  mayAnswer: z.boolean(),
  isAnswered: z.boolean(),
  /** Sees everybody's answers, and settles. */
  mayReview: z.boolean(),
  waitsForReviewer: z.boolean(),
});
export type QueueOfDialogue = z.infer<typeof queueOfDialogueSchema>;

/** How long the person took, for pace figures. */
const seconds = z.number().min(0).max(86_400).optional();
const headId = z.string().nullable();
const note = z.string().trim().max(4_000).optional();
const reasons = z.array(z.string().trim().min(1).max(120)).max(20).default([]);

export const dialogueEndpoints = {
  listDialogues: {
    summary: "Dialogues by filter",
    access: "member",
    scope: "read",
    query: z
      .strictObject({
        ...dialogueFilter,
        sort: dialogueSortSchema.default("newest"),
        ...pageQuery,
      })
      .superRefine(refuseBadRanges),
    /** `note` says why a search finds nothing, whatever there is. */
    response: pageOf(dialogueSchema).extend({ note: z.string().nullable() }),
  },
  countDialogues: {
    summary: "How many dialogues a filter finds, judged how, with how many rounds together",
    access: "member",
    scope: "read",
    query: z.strictObject(dialogueFilter).superRefine(refuseBadRanges),
    response: z.object({
      dialogues: z.number().int(),
      accepted: z.number().int(),
      rejected: z.number().int(),
      rounds: z.number().int(),
    }),
  },
  listSnippets: {
    summary: "Where a search found something in these dialogues, with the hits marked",
    access: "member",
    scope: "read",
    query: z.strictObject({
      q: z.string().trim().min(1).max(200),
      /** Ids, separated by commas; as many as a page has. */
      dialogues: idsOf("dialogue", z.string().min(1).max(6_000)),
    }),
    response: z.object({
      items: z.array(
        z.object({ dialogueId: z.string(), pieces: z.array(z.object({ text: z.string(), isHit: z.boolean() })) }),
      ),
    }),
  },
  listTags: {
    summary: "Tags that dialogues carry, the commonest first",
    access: "member",
    scope: "read",
    response: z.object({ items: z.array(z.object({ tag: z.string(), dialogues: z.number().int() })) }),
  },
  getDialogue: {
    summary: "A dialogue with its whole tree of turns, and the turn being written",
    access: "member",
    scope: "read",
    response: z.object({ dialogue: dialogueSchema, turns: z.array(turnSchema), draft: draftSchema.nullable() }),
  },
  actOnDialogue: {
    summary: "Do something to a dialogue; refused with a conflict when it has moved on from the head that was seen",
    access: "dialogue.act",
    scope: "annotate",
    body: z.strictObject({
      act: dialogueActSchema,
      seconds,
      /** The actor's place at the review item that the act was done in. */
      assignmentId: idOf("assignment", z.string().max(100)).optional(),
    }),
    response: actOutcomeSchema,
  },
  listDecisions: {
    summary: "What people did to a dialogue, newest first",
    access: "member",
    scope: "read",
    query: z.strictObject({ only: z.literal("comments").optional(), ...pageQuery }),
    response: pageOf(decisionSchema),
  },
  listQueuesOfDialogue: {
    summary: "The review queues that a dialogue is in, and what you can do there",
    access: "member",
    scope: "read",
    response: z.object({ items: z.array(queueOfDialogueSchema) }),
  },
  undoDecision: {
    summary: "Take a decision back, as long as nothing happened since",
    access: "dialogue.act",
    scope: "annotate",
    response: actOutcomeSchema,
  },
  editTurn: {
    summary: "Put an edited turn beside the old one",
    access: "dialogue.act",
    scope: "annotate",
    body: z.strictObject({ headId, text: z.string().trim().min(1).max(100_000), after: afterEditSchema, seconds }),
    response: actOutcomeSchema,
  },
  rejectTurn: {
    summary: "Reject a turn and have it written again",
    access: "dialogue.act",
    scope: "annotate",
    body: z.strictObject({ headId, reasons, note, seconds }),
    response: actOutcomeSchema,
  },
  regenerateTurn: {
    summary: "Have another turn written beside this one",
    access: "dialogue.act",
    scope: "annotate",
    body: z.strictObject({ headId, note, seconds }),
    response: actOutcomeSchema,
  },
  getAttempts: {
    summary: "The model calls made for a turn, with the prompt as sent, oldest first",
    access: "member",
    scope: "read",
    response: z.object({ items: z.array(attemptSchema) }),
  },
  listMentions: {
    summary: "Comments that name you, newest first",
    access: "member",
    scope: "read",
    query: z.strictObject(pageQuery),
    response: pageOf(mentionSchema),
  },
  readMentions: {
    summary: "Mark comments that name you as read, up to a moment",
    access: "member",
    scope: "annotate",
    body: z.strictObject({ until: z.iso.datetime() }),
    response: nothing,
    status: 204,
    whileArchived: true,
  },
  beatPresence: {
    summary: "Say that you have a dialogue before you (each 5 s); answers who else has",
    access: "member",
    scope: "annotate",
    body: z.strictObject({ doing: presenceSchema.shape.doing }),
    response: z.object({ items: z.array(presenceSchema) }),
    whileArchived: true,
  },
} as const satisfies Record<string, Endpoint>;
